package org.gatepost.app.config;

import java.net.InetAddress;
import java.util.Optional;

/**
 * A host and a port.
 *
 * @param host a name or an address, an IPv6 address without its brackets
 * @param port from 0 (any free one) to 65535
 */
public record Endpoint(String host, int port) {
  /** Reads {@code host:port}; an IPv6 address stands in brackets. */
  public static Optional<Endpoint> parse(String text) {
    int colon = text.lastIndexOf(':');
    return colon < 0 ? Optional.empty() : of(text.substring(0, colon), text.substring(colon + 1));
  }

  static Optional<Endpoint> of(String host, String port) {
    if (!port.matches("[0-9]{1,5}") || Integer.parseInt(port) > 65535) {
      return Optional.empty();
    }
    int number = Integer.parseInt(port);
    if (host.startsWith("[") && host.endsWith("]")) {
      String inner = host.substring(1, host.length() - 1);
      return inner.contains(":") && Networks.literal(inner).isPresent()
          ? Optional.of(new Endpoint(inner, number))
          : Optional.empty();
    }
    return isHostName(host) ? Optional.of(new Endpoint(host, number)) : Optional.empty();
  }

  /** True for an address, or the name, of this very machine's loopback. */
  public boolean isLoopback() {
    return host.equalsIgnoreCase("localhost")
        || Networks.literal(host).map(InetAddress::isLoopbackAddress).orElse(false);
  }

  static boolean isHostName(String host) {
    if (host.matches("[0-9.]+")) {
      return Networks.literal(host).isPresent();
    }
    return host.length() <= 253
        && host.matches("[A-Za-z0-9]([A-Za-z0-9_-]*[A-Za-z0-9])?(\\.[A-Za-z0-9_-]+)*\\.?");
  }

  @Override
  public String toString() {
    return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
  }
}
