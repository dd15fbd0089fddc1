package org.gatepost.inspect;

import java.net.IDN;
import java.util.Optional;
import org.gatepost.correspondence.Closeness;
import org.gatepost.correspondence.Confusables;
import org.gatepost.mail.Address;

/**
 * In what an address differs from another one that was perhaps meant, in words for the person who
 * typed it.
 *
 * @param kind what kind of slip
 * @param words a whole sentence's end: “the letter “e” is missing (lownds, lowndes)”
 */
public record Difference(Kind kind, String words) {
  /** Kinds of slip, by how sure they are to be one. */
  public enum Kind {
    /** A reader cannot see it. */
    SAME_LOOK,
    /** A letter in a word of some length. */
    LETTER,
    /** A domain above or below the other one. */
    SUB_DOMAIN,
    /** The same name at another end of the domain. */
    TOP_LEVEL,
    /** A letter in a short word or an initial: as well another name. */
    SHORT_WORD,
    /** Digits only: as well another number. */
    NUMBER,
    /** Two slips or more. */
    SEVERAL
  }

  /** A word of fewer letters may as well be another word. */
  private static final int LONG_WORD = 4;

  /**
   * The difference between two addresses, both by person.
   *
   * @return nothing when they are equal or not alike
   */
  public static Optional<Difference> between(Address typed, Address meant) {
    int slips = Closeness.between(typed, meant);
    if (slips == 0 || slips >= Closeness.FAR) {
      return Optional.empty();
    }
    if (Confusables.skeleton(typed).equals(Confusables.skeleton(meant))) {
      return Optional.of(
          new Difference(Kind.SAME_LOOK, "it looks the same and is written with other letters"));
    }
    if (slips == Closeness.OTHER_FORM) {
      return Optional.of(new Difference(Kind.SEVERAL, "it is another form of the same name"));
    }
    if (!typed.localPart().equals(meant.localPart())) {
      boolean one = slips == 1 && typed.domain().equals(meant.domain());
      return Optional.of(letters(typed.localPart(), meant.localPart(), one));
    }
    return Optional.of(domains(typed.domain().name(), meant.domain().name()));
  }

  private static Difference domains(String typed, String meant) {
    if (typed.endsWith("." + meant) || meant.endsWith("." + typed)) {
      return new Difference(Kind.SUB_DOMAIN, "the domain is " + shown(typed) + ", not " + meant);
    }
    if (Closeness.slips(typed, meant, 1) == 1) {
      return letters(shown(typed), shown(meant), true);
    }
    boolean sameName = head(typed).equals(head(meant));
    return new Difference(
        sameName ? Kind.TOP_LEVEL : Kind.SEVERAL,
        "the domain is " + shown(typed) + ", not " + shown(meant));
  }

  private static String head(String domain) {
    int dot = domain.indexOf('.');
    return dot < 0 ? domain : domain.substring(0, dot);
  }

  private static String shown(String domain) {
    return IDN.toUnicode(domain, IDN.ALLOW_UNASSIGNED);
  }

  private static Difference letters(String typed, String meant, boolean single) {
    int start = 0;
    while (start < Math.min(typed.length(), meant.length())
        && typed.charAt(start) == meant.charAt(start)) {
      start++;
    }
    int end = 0;
    while (end < Math.min(typed.length(), meant.length()) - start
        && typed.charAt(typed.length() - 1 - end) == meant.charAt(meant.length() - 1 - end)) {
      end++;
    }
    String wrong = typed.substring(start, typed.length() - end);
    String right = meant.substring(start, meant.length() - end);
    String typedWord = word(typed, start, typed.length() - end);
    String meantWord = word(meant, start, meant.length() - end);
    String words = words(wrong, right) + " (" + typedWord + ", " + meantWord + ")";
    return new Difference(kind(wrong, right, typedWord, meantWord, single), words);
  }

  private static Kind kind(
      String wrong, String right, String typedWord, String meantWord, boolean single) {
    if (!single) {
      return Kind.SEVERAL;
    }
    if ((wrong + right).chars().allMatch(c -> c >= '0' && c <= '9')) {
      return Kind.NUMBER;
    }
    return Math.max(typedWord.length(), meantWord.length()) < LONG_WORD
        ? Kind.SHORT_WORD
        : Kind.LETTER;
  }

  private static String words(String wrong, String right) {
    if (wrong.isEmpty()) {
      return letter(right) + (right.length() == 1 ? " is missing" : " are missing");
    }
    if (right.isEmpty()) {
      return letter(wrong) + (wrong.length() == 1 ? " is too many" : " are too many");
    }
    return "it has “" + wrong + "” in place of “" + right + "”";
  }

  private static String letter(String letters) {
    boolean one = letters.length() == 1;
    if (one && !Character.isLetterOrDigit(letters.charAt(0))) {
      return "a “" + letters + "”";
    }
    return (one ? "the letter “" : "the letters “") + letters + "”";
  }

  /** The word around some letters: up to a dot, a hyphen or the like on either side. */
  private static String word(String text, int from, int to) {
    int start = from;
    while (start > 0 && Character.isLetterOrDigit(text.charAt(start - 1))) {
      start--;
    }
    int end = to;
    while (end < text.length() && Character.isLetterOrDigit(text.charAt(end))) {
      end++;
    }
    return text.substring(start, end);
  }
}
