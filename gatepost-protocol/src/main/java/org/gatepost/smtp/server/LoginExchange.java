package org.gatepost.smtp.server;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** LOGIN (draft-murchison-sasl-login), which old mail programs still speak. */
final class LoginExchange implements SaslExchange {
  private final Passwords passwords;
  private Optional<String> login = Optional.empty();

  LoginExchange(Passwords passwords) {
    this.passwords = passwords;
  }

  @Override
  public Step begin() {
    return new Step.Challenge("Username:");
  }

  @Override
  public Step respond(byte[] response) {
    String text = new String(response, StandardCharsets.UTF_8);
    if (login.isPresent()) {
      return PlainExchange.result(passwords, login.get(), text);
    }
    login = Optional.of(text);
    return new Step.Challenge("Password:");
  }
}
