package org.gatepost.mime;

import java.util.Locale;

/**
 * Watches a text go by and knows whether what comes now is quoted from earlier mail: lines that
 * begin with {@code >}, all behind Outlook's line of dashes, and HTML's {@code blockquote}.
 */
final class QuoteWatch implements CharSink {
  private static final String ORIGINAL = "original message";
  private static final int LINE_START = 60;
  private static final int TAG = 12;

  private final boolean html;
  private final StringBuilder start = new StringBuilder();
  private boolean quotedLine;
  private boolean quotedRest;
  private boolean inTag;
  private int depth;

  QuoteWatch(boolean html) {
    this.html = html;
  }

  boolean isQuoted() {
    return html ? depth > 0 : quotedLine || quotedRest;
  }

  @Override
  public void accept(char c) {
    if (html) {
      tag(c);
    } else {
      line(c);
    }
  }

  @Override
  public void finish() {}

  private void line(char c) {
    if (c == '\n') {
      String begun = start.toString().toLowerCase(Locale.ROOT);
      quotedRest |= begun.startsWith("--") && begun.contains(ORIGINAL);
      start.setLength(0);
      quotedLine = false;
    } else if (start.length() < LINE_START && (!start.isEmpty() || c > ' ')) {
      quotedLine |= start.isEmpty() && c == '>';
      start.append(c);
    }
  }

  private void tag(char c) {
    if (c == '<') {
      inTag = true;
      start.setLength(0);
    } else if (inTag && (Character.isLetter(c) || c == '/') && start.length() < TAG) {
      start.append(Character.toLowerCase(c));
    } else if (inTag) {
      inTag = false;
      switch (start.toString()) {
        case "blockquote" -> depth++;
        case "/blockquote" -> depth = Math.max(0, depth - 1);
        default -> {}
      }
    }
  }
}
