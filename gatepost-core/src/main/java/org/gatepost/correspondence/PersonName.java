package org.gatepost.correspondence;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.gatepost.mail.Address;

/**
 * The words of a person's name that mail shows: given name first, surname last, lower case.
 *
 * @param words may be empty for an address that shows no name
 */
public record PersonName(List<String> words) {
  private static final int LONGEST = 120;

  public PersonName {
    words = List.copyOf(words);
  }

  /** The letters of the local part, taken apart where something else stands between them. */
  public static PersonName from(Address address) {
    return new PersonName(letters(address.localPart()));
  }

  /**
   * Reads a display name: {@code First Last}, or {@code Last, First} as directories write it.
   *
   * @return nothing for a name of one word, or one that is an address
   */
  public static Optional<PersonName> parse(String displayName) {
    String text = displayName.length() > LONGEST ? displayName.substring(0, LONGEST) : displayName;
    text = upTo(upTo(upTo(upTo(text, '<'), '('), '@'), '/');
    int aside = text.indexOf(" - ");
    if (aside > 0) {
      text = text.substring(0, aside);
    }
    int comma = text.indexOf(',');
    List<String> given = letters(comma < 0 ? text : text.substring(comma + 1));
    List<String> family = comma < 0 ? given : letters(text.substring(0, comma));
    if (given.isEmpty() || family.isEmpty() || (comma < 0 && given.size() < 2)) {
      return Optional.empty();
    }
    String first = given.getFirst();
    return first.length() < 2
        ? Optional.empty()
        : Optional.of(new PersonName(List.of(first, family.getLast())));
  }

  /** The given name; empty when there is none. */
  public String first() {
    return words.isEmpty() ? "" : words.getFirst();
  }

  /** The surname; empty for a name of one word. */
  public String last() {
    return words.size() < 2 ? "" : words.getLast();
  }

  private static String upTo(String text, char end) {
    int at = text.indexOf(end);
    return at < 0 ? text : text.substring(0, at);
  }

  private static List<String> letters(String text) {
    List<String> words = new ArrayList<>();
    StringBuilder word = new StringBuilder();
    String lower = text.toLowerCase(Locale.ROOT);
    for (int i = 0; i <= lower.length(); i++) {
      char c = i < lower.length() ? lower.charAt(i) : ' ';
      if (Character.isLetter(c)) {
        word.append(c);
      } else if (!word.isEmpty()) {
        words.add(word.toString());
        word.setLength(0);
      }
    }
    return words;
  }
}
