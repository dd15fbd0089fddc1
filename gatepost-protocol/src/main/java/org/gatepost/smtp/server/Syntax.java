package org.gatepost.smtp.server;

import org.gatepost.mail.SmtpReply;

/** What a client wrote, or the reply that says what is wrong with it. */
sealed interface Syntax<T> {
  record Good<T>(T value) implements Syntax<T> {}

  record Bad<T>(SmtpReply reply) implements Syntax<T> {}

  static <T> Syntax<T> good(T value) {
    return new Good<>(value);
  }

  static <T> Syntax<T> bad(int code, String enhanced, String text) {
    return new Bad<>(SmtpReply.of(code, enhanced, text));
  }
}
