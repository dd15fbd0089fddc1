package org.gatepost.smtp.server;

import java.security.MessageDigest;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.gatepost.account.ScramVerifier;
import org.gatepost.mail.Address;

/**
 * Checks passwords and proofs. Somebody unknown gets a made-up verifier whose salt is always the
 * same, so that neither time nor answer tells who has an account.
 */
final class Passwords {
  private final Credentials credentials;
  private final AuthenticationSettings settings;

  Passwords(Credentials credentials, AuthenticationSettings settings) {
    this.credentials = credentials;
    this.settings = settings;
  }

  /** Never empty: a made-up one for somebody who has none. */
  List<ScramVerifier> verifiers(String login) {
    Optional<Address> address = Address.parse(login);
    List<ScramVerifier> known = address.map(credentials::verifiers).orElse(List.of());
    return known.isEmpty() ? List.of(madeUp(login)) : known;
  }

  private ScramVerifier madeUp(String login) {
    byte[] salt = Arrays.copyOf(Scram.hmac(settings.secret(), "salt " + login), 16);
    byte[] key = Scram.hmac(settings.secret(), "key " + login);
    return new ScramVerifier(salt, settings.iterations(), key, key);
  }

  /** The login as an address when the password is one of its app passwords. */
  Optional<Address> check(String login, String password) {
    List<ScramVerifier> verifiers = verifiers(login);
    ScramVerifier first = verifiers.getFirst();
    byte[] stored = Scram.storedKey(password, first.salt(), first.iterations());
    boolean right = false;
    for (ScramVerifier verifier : verifiers) {
      right |= MessageDigest.isEqual(stored, verifier.storedKey());
    }
    return right ? Address.parse(login) : Optional.empty();
  }
}
