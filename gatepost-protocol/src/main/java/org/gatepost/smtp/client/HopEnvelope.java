package org.gatepost.smtp.client;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.gatepost.delivery.NextHop.Capabilities;
import org.gatepost.mail.MailParameters;
import org.gatepost.mail.MailParameters.BodyType;
import org.gatepost.mail.Recipient;
import org.gatepost.mail.ReversePath;
import org.gatepost.mail.SmtpReply;
import org.gatepost.smtp.client.EnvelopeCommands.Wording;

/**
 * An envelope and what the next hop said to it. It may have to be said more than once, on different
 * connections; each command has one answer all the same, the first, because the client may know it.
 * Command 0 is MAIL, those behind it are the recipients.
 */
final class HopEnvelope {
  private static final SmtpReply NO_TRANSACTION =
      SmtpReply.of(503, "5.5.1", "The next hop has no such transaction");

  private final ReversePath from;
  private final MailParameters parameters;
  private final List<Recipient> recipients = new ArrayList<>();
  private final List<SmtpReply> answers = new ArrayList<>();
  private boolean eightBit;
  private boolean mailRefused;

  HopEnvelope(ReversePath from, MailParameters parameters) {
    this.from = from;
    this.parameters = parameters;
  }

  /** Adds a recipient and returns the number of its command. */
  int add(Recipient recipient) {
    recipients.add(recipient);
    return recipients.size();
  }

  /** How many commands there are. */
  int size() {
    return recipients.size() + 1;
  }

  /** Whether the content is declared as 8-bit wherever that can be said. */
  boolean saysEightBit() {
    return eightBit || parameters.body() == BodyType.EIGHT_BIT_MIME;
  }

  /** From here on the content is declared as 8-bit. */
  void declareEightBit() {
    eightBit = true;
  }

  /** The one answer to a command, if it is known. */
  Optional<SmtpReply> answer(int index) {
    return index < answers.size() ? Optional.of(answers.get(index)) : Optional.empty();
  }

  /**
   * Notes what a command was answered with.
   *
   * @return false when the next hop took it before and does not any more
   */
  boolean answered(int index, SmtpReply reply) {
    if (index == answers.size()) {
      answers.add(reply);
      return true;
    }
    return reply.isPositive() || !answers.get(index).isPositive();
  }

  /** Whether any recipient was taken. */
  boolean hasTaken() {
    return answers.stream().skip(1).anyMatch(SmtpReply::isPositive);
  }

  /** How a command is put to a next hop; what was refused once is not asked again. */
  Wording wording(int index, Capabilities can) {
    Optional<SmtpReply> refused = answer(index).filter(reply -> !reply.isPositive());
    Wording wording =
        refused.isPresent() ? new Wording.Refusal(refused.get()) : command(index, can);
    if (index == 0) {
      mailRefused = wording instanceof Wording.Refusal;
    }
    return wording;
  }

  private Wording command(int index, Capabilities can) {
    if (index == 0) {
      return EnvelopeCommands.mail(from, parameters, saysEightBit(), can);
    }
    return mailRefused
        ? new Wording.Refusal(NO_TRANSACTION)
        : EnvelopeCommands.recipient(recipients.get(index - 1), saysUtf8(), can);
  }

  private boolean saysUtf8() {
    return parameters.smtpUtf8()
        || from.mailbox().map(address -> address.isInternational()).orElse(false);
  }
}
