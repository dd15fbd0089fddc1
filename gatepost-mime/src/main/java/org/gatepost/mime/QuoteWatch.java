package org.gatepost.mime;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Watches a text go by and knows whether what comes now is quoted from earlier mail: lines that
 * begin with {@code >}, all behind Outlook's line of dashes when the fields of a message follow it,
 * and HTML's {@code blockquote} with a mark of the mail programs that quote with it. A plain {@code
 * blockquote} is an indented text of the writer's own.
 */
final class QuoteWatch implements CharSink {
  private static final String ORIGINAL = "original message";
  private static final int LINE_START = 60;

  /** So much of a tag is looked at. */
  private static final int TAG = 300;

  /** The first field of the message that Outlook quotes, in some languages. */
  private static final Pattern FIELD =
      Pattern.compile(
          "\\*?(from|von|de|van|da|fr\u00e5n|fra|od|l\u00e4hett\u00e4j\u00e4|from/de|de/from)\\*?\\s?:.*",
          Pattern.DOTALL);

  /** Marks of Thunderbird and Apple Mail (type, cite), of Gmail, Proton and others (class). */
  private static final Pattern CITED =
      Pattern.compile(
          "blockquote\\b.*(\\btype\\s*=\\s*[\"']?cite|\\bcite\\s*=\\s*[\"']?mid:|\\bclass\\s*=[^>]*quote).*",
          Pattern.DOTALL);

  private enum Outlook {
    NOT_SEEN,
    /** The line of dashes is there, and no line behind it yet. */
    ANNOUNCED,
    QUOTING
  }

  private final boolean html;
  private final StringBuilder start = new StringBuilder();
  private Outlook outlook = Outlook.NOT_SEEN;
  private boolean quotedLine;
  private boolean inTag;
  private int depth;

  /** How deep the outermost quotation is; 0 outside of any. */
  private int cited;

  QuoteWatch(boolean html) {
    this.html = html;
  }

  boolean isQuoted() {
    if (html) {
      return cited > 0;
    }
    return quotedLine || outlook == Outlook.QUOTING || (outlook == Outlook.ANNOUNCED && isField());
  }

  private boolean isField() {
    return FIELD.matcher(start.toString().toLowerCase(Locale.ROOT)).matches();
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
      lineEnds();
      start.setLength(0);
      quotedLine = false;
    } else if (start.length() < LINE_START && (!start.isEmpty() || c > ' ')) {
      quotedLine |= start.isEmpty() && c == '>';
      start.append(c);
    }
  }

  private void lineEnds() {
    String begun = start.toString().toLowerCase(Locale.ROOT);
    if (outlook != Outlook.QUOTING && begun.startsWith("--") && begun.contains(ORIGINAL)) {
      outlook = Outlook.ANNOUNCED;
    } else if (outlook == Outlook.ANNOUNCED && !begun.isBlank()) {
      outlook = isField() ? Outlook.QUOTING : Outlook.NOT_SEEN;
    }
  }

  private void tag(char c) {
    if (c == '<') {
      inTag = true;
      start.setLength(0);
    } else if (inTag && c == '>') {
      inTag = false;
      tagEnds(start.toString());
    } else if (inTag && start.length() < TAG) {
      start.append(Character.toLowerCase(c));
    }
  }

  private void tagEnds(String tag) {
    if (tag.startsWith("/blockquote")) {
      cited = cited == depth ? 0 : cited;
      depth = Math.max(0, depth - 1);
    } else if (tag.startsWith("blockquote")) {
      depth++;
      if (cited == 0 && CITED.matcher(tag).matches()) {
        cited = depth;
      }
    }
  }
}
