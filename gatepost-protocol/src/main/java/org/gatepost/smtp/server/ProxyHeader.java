package org.gatepost.smtp.server;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import org.gatepost.smtp.Wire;

/**
 * The header of the PROXY protocol, versions 1 and 2
 * (https://www.haproxy.org/download/2.8/doc/proxy-protocol.txt), which a proxy puts in front of
 * everything else.
 */
final class ProxyHeader {
  private static final byte[] SIGNATURE = {
    '\r', '\n', '\r', '\n', 0, '\r', '\n', 'Q', 'U', 'I', 'T', '\n'
  };
  private static final int LONGEST_TEXT = 107;
  private static final int LONGEST_BINARY = 4096;

  private ProxyHeader() {}

  /**
   * Reads the header and nothing behind it.
   *
   * @return who the client is; empty when there is no such header
   */
  static Optional<Client> read(Wire wire, long until) throws IOException {
    if (!has(wire, 1, until)) {
      return Optional.empty();
    }
    return wire.buffer()[wire.start()] == SIGNATURE[0] ? binary(wire, until) : text(wire, until);
  }

  private static Optional<Client> text(Wire wire, long until) throws IOException {
    int length = 0;
    while (true) {
      if (length == LONGEST_TEXT || !has(wire, length + 1, until)) {
        return Optional.empty();
      }
      if (wire.buffer()[wire.start() + length++] == '\n') {
        break;
      }
    }
    String line = new String(wire.buffer(), wire.start(), length, StandardCharsets.ISO_8859_1);
    wire.consume(length);
    if (!line.endsWith("\r\n")) {
      return Optional.empty();
    }
    String[] words = line.substring(0, length - 2).split(" ", -1);
    if (words.length < 2 || !words[0].equals("PROXY")) {
      return Optional.empty();
    }
    if (words[1].equals("UNKNOWN")) {
      return Optional.of(Client.unknown());
    }
    int octets = words[1].equals("TCP4") ? 4 : words[1].equals("TCP6") ? 16 : 0;
    if (words.length != 6 || octets == 0) {
      return Optional.empty();
    }
    return Network.address(words[2])
        .filter(address -> address.getAddress().length == octets)
        .map(Client::at);
  }

  private static Optional<Client> binary(Wire wire, long until) throws IOException {
    if (!has(wire, 16, until)
        || !Arrays.equals(SIGNATURE, 0, 12, wire.buffer(), wire.start(), wire.start() + 12)) {
      return Optional.empty();
    }
    byte[] head = Arrays.copyOfRange(wire.buffer(), wire.start(), wire.start() + 16);
    int length = ((head[14] & 0xff) << 8) | (head[15] & 0xff);
    int command = head[12] & 0xff;
    if (length > LONGEST_BINARY || (command != 0x20 && command != 0x21)) {
      return Optional.empty();
    }
    if (!has(wire, 16 + length, until)) {
      return Optional.empty();
    }
    byte[] body = Arrays.copyOfRange(wire.buffer(), wire.start() + 16, wire.start() + 16 + length);
    wire.consume(16 + length);
    int octets = (head[13] & 0xf0) == 0x10 ? 4 : (head[13] & 0xf0) == 0x20 ? 16 : 0;
    if (command == 0x20 || octets == 0) {
      return Optional.of(Client.unknown());
    }
    return length < 2 * octets + 4
        ? Optional.empty()
        : Optional.of(Client.at(InetAddress.getByAddress(Arrays.copyOf(body, octets))));
  }

  private static boolean has(Wire wire, int octets, long until) throws IOException {
    while (wire.end() - wire.start() < octets) {
      if (!wire.fill(until)) {
        return false;
      }
    }
    return true;
  }
}
