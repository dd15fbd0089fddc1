package org.gatepost.gate;

import java.util.List;

/** The same words twice: as plain text and as HTML that any mail program shows. */
final class LetterText {
  private final StringBuilder plain = new StringBuilder();
  private final StringBuilder html = new StringBuilder();

  void paragraph(String text) {
    gap();
    plain.append(text).append("\n");
    block("p", "margin:0 0 16px", escape(text));
  }

  void heading(String text) {
    gap();
    plain.append(text).append("\n");
    block("h2", "font-size:18px;margin:24px 0 8px", escape(text));
  }

  void item(String text) {
    plain.append("  ").append(text).append("\n");
    block("p", "margin:0 0 4px;padding-left:16px", escape(text));
  }

  /**
   * Something to choose from.
   *
   * @param place where on the linked page it stands, such as {@code #cancel}
   */
  record Choice(String text, String place) {}

  /**
   * Lists choices that one page offers. Plain text names them and gives the link once; in HTML each
   * leads to its own place on the page.
   */
  void choices(List<Choice> choices, String invitation, String target) {
    for (Choice choice : choices) {
      plain.append("  - ").append(choice.text()).append("\n");
      anchor(choice.text(), target + choice.place());
    }
    if (!choices.isEmpty()) {
      gap();
    }
    plain.append("  ").append(invitation).append(":\n  ").append(target).append("\n");
    if (choices.isEmpty()) {
      anchor(invitation, target);
    }
  }

  void link(String text, String target) {
    plain.append("  ").append(text).append(":\n  ").append(target).append("\n");
    anchor(text, target);
  }

  private void anchor(String text, String target) {
    String anchor =
        "<a href=\"%s\" style=\"color:#1d70b8\">%s</a>".formatted(escape(target), escape(text));
    block("p", "margin:0 0 8px;padding-left:16px", anchor);
  }

  String plain() {
    return plain.toString();
  }

  String html() {
    return "<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"></head>"
        + "<body style=\"font-family:Arial,sans-serif;font-size:16px;line-height:1.4;"
        + "color:#0b0c0c;max-width:38em\">\n"
        + html
        + "</body></html>\n";
  }

  private void block(String element, String style, String content) {
    html.append("<%1$s style=\"%2$s\">%3$s</%1$s>\n".formatted(element, style, content));
  }

  private void gap() {
    if (!plain.isEmpty()) {
      plain.append("\n");
    }
  }

  private static String escape(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }
}
