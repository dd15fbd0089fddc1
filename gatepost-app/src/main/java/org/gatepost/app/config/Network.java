package org.gatepost.app.config;

import com.google.common.net.InetAddresses;
import java.net.InetAddress;
import java.util.Optional;

/**
 * A block of network addresses (RFC 4632, RFC 4291 section 2.3).
 *
 * @param base its first address
 * @param prefix how many leading bits are fixed
 */
public record Network(InetAddress base, int prefix) {
  /** Reads {@code 192.0.2.0/24}, {@code 2001:db8::/32}, or a single address. */
  public static Optional<Network> parse(String text) {
    int slash = text.indexOf('/');
    Optional<InetAddress> base = Networks.literal(slash < 0 ? text : text.substring(0, slash));
    if (base.isEmpty()) {
      return Optional.empty();
    }
    int bits = base.get().getAddress().length * 8;
    String length = slash < 0 ? Integer.toString(bits) : text.substring(slash + 1);
    if (!length.matches("[0-9]{1,3}") || Integer.parseInt(length) > bits) {
      return Optional.empty();
    }
    Network network = new Network(base.get(), Integer.parseInt(length));
    return network.isAligned() ? Optional.of(network) : Optional.empty();
  }

  /** True when the address lies in this block. */
  public boolean contains(InetAddress address) {
    byte[] mine = base.getAddress();
    byte[] other = address.getAddress();
    if (mine.length != other.length) {
      return false;
    }
    for (int bit = 0; bit < prefix; bit++) {
      int mask = 0x80 >> (bit % 8);
      if ((mine[bit / 8] & mask) != (other[bit / 8] & mask)) {
        return false;
      }
    }
    return true;
  }

  /** Bits behind the prefix are more likely a slip than meant. */
  private boolean isAligned() {
    byte[] octets = base.getAddress();
    for (int bit = prefix; bit < octets.length * 8; bit++) {
      if ((octets[bit / 8] & (0x80 >> (bit % 8))) != 0) {
        return false;
      }
    }
    return true;
  }

  @Override
  public String toString() {
    return InetAddresses.toAddrString(base) + "/" + prefix;
  }
}
