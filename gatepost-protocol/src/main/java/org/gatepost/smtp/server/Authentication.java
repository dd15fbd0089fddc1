package org.gatepost.smtp.server;

import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.gatepost.mail.Address;
import org.gatepost.mail.IdentitySource;

/** AUTH (RFC 4954): the mechanisms, and how often somebody may be wrong. */
public final class Authentication {
  private static final int NONCE = 18;

  private final Passwords passwords;
  private final IdentitySource identities;
  private final Failures byClient;
  private final Failures byLogin;

  public Authentication(
      Credentials credentials,
      AuthenticationSettings settings,
      IdentitySource identities,
      InstantSource clock) {
    this.passwords = new Passwords(credentials, settings);
    this.identities = identities;
    this.byClient = new Failures(settings.failuresPerClient(), settings.window(), clock);
    this.byLogin = new Failures(settings.failuresPerLogin(), settings.window(), clock);
  }

  List<String> mechanisms() {
    return List.of("SCRAM-SHA-256", "PLAIN", "LOGIN");
  }

  Optional<SaslExchange> begin(String mechanism) {
    return switch (mechanism.toUpperCase(Locale.ROOT)) {
      case "SCRAM-SHA-256" ->
          Optional.of(
              new ScramExchange(
                  passwords, Base64.getEncoder().encodeToString(identities.octets(NONCE))));
      case "PLAIN" -> Optional.of(new PlainExchange(passwords));
      case "LOGIN" -> Optional.of(new LoginExchange(passwords));
      default -> Optional.empty();
    };
  }

  /** True when a client has been wrong so often that it is not even listened to. */
  boolean isShutOut(Client client) {
    return byClient.areTooMany(key(client));
  }

  /** True when so many were wrong about a login that its right password is not believed now. */
  boolean isShutOut(String login) {
    return byLogin.areTooMany(key(login));
  }

  void failed(Client client, String login) {
    byClient.add(key(client));
    byLogin.add(key(login));
  }

  private static Object key(Client client) {
    return client.address().<Object>map(Network::clientOf).orElse("unknown");
  }

  private static Object key(String login) {
    return Address.parse(login).map(address -> address.person().toString()).orElse("nobody");
  }
}
