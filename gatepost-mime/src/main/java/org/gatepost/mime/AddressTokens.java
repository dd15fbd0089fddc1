package org.gatepost.mime;

import java.util.Arrays;

/**
 * Cuts the value of an address field into tokens (RFC 5322 section 3.2), each character looked at a
 * fixed number of times. What is opened and never closed counts as white space, so that it cannot
 * swallow the addresses behind it; so does a quote or comment that has swallowed one.
 */
final class AddressTokens {
  /** What a token is. */
  enum Kind {
    WORD,
    QUOTED,
    ENCODED,
    COMMENT,
    OPEN,
    CLOSE,
    COLON,
    SEPARATOR,
    END
  }

  private final String text;

  /** For each opening parenthesis where it closes; 0 when it never does. */
  private final int[] closing;

  private int position;
  private int plainUntil;
  private int plainQuotesUntil;
  private final boolean quotesAreOdd;
  private boolean quotesOff;

  private Kind kind = Kind.END;
  private String value = "";
  private boolean adjacent;
  private int start;

  AddressTokens(String text) {
    this.text = text;
    this.quotesAreOdd = quotesAreOdd(text);
    this.closing = text.indexOf('(') < 0 ? new int[0] : closing(text);
  }

  /** Goes to the next token and says what it is. */
  Kind next() {
    int end = position;
    skipBlanks();
    adjacent = end == position && end > 0;
    start = position;
    if (position == text.length()) {
      kind = Kind.END;
      return kind;
    }
    kind = read(text.charAt(position));
    return kind;
  }

  private Kind read(char c) {
    switch (c) {
      case '<' -> {
        return single(Kind.OPEN);
      }
      case '>' -> {
        return single(Kind.CLOSE);
      }
      case ':' -> {
        return single(Kind.COLON);
      }
      case ',', ';', '，', '；', '、' -> {
        return single(Kind.SEPARATOR);
      }
      case '"' -> {
        int end = closingQuote();
        value = unescaped(position + 1, end);
        position = end + 1;
        return Kind.QUOTED;
      }
      case '(' -> {
        int end = closing[position];
        value = unescaped(position + 1, end);
        position = end + 1;
        return Kind.COMMENT;
      }
      default -> {
        int end = EncodedWords.end(text, position);
        if (end > 0) {
          value = text.substring(position, end);
          position = end;
          return Kind.ENCODED;
        }
        return word();
      }
    }
  }

  private Kind single(Kind what) {
    value = text.substring(position, position + 1);
    position++;
    return what;
  }

  private Kind word() {
    int from = position;
    position++;
    while (position < text.length()) {
      char c = text.charAt(position);
      if (c == '[' && text.charAt(position - 1) == '@') {
        position = literalEnd(position);
      } else if (endsWord(c) || (c == '=' && EncodedWords.end(text, position) > 0)) {
        break;
      } else {
        position++;
      }
    }
    value = text.substring(from, position);
    return Kind.WORD;
  }

  /** Behind a domain literal such as {@code [IPv6:2001:db8::1]}, or the bracket alone. */
  private int literalEnd(int bracket) {
    for (int i = bracket + 1; i < Math.min(text.length(), bracket + 80); i++) {
      char c = text.charAt(i);
      if (c == ']') {
        return i + 1;
      }
      if (Character.digit(c, 16) < 0 && "IPvipv:.".indexOf(c) < 0) {
        break;
      }
    }
    return bracket + 1;
  }

  private static boolean endsWord(char c) {
    return isBlank(c) || "<>(),;:\"，；、".indexOf(c) >= 0;
  }

  /** Passes over white space and over all that counts as such. */
  private void skipBlanks() {
    while (position < text.length()) {
      char c = text.charAt(position);
      boolean blank =
          switch (c) {
            case ')' -> true;
            case '(' -> !isComment();
            case '"' -> !isQuoted();
            default -> isBlank(c);
          };
      if (!blank) {
        return;
      }
      position++;
    }
  }

  private boolean isComment() {
    int end = closing[position];
    if (end == 0 || position < plainUntil) {
      return false;
    }
    if (holdsMailbox(position + 1, end, false)) {
      plainUntil = end;
      return false;
    }
    return true;
  }

  private boolean isQuoted() {
    if (quotesOff || position < plainQuotesUntil) {
      return false;
    }
    int end = closingQuote();
    if (end < 0) {
      quotesOff = true;
      return false;
    }
    if (holdsMailbox(position + 1, end, true) || (quotesAreOdd && holdsList(position + 1, end))) {
      plainQuotesUntil = end;
      return false;
    }
    return true;
  }

  /** True when the stretch holds an address and a separator behind it. */
  private boolean holdsList(int from, int to) {
    int at = text.indexOf("@", from, to);
    return at >= 0 && (text.indexOf(',', at, to) >= 0 || text.indexOf(';', at, to) >= 0);
  }

  /**
   * True when a quote is missing, escaped ones counted or not: quotes may hold what they ought not.
   */
  private static boolean quotesAreOdd(String text) {
    int all = 0;
    int escaped = 0;
    for (int i = text.indexOf('"'); i >= 0; i = text.indexOf('"', i + 1)) {
      all++;
      if (i > 0 && text.charAt(i - 1) == '\\') {
        escaped++;
      }
    }
    return all % 2 == 1 || (all - escaped) % 2 == 1;
  }

  private int closingQuote() {
    for (int i = position + 1; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"') {
        return i;
      }
      if (c == '\\') {
        i++;
      }
    }
    return -1;
  }

  /** True when the stretch holds an address in angle brackets (and goes on behind it). */
  private boolean holdsMailbox(int from, int to, boolean thenSeparator) {
    boolean angle = false;
    boolean at = false;
    boolean closed = false;
    for (int i = from; i < to; i++) {
      char c = text.charAt(i);
      if (closed && (c == ',' || c == ';')) {
        return true;
      }
      if (c == '<') {
        angle = true;
        at = false;
      } else if (c == '@') {
        at = angle;
      } else if (c == '>' && at) {
        if (!thenSeparator) {
          return true;
        }
        closed = true;
      }
      closed &= c == '>' || isBlank(c);
    }
    return false;
  }

  private String unescaped(int from, int to) {
    String raw = text.substring(from, to);
    if (raw.indexOf('\\') < 0) {
      return raw;
    }
    StringBuilder out = new StringBuilder(raw.length());
    for (int i = 0; i < raw.length(); i++) {
      if (raw.charAt(i) == '\\' && i + 1 < raw.length()) {
        i++;
      }
      out.append(raw.charAt(i));
    }
    return out.toString();
  }

  static boolean isBlank(char c) {
    return c <= ' ' || c == 0x7f || Character.isSpaceChar(c) || Character.isISOControl(c);
  }

  private static int[] closing(String text) {
    int[] closing = new int[text.length()];
    int[] open = new int[16];
    int depth = 0;
    for (int i = 0; i < text.length(); i++) {
      switch (text.charAt(i)) {
        case '\\' -> i++;
        case '(' -> {
          if (depth == open.length) {
            open = Arrays.copyOf(open, depth * 2);
          }
          open[depth++] = i;
        }
        case ')' -> {
          if (depth > 0) {
            closing[open[--depth]] = i;
          }
        }
        default -> {}
      }
    }
    return closing;
  }

  /** The token's text: unquoted, unescaped, of an encoded word still encoded. */
  String value() {
    return value;
  }

  /** The token as it was written. */
  String raw() {
    return text.substring(start, position);
  }

  /** True when nothing stands between this token and the one before it. */
  boolean isAdjacent() {
    return adjacent;
  }
}
