package org.gatepost.smtp.server;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;

/**
 * Who is at the other end, as far as it is known.
 *
 * @param address empty when it is a proxy that could not say for whom it speaks
 * @param name the host name that a trusted proxy found for it
 * @param named false while a proxy still has to say for whom it speaks; nothing is taken before
 */
record Client(Optional<InetAddress> address, Optional<String> name, boolean named) {
  static Client at(InetAddress address) {
    return new Client(Optional.of(address), Optional.empty(), true);
  }

  /** A client whose address nobody knows. */
  static Client unknown() {
    return new Client(Optional.empty(), Optional.empty(), true);
  }

  /** A proxy before it spoke for anybody: its own address is never a client's. */
  static Client yetToBeNamed() {
    return new Client(Optional.empty(), Optional.empty(), false);
  }

  boolean isWithin(List<Network> networks) {
    return address.isPresent() && Network.anyContains(networks, address.get());
  }

  /** The address, or {@code unknown}. */
  String text() {
    return address.map(InetAddress::getHostAddress).orElse("unknown");
  }

  /** The address as a literal of RFC 5321 section 4.1.3. */
  String literal() {
    return address
        .map(
            a ->
                a instanceof Inet6Address
                    ? "[IPv6:" + a.getHostAddress() + "]"
                    : "[" + a.getHostAddress() + "]")
        .orElse("[unknown]");
  }
}
