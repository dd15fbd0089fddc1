package org.gatepost.web;

import jakarta.servlet.ServletException;
import java.io.IOException;
import java.net.InetAddress;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.util.NetMask;
import org.apache.catalina.valves.ValveBase;

/**
 * Believes named reverse proxies, and nobody else, about who the client is ({@code
 * X-Forwarded-For}) and whether it came by https ({@code X-Forwarded-Proto}). The list of addresses
 * is read from its end, where the nearest proxy wrote; the first that is no proxy is the client,
 * and what stands before it could be made up by anybody.
 */
final class ProxyValve extends ValveBase {
  private final List<NetMask> proxies;

  /**
   * Names the proxies.
   *
   * @param proxies addresses or networks such as {@code 10.0.0.0/8}
   * @throws IllegalArgumentException when one of them is neither
   */
  ProxyValve(Set<String> proxies) {
    super(true);
    this.proxies = proxies.stream().map(NetMask::new).toList();
  }

  @Override
  public void invoke(Request request, Response response) throws IOException, ServletException {
    String peer = request.getRemoteAddr();
    boolean secure = request.isSecure();
    try {
      if (isProxy(peer)) {
        client(request).ifPresent(request::setRemoteAddr);
        last(request, "X-Forwarded-Proto")
            .ifPresent(protocol -> request.setSecure(protocol.equalsIgnoreCase("https")));
      }
      getNext().invoke(request, response);
    } finally {
      // The object serves the next request of this connection, too.
      request.setRemoteAddr(peer);
      request.setSecure(secure);
    }
  }

  private Optional<String> client(Request request) {
    List<String> hops =
        Collections.list(request.getHeaders("X-Forwarded-For")).stream()
            .flatMap(line -> List.of(line.split(",", -1)).stream())
            .map(String::strip)
            .toList()
            .reversed();
    for (String hop : hops) {
      if (!isAddress(hop)) {
        return Optional.empty();
      }
      if (!isProxy(hop)) {
        return Optional.of(hop);
      }
    }
    return Optional.empty();
  }

  private static Optional<String> last(Request request, String header) {
    List<String> lines = Collections.list(request.getHeaders(header));
    if (lines.isEmpty()) {
      return Optional.empty();
    }
    String line = lines.getLast();
    return Optional.of(line.substring(line.lastIndexOf(',') + 1).strip());
  }

  private boolean isProxy(String address) {
    if (!isAddress(address)) {
      return false;
    }
    InetAddress literal = InetAddress.ofLiteral(address);
    return proxies.stream().anyMatch(network -> network.matches(literal));
  }

  private static boolean isAddress(String text) {
    try {
      InetAddress.ofLiteral(text);
      return true;
    } catch (IllegalArgumentException notAnAddress) {
      return false;
    }
  }
}
