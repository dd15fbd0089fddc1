package org.gatepost.web.console;

import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * The words of an HTML text, in one pass and linear time. Tags, comments, scripts and styles are
 * left out; what it gives is plain text and is escaped again where it is shown, so nothing depends
 * on it being clever about hostile markup.
 */
final class HtmlWords {
  private static final Set<String> SILENT = Set.of("script", "style", "title");
  private static final Set<String> LINES =
      Set.of("br", "p", "/p", "div", "/div", "tr", "/tr", "li", "h1", "h2", "h3", "table", "hr");
  private static final Map<String, String> ENTITIES =
      Map.of("amp", "&", "lt", "<", "gt", ">", "quot", "\"", "apos", "'", "nbsp", " ");
  private static final int LONGEST_ENTITY = 10;

  private HtmlWords() {}

  static String of(String html) {
    StringBuilder words = new StringBuilder();
    int i = 0;
    while (i < html.length()) {
      char c = html.charAt(i);
      if (c == '<') {
        i = tag(html, i, words);
      } else if (c == '&') {
        i = entity(html, i, words);
      } else {
        words.append(c == '\n' || c == '\r' || c == '\t' ? ' ' : c);
        i++;
      }
    }
    return words.toString().replaceAll("[ \u00a0]{2,}", " ").replaceAll("\\n[ \\n]*\\n", "\n\n");
  }

  /** Leaves a tag or a comment out, with its text when that is none; gives where to read on. */
  private static int tag(String html, int start, StringBuilder words) {
    if (html.startsWith("<!--", start)) {
      int end = html.indexOf("-->", start);
      return end < 0 ? html.length() : end + 3;
    }
    int end = html.indexOf('>', start);
    if (end < 0) {
      return html.length();
    }
    String name = tagName(html, start + 1, end);
    if (LINES.contains(name)) {
      words.append('\n');
    }
    return SILENT.contains(name) ? endOf(html, name, end) : end + 1;
  }

  private static int endOf(String html, String name, int start) {
    int at = html.indexOf("</", start);
    while (at >= 0 && !html.regionMatches(true, at + 2, name, 0, name.length())) {
      at = html.indexOf("</", at + 2);
    }
    return at < 0 ? html.length() : at;
  }

  private static String tagName(String html, int start, int end) {
    int stop = start;
    while (stop < end && stop - start < LONGEST_ENTITY && isName(html.charAt(stop))) {
      stop++;
    }
    return html.substring(start, stop).toLowerCase(Locale.ROOT);
  }

  private static boolean isName(char c) {
    return Character.isLetterOrDigit(c) || c == '/';
  }

  /** Writes what an entity stands for; gives where to read on. */
  private static int entity(String html, int start, StringBuilder words) {
    int end = html.indexOf(';', start, Math.min(html.length(), start + LONGEST_ENTITY));
    if (end < 0) {
      words.append('&');
      return start + 1;
    }
    String name = html.substring(start + 1, end);
    if (name.startsWith("#")) {
      words.append(character(name.substring(1)));
    } else {
      words.append(ENTITIES.getOrDefault(name, "&" + name + ";"));
    }
    return end + 1;
  }

  private static String character(String number) {
    try {
      int code =
          number.startsWith("x") || number.startsWith("X")
              ? Integer.parseInt(number.substring(1), 16)
              : Integer.parseInt(number);
      return Character.isValidCodePoint(code) && code >= ' ' ? Character.toString(code) : " ";
    } catch (NumberFormatException notANumber) {
      return " ";
    }
  }
}
