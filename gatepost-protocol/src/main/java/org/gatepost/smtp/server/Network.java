package org.gatepost.smtp.server;

import java.net.InetAddress;
import java.util.List;
import java.util.Optional;

/**
 * A range of addresses (CIDR, RFC 4632).
 *
 * @param prefix how many leading bits must agree
 */
public record Network(InetAddress base, int prefix) {
  /** This machine. */
  public static final List<Network> LOOPBACK =
      List.of(parse("127.0.0.0/8").orElseThrow(), parse("::1/128").orElseThrow());

  public Network {
    if (prefix < 0 || prefix > base.getAddress().length * 8) {
      throw new IllegalArgumentException("No such prefix length: " + prefix);
    }
  }

  /** Reads {@code 192.0.2.0/24}, {@code 2001:db8::/32} or a single address. */
  public static Optional<Network> parse(String text) {
    int slash = text.indexOf('/');
    Optional<InetAddress> base = address(slash < 0 ? text : text.substring(0, slash));
    if (base.isEmpty()) {
      return Optional.empty();
    }
    int all = base.get().getAddress().length * 8;
    if (slash < 0) {
      return Optional.of(new Network(base.get(), all));
    }
    String digits = text.substring(slash + 1);
    if (!digits.matches("[0-9]{1,3}") || Integer.parseInt(digits) > all) {
      return Optional.empty();
    }
    return Optional.of(new Network(base.get(), Integer.parseInt(digits)));
  }

  /** Reads an address; never asks the name service. */
  static Optional<InetAddress> address(String text) {
    boolean plain =
        text.matches("[0-9]{1,3}(\\.[0-9]{1,3}){3}")
            || text.matches("[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*");
    try {
      return plain ? Optional.of(InetAddress.ofLiteral(text)) : Optional.empty();
    } catch (IllegalArgumentException notAnAddress) {
      return Optional.empty();
    }
  }

  public boolean contains(InetAddress address) {
    byte[] ours = base.getAddress();
    byte[] theirs = address.getAddress();
    if (ours.length != theirs.length) {
      return false;
    }
    for (int bit = 0; bit < prefix; bit += 8) {
      int mask = prefix - bit >= 8 ? 0xff : 0xff << (8 - (prefix - bit)) & 0xff;
      if (((ours[bit / 8] ^ theirs[bit / 8]) & mask) != 0) {
        return false;
      }
    }
    return true;
  }

  static boolean anyContains(List<Network> networks, InetAddress address) {
    for (Network network : networks) {
      if (network.contains(address)) {
        return true;
      }
    }
    return false;
  }

  /** What counts as one client: an IPv4 address, or the /64 that an IPv6 host can pick from. */
  static Network clientOf(InetAddress address) {
    byte[] octets = address.getAddress();
    if (octets.length == 4) {
      return new Network(address, 32);
    }
    java.util.Arrays.fill(octets, 8, 16, (byte) 0);
    try {
      return new Network(InetAddress.getByAddress(octets), 64);
    } catch (java.net.UnknownHostException impossible) {
      throw new IllegalStateException("Sixteen octets are an address.", impossible);
    }
  }
}
