package org.gatepost.smtp.client;

import java.util.Optional;
import org.gatepost.delivery.NextHop.Capabilities;
import org.gatepost.mail.Address;
import org.gatepost.mail.MailParameters;
import org.gatepost.mail.MailParameters.BodyType;
import org.gatepost.mail.Recipient;
import org.gatepost.mail.ReversePath;
import org.gatepost.mail.SmtpReply;
import org.gatepost.smtp.LocalPart;

/**
 * MAIL and RCPT as a next hop can take them: parameters only where they were offered, and never an
 * address that would have to be changed on the way (RFC 6531 section 3.6).
 */
final class EnvelopeCommands {
  private static final SmtpReply NO_UTF8 =
      SmtpReply.of(553, "5.6.7", "The next hop does not take addresses or headers in UTF-8");
  private static final SmtpReply MALFORMED =
      SmtpReply.of(501, "5.1.3", "That cannot be written as an address");

  private EnvelopeCommands() {}

  /** A command, or our own refusal in the next hop's place. */
  sealed interface Wording {
    record Command(String line) implements Wording {}

    record Refusal(SmtpReply reply) implements Wording {}
  }

  static Wording mail(
      ReversePath from, MailParameters parameters, boolean eightBit, Capabilities can) {
    Optional<Address> address = from.mailbox();
    boolean international = address.isPresent() && address.get().isInternational();
    if ((parameters.smtpUtf8() || international) && !can.smtpUtf8()) {
      return new Wording.Refusal(NO_UTF8);
    }
    if (address.isPresent() && !LocalPart.isWellFormed(address.get().localPart())) {
      return new Wording.Refusal(MALFORMED);
    }
    StringBuilder line = new StringBuilder(80);
    line.append("MAIL FROM:<").append(from).append('>');
    if (can.size().isPresent() && parameters.size().isPresent()) {
      line.append(" SIZE=").append(parameters.size().getAsLong());
    }
    if (can.eightBitMime() && (eightBit || parameters.body() == BodyType.EIGHT_BIT_MIME)) {
      line.append(" BODY=8BITMIME");
    }
    if (parameters.smtpUtf8() || international) {
      line.append(" SMTPUTF8");
    }
    if (can.dsn()) {
      append(line, " RET=", parameters.ret());
      append(line, " ENVID=", parameters.envelopeId());
    }
    return new Wording.Command(line.append("\r\n").toString());
  }

  /**
   * The command for a recipient.
   *
   * @param utf8 whether MAIL asked for SMTPUTF8
   */
  static Wording recipient(Recipient recipient, boolean utf8, Capabilities can) {
    Address address = recipient.address();
    if (address.isInternational() && !(utf8 && can.smtpUtf8())) {
      return new Wording.Refusal(NO_UTF8);
    }
    if (!LocalPart.isWellFormed(address.localPart())) {
      return new Wording.Refusal(MALFORMED);
    }
    StringBuilder line = new StringBuilder(80);
    line.append("RCPT TO:<").append(address).append('>');
    if (can.dsn()) {
      append(line, " NOTIFY=", recipient.notifyOn());
      append(line, " ORCPT=", recipient.originalRecipient());
    }
    return new Wording.Command(line.append("\r\n").toString());
  }

  private static void append(StringBuilder line, String key, Optional<String> value) {
    value.ifPresent(
        text -> {
          if (text.chars().anyMatch(c -> c <= ' ' || c == 0x7f)) {
            throw new IllegalArgumentException("A delivery status parameter holds a space.");
          }
          line.append(key).append(text);
        });
  }
}
