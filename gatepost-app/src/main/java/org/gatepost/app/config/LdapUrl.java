package org.gatepost.app.config;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where LDAP is spoken: {@code ldap://host[:389]} or {@code ldaps://host[:636]}.
 *
 * @param tls TLS from the first octet
 */
record LdapUrl(Endpoint endpoint, boolean tls) {
  static final ScalarType<LdapUrl> TYPE =
      Types.word(
          "an LDAP URL",
          "ldap://host:port or ldaps://host:port",
          LdapUrl::parse,
          LdapUrl::toString,
          Types.matching("^ldaps?://[^/?#@ ]+/?$"));

  private static final Pattern URL =
      Pattern.compile("(ldaps?)://(\\[[^\\]]*\\]|[^:/?#@\\[\\]]+)(?::([0-9]{1,5}))?/?");

  static Optional<LdapUrl> parse(String text) {
    Matcher matcher = URL.matcher(text);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    boolean tls = matcher.group(1).equals("ldaps");
    String port = matcher.group(3) == null ? tls ? "636" : "389" : matcher.group(3);
    return Endpoint.of(matcher.group(2), port)
        .filter(endpoint -> endpoint.port() != 0)
        .map(endpoint -> new LdapUrl(endpoint, tls));
  }

  @Override
  public String toString() {
    return (tls ? "ldaps://" : "ldap://") + endpoint;
  }
}
