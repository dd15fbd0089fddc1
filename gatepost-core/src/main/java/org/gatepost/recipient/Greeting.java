package org.gatepost.recipient;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Whom the first line of a text greets. */
final class Greeting {
  private static final int LONGEST = 120;
  private static final int MOST_NAMES = 5;
  private static final Set<String> OPENINGS =
      Set.of(
          "dear",
          "hi",
          "hello",
          "hey",
          "good",
          "morning",
          "afternoon",
          "evening",
          "thanks",
          "thank",
          "you",
          "ok",
          "okay",
          "yes",
          "no",
          "mr",
          "mrs",
          "ms",
          "miss",
          "dr",
          "all",
          "team",
          "everyone",
          "folks",
          "and",
          "sorry",
          "great",
          "sure",
          "well",
          "here",
          "please");

  private Greeting() {}

  /**
   * Leading capitalised words up to a comma, colon, dash, full stop or the end of the line, without
   * the words of courtesy; nothing when anything else stands there.
   *
   * @return lower case
   */
  static List<String> names(String ownText) {
    String head = ownText.stripLeading();
    head = head.length() > LONGEST ? head.substring(0, LONGEST) : head;
    List<String> names = new ArrayList<>();
    int at = 0;
    boolean ended = false;
    while (at < head.length() && !ended) {
      int start = at;
      while (at < head.length() && isLetter(head.charAt(at))) {
        at++;
      }
      if (at > start) {
        String word = head.substring(start, at);
        String lower = word.toLowerCase(Locale.ROOT);
        if (!OPENINGS.contains(lower)) {
          if (!Character.isUpperCase(word.charAt(0)) || names.size() == MOST_NAMES) {
            return List.of();
          }
          names.add(lower);
        }
      }
      ended = at >= head.length() || ends(head, at, names.isEmpty());
      at++;
    }
    return ended ? names.stream().filter(name -> name.length() > 1).toList() : List.of();
  }

  private static boolean isLetter(char c) {
    return Character.isLetter(c) || c == '\'';
  }

  /** A comma goes on when more names may follow: {@code Anna, Ben:}. */
  private static boolean ends(String head, int at, boolean none) {
    char c = head.charAt(at);
    if (none) {
      return c == '\n';
    }
    return c == '\n' || c == '\r' || c == ':' || c == '-' || c == '–' || c == '—' || c == ';'
        || c == '!' || c == ',' || c == '.';
  }
}
