package org.gatepost.mime;

/**
 * Undoes those character references of HTML that can hide an address: numeric ones, and the names
 * of the characters that addresses are made of.
 */
final class EntityDecoding implements CharSink {
  /** Longer than any reference to a character that an address can hold, leading zeros allowed. */
  private static final int LONGEST = 40;

  private final CharSink next;
  private final StringBuilder held = new StringBuilder();

  EntityDecoding(CharSink next) {
    this.next = next;
  }

  @Override
  public void accept(char c) {
    if (held.isEmpty()) {
      if (c == '&') {
        held.append(c);
      } else {
        next.accept(c);
      }
      return;
    }
    if (continues(c) && held.length() < LONGEST) {
      held.append(c);
      return;
    }
    // Browsers take a numeric reference without its semicolon too.
    int decoded = decoded(held.substring(1), c == ';');
    if (decoded < 0) {
      flush();
      accept(c);
      return;
    }
    held.setLength(0);
    for (char unit : Character.toChars(decoded)) {
      next.accept(unit);
    }
    if (c != ';') {
      accept(c);
    }
  }

  @Override
  public void finish() {
    int decoded = held.isEmpty() ? -1 : decoded(held.substring(1), false);
    if (decoded < 0) {
      flush();
    } else {
      held.setLength(0);
      for (char unit : Character.toChars(decoded)) {
        next.accept(unit);
      }
    }
    next.finish();
  }

  private boolean continues(char c) {
    boolean numeric = held.length() > 1 && held.charAt(1) == '#';
    if (c >= 128) {
      return false;
    }
    if (!numeric) {
      return Character.isLetterOrDigit(c) || (c == '#' && held.length() == 1);
    }
    boolean hex = held.length() > 2 && Character.toLowerCase(held.charAt(2)) == 'x';
    return Character.digit(c, hex ? 16 : 10) >= 0
        || (held.length() == 2 && Character.toLowerCase(c) == 'x');
  }

  private void flush() {
    if (held.length() == 1) {
      held.setLength(0);
      next.accept('&');
      return;
    }
    String text = held.toString();
    held.setLength(0);
    for (int i = 0; i < text.length(); i++) {
      next.accept(text.charAt(i));
    }
  }

  private static int decoded(String name, boolean terminated) {
    if (name.startsWith("#")) {
      boolean hex = name.length() > 1 && Character.toLowerCase(name.charAt(1)) == 'x';
      return number(name.substring(hex ? 2 : 1), hex ? 16 : 10);
    }
    if (!terminated) {
      return -1;
    }
    return switch (name) {
      case "commat" -> '@';
      case "period" -> '.';
      case "plus" -> '+';
      case "lowbar", "UnderBar" -> '_';
      case "hyphen", "dash" -> '-';
      case "colon" -> ':';
      case "percnt" -> '%';
      case "lt", "LT" -> '<';
      case "gt", "GT" -> '>';
      case "quot", "QUOT" -> '"';
      case "apos" -> '\'';
      case "amp", "AMP" -> '&';
      case "nbsp" -> ' ';
      case "shy" -> 0xad;
      case "ZeroWidthSpace" -> 0x200b;
      case "zwnj" -> 0x200c;
      case "zwj" -> 0x200d;
      default -> -1;
    };
  }

  private static int number(String digits, int radix) {
    // An exception for each would make a text of “&#&#&#” slow to read.
    if (digits.isEmpty()) {
      return -1;
    }
    try {
      int point = Integer.parseInt(digits, radix);
      return point > 0 && Character.isValidCodePoint(point) ? point : -1;
    } catch (NumberFormatException noNumber) {
      return -1;
    }
  }
}
