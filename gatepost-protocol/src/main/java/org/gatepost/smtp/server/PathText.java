package org.gatepost.smtp.server;

import java.util.Optional;
import org.gatepost.mail.Address;
import org.gatepost.mail.Domain;
import org.gatepost.smtp.LocalPart;

/**
 * A path in angle brackets and what follows it (RFC 5321 section 4.1.2). A source route is read and
 * dropped, as section 4.1.1.3 advises.
 *
 * @param mailbox empty for {@code <>}
 * @param rest the parameters, without the space before them
 */
record PathText(String mailbox, String rest) {
  /** Splits the text behind {@code FROM:} or {@code TO:}; a space before the path is forgiven. */
  static Optional<PathText> parse(String text) {
    int open = 0;
    while (open < text.length() && text.charAt(open) == ' ') {
      open++;
    }
    if (open == text.length() || text.charAt(open) != '<') {
      return Optional.empty();
    }
    int close = closing(text, open + 1);
    if (close < 0 || (close + 1 < text.length() && text.charAt(close + 1) != ' ')) {
      return Optional.empty();
    }
    String mailbox = text.substring(open + 1, close);
    if (mailbox.startsWith("@")) {
      int colon = mailbox.indexOf(':');
      if (colon < 0) {
        return Optional.empty();
      }
      mailbox = mailbox.substring(colon + 1);
    }
    return Optional.of(new PathText(mailbox, text.substring(close + 1).strip()));
  }

  private static int closing(String text, int from) {
    boolean quoted = false;
    for (int i = from; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"') {
        quoted = !quoted;
      } else if (quoted && c == '\\') {
        i++;
      } else if (!quoted && c == '>') {
        return i;
      }
    }
    return -1;
  }

  /**
   * The address, when it is one. Local parts are taken as generously as the world writes them: dots
   * may stand anywhere.
   */
  Optional<Address> address() {
    int at = mailbox.lastIndexOf('@');
    if (at <= 0 || at == mailbox.length() - 1) {
      return Optional.empty();
    }
    String local = mailbox.substring(0, at);
    String domain = mailbox.substring(at + 1);
    if (!LocalPart.isWellFormed(local) || !isDomain(domain)) {
      return Optional.empty();
    }
    return Optional.of(new Address(local, Domain.of(domain)));
  }

  boolean isAscii() {
    return mailbox.chars().allMatch(c -> c < 0x80);
  }

  private static boolean isDomain(String text) {
    if (text.startsWith("[")) {
      return text.matches("\\[[A-Za-z0-9:.-]+\\]");
    }
    for (String label : text.split("\\.", -1)) {
      if (label.isEmpty() || label.length() > 63 * 4 || label.startsWith("-")) {
        return false;
      }
      if (!label.chars().allMatch(c -> c > 0x7f || c == '-' || c == '_' || isAlphanumeric(c))) {
        return false;
      }
    }
    return text.length() <= 255 * 2;
  }

  private static boolean isAlphanumeric(int c) {
    return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
  }
}
