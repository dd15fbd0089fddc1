package org.gatepost.smtp.server;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.gatepost.mail.Address;
import org.gatepost.mail.Recipient;
import org.gatepost.smtp.Xtext;

/** {@code RCPT TO} with its parameters (RFC 5321, 3461). */
final class RecipientCommand {
  private static final int LONGEST_ORIGINAL = 500;
  private static final Set<String> OCCASIONS = Set.of("SUCCESS", "FAILURE", "DELAY");

  private RecipientCommand() {}

  /**
   * Reads what stands behind {@code RCPT}.
   *
   * @param utf8 whether MAIL asked for SMTPUTF8
   * @param hostName whose postmaster {@code <Postmaster>} is (RFC 5321 section 4.5.1)
   */
  static Syntax<Recipient> parse(String argument, Offer offer, boolean utf8, String hostName) {
    Optional<PathText> path =
        argument.regionMatches(true, 0, "TO:", 0, 3)
            ? PathText.parse(argument.substring(3))
            : Optional.empty();
    if (path.isEmpty()) {
      return Syntax.bad(501, "5.5.4", "It is RCPT TO:<address>");
    }
    Optional<Map<String, String>> words = Parameters.parse(path.get().rest());
    if (words.isEmpty()) {
      return Syntax.bad(501, "5.5.4", "The parameters of RCPT are malformed");
    }
    Optional<String> notify = Optional.empty();
    Optional<String> original = Optional.empty();
    for (Map.Entry<String, String> word : words.get().entrySet()) {
      String value = word.getValue();
      boolean wellFormed;
      switch (word.getKey()) {
        case "NOTIFY" -> {
          wellFormed = isNotify(value);
          notify = Optional.of(value.toUpperCase(Locale.ROOT));
        }
        case "ORCPT" -> {
          wellFormed = isOriginal(value, utf8);
          original = Optional.of(value);
        }
        default -> {
          return Syntax.bad(555, "5.5.4", word.getKey() + " is not offered here");
        }
      }
      if (!offer.way().dsn()) {
        return Syntax.bad(555, "5.5.4", word.getKey() + " is not offered here");
      }
      if (!wellFormed) {
        return Syntax.bad(501, "5.5.4", "The value of " + word.getKey() + " is wrong");
      }
    }
    if (!path.get().isAscii() && !utf8) {
      return Syntax.bad(553, "5.6.7", "An address that is not ASCII needs SMTPUTF8");
    }
    Optional<Address> address =
        path.get().mailbox().equalsIgnoreCase("postmaster")
            ? Address.parse(path.get().mailbox() + "@" + hostName)
            : path.get().address();
    return address.isEmpty()
        ? Syntax.bad(501, "5.1.3", "That is not an address")
        : Syntax.good(new Recipient(address.get(), notify, original));
  }

  /** RFC 3461 section 4.1: NEVER alone, or a list of occasions. */
  private static boolean isNotify(String value) {
    String upper = value.toUpperCase(Locale.ROOT);
    if (upper.equals("NEVER")) {
      return true;
    }
    for (String occasion : upper.split(",", -1)) {
      if (!OCCASIONS.contains(occasion)) {
        return false;
      }
    }
    return true;
  }

  /** RFC 3461 section 4.2: an address type, a semicolon, xtext; RFC 6533 adds UTF-8. */
  private static boolean isOriginal(String value, boolean utf8) {
    int semicolon = value.indexOf(';');
    if (semicolon <= 0 || value.length() > LONGEST_ORIGINAL) {
      return false;
    }
    String type = value.substring(0, semicolon);
    String address = value.substring(semicolon + 1);
    if (!type.matches("[A-Za-z0-9-]+")) {
      return false;
    }
    if (utf8 && type.equalsIgnoreCase("utf-8")) {
      return !address.isEmpty();
    }
    return Xtext.isWellFormed(address);
  }
}
