package org.gatepost.smtp;

import java.util.Optional;

/** The {@code xtext} of RFC 3461 section 4: printable ASCII with {@code +HH} for the rest. */
public final class Xtext {
  private Xtext() {}

  /** True for well-formed xtext that is not empty. */
  public static boolean isWellFormed(String text) {
    return decode(text).isPresent() && !text.isEmpty();
  }

  /** The octets as ISO-8859-1 characters; empty when the text is no xtext. */
  public static Optional<String> decode(String text) {
    StringBuilder plain = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '+') {
        if (i + 2 >= text.length() || !isHex(text.charAt(i + 1)) || !isHex(text.charAt(i + 2))) {
          return Optional.empty();
        }
        plain.append((char) Integer.parseInt(text, i + 1, i + 3, 16));
        i += 2;
      } else if (c < '!' || c > '~' || c == '=') {
        return Optional.empty();
      } else {
        plain.append(c);
      }
    }
    return Optional.of(plain.toString());
  }

  private static boolean isHex(char c) {
    return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'F');
  }
}
