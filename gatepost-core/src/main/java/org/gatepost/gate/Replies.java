package org.gatepost.gate;

import java.util.UUID;
import org.gatepost.mail.SmtpReply;

/** What the gate says on the wire, code and enhanced code from one place (RFC 3463). */
final class Replies {
  private Replies() {}

  static SmtpReply held(UUID hold) {
    return SmtpReply.of(250, "2.0.0", "Ok, held as " + hold + ", not sent yet");
  }

  static SmtpReply refused(String text) {
    return SmtpReply.of(554, "5.7.1", text);
  }

  static SmtpReply notAMessage(String because) {
    return SmtpReply.of(554, "5.6.0", because);
  }

  static SmtpReply unable() {
    return SmtpReply.of(451, "4.7.1", "The message could not be checked, try again later");
  }

  static SmtpReply neverJudged() {
    return SmtpReply.of(
        554, "5.7.1", "The message could not be checked, several times; tell your administrator");
  }

  static SmtpReply storageUnavailable() {
    return SmtpReply.of(451, "4.3.0", "Storage is not available, try again later");
  }

  static SmtpReply unreadable() {
    return SmtpReply.of(451, "4.3.0", "The message could not be read back, try again later");
  }

  static SmtpReply nextHopLost() {
    return SmtpReply.of(451, "4.4.2", "The connection to the next server was lost, try again");
  }

  /** It may have the message or not; only the client's next try makes sure that it gets there. */
  static SmtpReply nextHopSilent() {
    return SmtpReply.of(
        451, "4.4.2", "The next server did not say whether it took the message, try again");
  }

  static SmtpReply nobodyTaken() {
    return SmtpReply.of(554, "5.5.1", "No recipient was accepted");
  }
}
