package org.gatepost.smtp.client;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;

/** Where the next hop is and how the way to it is secured. */
public record NextHopAddress(String host, int port, Security security) {

  /** How TLS is used. */
  public enum Security {
    /** Never. */
    NONE,
    /** Where STARTTLS is offered; the certificate is not checked, and without it we go on. */
    OPPORTUNISTIC,
    /** STARTTLS, with a certificate that is checked, or nothing is sent. */
    REQUIRED,
    /** From the first octet on (RFC 8314), with a certificate that is checked. */
    IMPLICIT
  }

  public NextHopAddress {
    if (host.isEmpty() || port < 1 || port > 65_535) {
      throw new IllegalArgumentException("Not a host and port: " + host + ":" + port);
    }
  }

  /**
   * Reads {@code smtp://host[:25][?tls=none|opportunistic|required]} or {@code smtps://host[:465]}.
   * Without {@code tls} it is none on this machine and opportunistic elsewhere.
   */
  public static Optional<NextHopAddress> parse(String text) {
    try {
      URI uri = new URI(text);
      String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
      boolean implicit = scheme.equals("smtps");
      String path = String.valueOf(uri.getPath());
      if ((!implicit && !scheme.equals("smtp"))
          || uri.getHost() == null
          || uri.getUserInfo() != null
          || (!path.isEmpty() && !path.equals("/"))) {
        return Optional.empty();
      }
      String host = uri.getHost().replaceAll("^\\[|\\]$", "");
      int port = uri.getPort() != -1 ? uri.getPort() : implicit ? 465 : 25;
      if (implicit) {
        return uri.getQuery() == null || uri.getQuery().equals("tls=required")
            ? Optional.of(new NextHopAddress(host, port, Security.IMPLICIT))
            : Optional.empty();
      }
      return security(uri.getQuery() == null ? "" : uri.getQuery(), host)
          .map(security -> new NextHopAddress(host, port, security));
    } catch (URISyntaxException | IllegalArgumentException malformed) {
      return Optional.empty();
    }
  }

  private static Optional<Security> security(String query, String host) {
    return switch (query) {
      case "" -> Optional.of(isLoopback(host) ? Security.NONE : Security.OPPORTUNISTIC);
      case "tls=none" -> Optional.of(Security.NONE);
      case "tls=opportunistic" -> Optional.of(Security.OPPORTUNISTIC);
      case "tls=required" -> Optional.of(Security.REQUIRED);
      default -> Optional.empty();
    };
  }

  boolean isLoopback() {
    return isLoopback(host);
  }

  private static boolean isLoopback(String host) {
    return host.equalsIgnoreCase("localhost")
        || host.equals("::1")
        || host.matches("127(\\.[0-9]{1,3}){3}");
  }

  @Override
  public String toString() {
    String shown = host.indexOf(':') >= 0 ? "[" + host + "]" : host;
    return switch (security) {
      case IMPLICIT -> "smtps://" + shown + ":" + port;
      case NONE, OPPORTUNISTIC, REQUIRED ->
          "smtp://" + shown + ":" + port + "?tls=" + security.name().toLowerCase(Locale.ROOT);
    };
  }
}
