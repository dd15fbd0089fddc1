package org.gatepost.smtp.server;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.gatepost.mail.Address;

/** PLAIN (RFC 4616). Nobody may act for another. */
record PlainExchange(Passwords passwords) implements SaslExchange {
  @Override
  public Step begin() {
    return new Step.Challenge("");
  }

  @Override
  public Step respond(byte[] response) {
    String[] parts = new String(response, StandardCharsets.UTF_8).split("\0", -1);
    if (parts.length != 3 || parts[1].isEmpty()) {
      return new Step.Malformed();
    }
    return !parts[0].isEmpty() && !parts[0].equals(parts[1])
        ? new Step.Failed(parts[1])
        : result(passwords, parts[1], parts[2]);
  }

  static Step result(Passwords passwords, String login, String password) {
    Optional<Address> proved = passwords.check(login, password);
    return proved.isPresent() ? new Step.Proved(proved.get()) : new Step.Failed(login);
  }
}
