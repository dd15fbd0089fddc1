package org.gatepost.smtp.client;

import java.io.IOException;
import org.gatepost.mail.SmtpReply;

/** No connection could be had; what to tell whoever wanted one. */
final class HopUnavailableException extends IOException {
  private static final long serialVersionUID = 1L;

  private final transient SmtpReply reply;

  HopUnavailableException(String because) {
    super(because);
    this.reply = SmtpReply.of(451, "4.4.1", because);
  }

  HopUnavailableException(String because, Throwable cause) {
    this(because);
    initCause(cause);
  }

  SmtpReply reply() {
    return reply;
  }
}
