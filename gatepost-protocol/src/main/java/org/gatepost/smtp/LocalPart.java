package org.gatepost.smtp;

/** What may stand before the {@code @} on the wire (RFC 5321 section 4.1.2, RFC 6531). */
public final class LocalPart {
  private LocalPart() {}

  /**
   * True for a quoted string, or for anything without the characters that mean something in a
   * command; taken as generously as the world writes it, dots may stand anywhere.
   */
  public static boolean isWellFormed(String text) {
    if (text.length() > 1 && text.startsWith("\"") && text.endsWith("\"")) {
      return isQuoted(text.substring(1, text.length() - 1));
    }
    return !text.isEmpty()
        && text.chars().allMatch(c -> c > ' ' && c != 0x7f && "()<>[]:;@\\,\"".indexOf(c) < 0);
  }

  private static boolean isQuoted(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\\') {
        i++;
        if (i == text.length() || text.charAt(i) < ' ' || text.charAt(i) > '~') {
          return false;
        }
      } else if (c < ' ' || c == 0x7f || c == '"') {
        return false;
      }
    }
    return true;
  }
}
