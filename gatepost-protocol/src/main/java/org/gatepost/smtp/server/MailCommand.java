package org.gatepost.smtp.server;

import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.gatepost.mail.Address;
import org.gatepost.mail.MailParameters;
import org.gatepost.mail.MailParameters.BodyType;
import org.gatepost.mail.ReversePath;
import org.gatepost.smtp.Xtext;

/** {@code MAIL FROM} with its parameters (RFC 5321, 1870, 3461, 6152, 6531, 4954). */
record MailCommand(ReversePath from, MailParameters parameters) {
  private static final int LONGEST_ENVELOPE_ID = 100;

  /**
   * Reads what stands behind {@code MAIL}.
   *
   * @param offer what the client was told that it may use
   */
  static Syntax<MailCommand> parse(String argument, Offer offer) {
    Optional<PathText> path =
        argument.regionMatches(true, 0, "FROM:", 0, 5)
            ? PathText.parse(argument.substring(5))
            : Optional.empty();
    if (path.isEmpty()) {
      return Syntax.bad(501, "5.5.4", "It is MAIL FROM:<address>");
    }
    Optional<Map<String, String>> words = Parameters.parse(path.get().rest());
    if (words.isEmpty()) {
      return Syntax.bad(501, "5.5.4", "The parameters of MAIL are malformed");
    }
    BodyType body = BodyType.SEVEN_BIT;
    boolean utf8 = false;
    OptionalLong size = OptionalLong.empty();
    Optional<String> ret = Optional.empty();
    Optional<String> envelopeId = Optional.empty();
    for (Map.Entry<String, String> word : words.get().entrySet()) {
      String value = word.getValue();
      boolean offered = offer.extended();
      boolean wellFormed = true;
      switch (word.getKey()) {
        case "SIZE" -> {
          wellFormed = value.matches("[0-9]{1,18}");
          size = wellFormed ? OptionalLong.of(Long.parseLong(value)) : size;
        }
        case "BODY" -> {
          offered &= offer.way().eightBitMime();
          boolean eight = value.equalsIgnoreCase("8BITMIME");
          wellFormed = eight || value.equalsIgnoreCase("7BIT");
          body = eight ? BodyType.EIGHT_BIT_MIME : body;
        }
        case "SMTPUTF8" -> {
          offered &= offer.way().smtpUtf8();
          wellFormed = value.isEmpty();
          utf8 = true;
        }
        case "RET" -> {
          offered &= offer.way().dsn();
          wellFormed = value.equalsIgnoreCase("FULL") || value.equalsIgnoreCase("HDRS");
          ret = Optional.of(value.toUpperCase(java.util.Locale.ROOT));
        }
        case "ENVID" -> {
          offered &= offer.way().dsn();
          wellFormed = value.length() <= LONGEST_ENVELOPE_ID && Xtext.isWellFormed(value);
          envelopeId = Optional.of(value);
        }
        case "AUTH" -> {
          // Who wrote it is for those to say whom we trust; RFC 4954 section 5 lets us drop it.
          offered &= !offer.mechanisms().isEmpty();
          wellFormed = Xtext.isWellFormed(value);
        }
        default -> offered = false;
      }
      if (!offered) {
        return Syntax.bad(555, "5.5.4", word.getKey() + " is not offered here");
      }
      if (!wellFormed) {
        return Syntax.bad(501, "5.5.4", "The value of " + word.getKey() + " is wrong");
      }
    }
    if (!path.get().isAscii() && !utf8) {
      return Syntax.bad(553, "5.6.7", "An address that is not ASCII needs SMTPUTF8");
    }
    if (size.orElse(0) > offer.size()) {
      return Syntax.bad(552, "5.3.4", "At most " + offer.size() + " octets may be sent here");
    }
    MailParameters parameters = new MailParameters(body, utf8, size, ret, envelopeId);
    if (path.get().mailbox().isEmpty()) {
      return Syntax.good(new MailCommand(ReversePath.none(), parameters));
    }
    Optional<Address> address = path.get().address();
    return address.isEmpty()
        ? Syntax.bad(501, "5.1.7", "That is not an address")
        : Syntax.good(new MailCommand(ReversePath.of(address.get()), parameters));
  }
}
