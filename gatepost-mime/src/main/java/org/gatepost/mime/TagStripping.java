package org.gatepost.mime;

import java.util.Locale;
import java.util.Set;

/**
 * Leaves out the tags of HTML and XML, so that an address is found that is written in several
 * pieces of formatting. A tag that begins a new line or cell becomes a space, or what is asked for.
 */
final class TagStripping implements CharSink {
  private static final Set<String> BREAKING =
      Set.of(
          "p",
          "div",
          "br",
          "td",
          "th",
          "tr",
          "li",
          "dt",
          "dd",
          "table",
          "ul",
          "ol",
          "h1",
          "h2",
          "h3",
          "h4",
          "h5",
          "h6",
          "pre",
          "hr",
          "option",
          "blockquote",
          "section",
          "article",
          // Word, OpenDocument, Excel.
          "w:p",
          "w:tab",
          "w:br",
          "w:tc",
          "text:p",
          "text:h",
          "text:tab",
          "text:line-break",
          "si",
          "row",
          "c",
          "v");

  /** A tag's name is not longer. */
  private static final int NAME = 20;

  private final CharSink next;
  private final char gap;
  private final StringBuilder name = new StringBuilder();
  private boolean inTag;
  private boolean nameEnded;

  TagStripping(CharSink next) {
    this(next, ' ');
  }

  /**
   * @param gap what stands for a tag that begins a new line or cell
   */
  TagStripping(CharSink next, char gap) {
    this.next = next;
    this.gap = gap;
  }

  @Override
  public void accept(char c) {
    if (!inTag) {
      if (c == '<') {
        inTag = true;
        nameEnded = false;
        name.setLength(0);
      } else {
        next.accept(c);
      }
      return;
    }
    if (c == '>') {
      inTag = false;
      if (BREAKING.contains(name.toString().toLowerCase(Locale.ROOT))) {
        next.accept(gap);
      }
    } else if (c == '<') {
      name.setLength(0);
      nameEnded = false;
    } else if (!nameEnded && (Character.isLetterOrDigit(c) || c == ':' || c == '-')) {
      nameEnded = name.length() == NAME;
      name.append(c);
    } else if (c != '/' || !name.isEmpty()) {
      nameEnded = true;
    }
  }

  @Override
  public void finish() {
    next.finish();
  }
}
