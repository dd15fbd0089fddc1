package org.gatepost.app.config;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.gatepost.app.config.ScalarType.WrongValueException;

/**
 * Where mail is handed over: {@code smtp://host[:25]} or {@code smtps://host[:465]}.
 *
 * @param implicitTls TLS from the first octet (RFC 8314)
 */
public record SmtpUrl(Endpoint endpoint, boolean implicitTls) {
  static final String PATTERN = "^smtps?://[^/?#@ ]+/?$";

  private static final Pattern URL =
      Pattern.compile("(smtps?)://(\\[[^\\]]*\\]|[^:/?#@\\[\\]]+)(?::([0-9]{1,5}))?/?");

  /**
   * Reads one.
   *
   * @throws WrongValueException when it holds a user name or password
   */
  static Optional<SmtpUrl> parse(String text) {
    if (text.matches("smtps?://.*@.*")) {
      throw new WrongValueException(
          "user name and password do not belong into the URL; use next-hop.username and"
              + " next-hop.password-file");
    }
    Matcher matcher = URL.matcher(text);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    boolean implicit = matcher.group(1).equals("smtps");
    String port = matcher.group(3) == null ? implicit ? "465" : "25" : matcher.group(3);
    return Endpoint.of(matcher.group(2), port)
        .filter(endpoint -> endpoint.port() != 0)
        .map(endpoint -> new SmtpUrl(endpoint, implicit));
  }

  @Override
  public String toString() {
    return (implicitTls ? "smtps://" : "smtp://") + endpoint;
  }
}
