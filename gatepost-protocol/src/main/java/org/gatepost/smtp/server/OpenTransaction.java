package org.gatepost.smtp.server;

import java.util.ArrayList;
import java.util.List;
import org.gatepost.gate.Submissions;
import org.gatepost.mail.Recipient;
import org.gatepost.mail.SmtpReply;
import org.jspecify.annotations.Nullable;

/** A transaction between MAIL and its end. */
final class OpenTransaction implements AutoCloseable {
  private final Submissions.Transaction transaction;
  private final MailCommand command;
  private final String trace;
  private final List<Recipient> taken = new ArrayList<>();
  private int asked;
  private boolean refused;
  private @Nullable ChunkedContent chunks;

  OpenTransaction(Submissions.Transaction transaction, MailCommand command, String trace) {
    this.transaction = transaction;
    this.command = command;
    this.trace = trace;
  }

  Submissions.Transaction transaction() {
    return transaction;
  }

  MailCommand command() {
    return command;
  }

  String trace() {
    return trace;
  }

  void mailAnswered(SmtpReply reply) {
    refused = !reply.isPositive();
  }

  void asked() {
    asked++;
  }

  void recipientAnswered(Recipient recipient, SmtpReply reply) {
    if (reply.isPositive()) {
      taken.add(recipient);
    } else {
      asked--;
    }
  }

  /** How many recipients were taken or may still be. */
  int recipients() {
    return asked;
  }

  List<Recipient> taken() {
    return taken;
  }

  boolean isRefused() {
    return refused;
  }

  @Nullable ChunkedContent chunks() {
    return chunks;
  }

  void chunks(ChunkedContent begun) {
    chunks = begun;
  }

  @Override
  public void close() {
    if (chunks != null) {
      chunks.content().close();
    }
    transaction.close();
  }
}
