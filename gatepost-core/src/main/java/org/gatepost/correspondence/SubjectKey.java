package org.gatepost.correspondence;

import java.util.List;
import java.util.Locale;

/**
 * A subject without its reply and forward marks, to find the messages of one conversation where
 * there are no thread headers (RFC 5256 section 2.1 calls it the base subject).
 *
 * @param text lower case, at most 200 characters
 * @param reply true when the subject bore a reply mark in front
 * @param forward true when it bore a forward mark in front
 */
public record SubjectKey(String text, boolean reply, boolean forward) {
  private static final int LONGEST = 200;
  private static final int MOST_READ = 1_000;
  private static final int SHORTEST = 3;
  private static final List<String> REPLY = List.of("re:", "aw:", "sv:", "antw:");
  private static final List<String> FORWARD = List.of("fw:", "fwd:", "wg:");

  public static SubjectKey of(String subject) {
    String read = subject.length() > MOST_READ ? subject.substring(0, MOST_READ) : subject;
    String rest = read.strip().toLowerCase(Locale.ROOT);
    boolean reply = startsWithAny(rest, REPLY);
    boolean forward = startsWithAny(rest, FORWARD);
    boolean marked = true;
    while (marked) {
      marked = false;
      for (List<String> marks : List.of(REPLY, FORWARD)) {
        for (String mark : marks) {
          if (rest.startsWith(mark)) {
            rest = rest.substring(mark.length()).strip();
            marked = true;
          }
        }
      }
    }
    return new SubjectKey(
        rest.length() > LONGEST ? rest.substring(0, LONGEST) : rest, reply, forward);
  }

  /** False for a subject that is too short to tell conversations apart. */
  public boolean isTelling() {
    return text.length() >= SHORTEST;
  }

  private static boolean startsWithAny(String text, List<String> marks) {
    return marks.stream().anyMatch(text::startsWith);
  }
}
