package org.gatepost.directory;

import java.util.Locale;
import java.util.Optional;
import org.gatepost.mail.Address;

/** What servers write where an address should be. */
final class WrittenAddress {
  /** RFC 5321 section 4.5.3.1: 64 for the local part, 255 for the domain. */
  private static final int LONGEST = 320;

  private static final int LONGEST_NAME = 200;
  private static final String SMTP = "smtp:";
  private static final char NOT_UTF8 = '\ufffd';

  private WrittenAddress() {}

  /** True for {@code X500:…}, {@code sip:…} and the like, as Exchange's proxyAddresses hold. */
  static boolean isOfAnotherKind(String value) {
    return value.matches("(?s)[A-Za-z][A-Za-z0-9-]*:.*") && !isSmtp(value);
  }

  /** The address; empty when it is broken. */
  static Optional<Address> parse(String value) {
    String text = (isSmtp(value) ? value.substring(SMTP.length()) : value).strip();
    boolean good =
        text.length() <= LONGEST
            && text.indexOf(NOT_UTF8) < 0
            && (text.startsWith("\"") || text.chars().noneMatch(WrittenAddress::isForeign));
    return good ? Address.parse(text) : Optional.empty();
  }

  /** A name for people: one line, no invisible characters, not too long. */
  static String name(String value) {
    String line = value.replaceAll("[\\p{Cntrl}\\p{Cf}\\u2028\\u2029]+", " ").strip();
    if (line.length() <= LONGEST_NAME) {
      return line;
    }
    boolean split = Character.isHighSurrogate(line.charAt(LONGEST_NAME - 1));
    return line.substring(0, split ? LONGEST_NAME - 1 : LONGEST_NAME);
  }

  private static boolean isForeign(int c) {
    return Character.isWhitespace(c) || Character.isSpaceChar(c) || "<>(),;:".indexOf(c) >= 0;
  }

  private static boolean isSmtp(String value) {
    return value.toLowerCase(Locale.ROOT).startsWith(SMTP);
  }
}
