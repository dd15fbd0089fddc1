package org.gatepost.recipient;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.gatepost.mail.Address;

/**
 * What the text of a message says about people: whom it greets, whom the quoted headers name, which
 * words and addresses occur. Reads at most {@link #LONGEST} characters, in one pass over the lines.
 */
public final class Wording {
  /** Characters that are read; mistakes show at the top. */
  public static final int LONGEST = 64_000;

  private static final int FIRST_WORDS = 3;

  private final Map<String, List<Integer>> places = new HashMap<>();
  private final Set<Address> addresses = new HashSet<>();
  private final Set<String> ownWords = new HashSet<>();
  private final List<String> firstWords = new ArrayList<>();
  private final List<String> greeted;
  private final List<Set<String>> quotedPeople;
  private final boolean quoted;
  private final boolean quotedAuthor;
  private int words;

  private Wording(String text) {
    QuotedHeaders quotation = QuotedHeaders.read(text);
    quoted = quotation.start() < text.length();
    quotedPeople = quotation.people();
    quotedAuthor = quotation.author();
    index(text, quotation.start());
    greeted = Greeting.names(text.substring(0, quotation.start()));
  }

  public static Wording of(String text) {
    return new Wording(text.length() > LONGEST ? text.substring(0, LONGEST) : text);
  }

  private void index(String text, int ownEnd) {
    int at = 0;
    while (at < text.length()) {
      int start = at;
      boolean address = false;
      while (at < text.length() && isWordPart(text.charAt(at))) {
        address |= text.charAt(at) == '@';
        at++;
      }
      if (at == start) {
        at++;
        continue;
      }
      String token = text.substring(start, at);
      if (address) {
        Address.parse(unwrapped(strip(token))).ifPresent(found -> addresses.add(found.person()));
      } else {
        addWords(token, start < ownEnd);
      }
    }
  }

  private void addWords(String token, boolean own) {
    int start = 0;
    for (int i = 0; i <= token.length(); i++) {
      boolean letter = i < token.length() && Character.isLetter(token.charAt(i));
      if (!letter) {
        if (i > start) {
          addWord(token.substring(start, i), own);
        }
        start = i + 1;
      }
    }
  }

  private void addWord(String word, boolean own) {
    String lower = word.toLowerCase(Locale.ROOT);
    if (own) {
      ownWords.add(lower);
      if (words < FIRST_WORDS && Character.isUpperCase(word.charAt(0)) && word.length() > 2) {
        firstWords.add(lower);
      }
    }
    places.computeIfAbsent(lower, _ -> new ArrayList<>(2)).add(words);
    words++;
  }

  private static boolean isWordPart(char c) {
    return Character.isLetterOrDigit(c)
        || c == '@'
        || c == '.'
        || c == '_'
        || c == '-'
        || c == '+'
        || c == '\'';
  }

  /** Notes writes its own domain behind a foreign address: {@code a@b.example@ORG}. */
  static String unwrapped(String token) {
    int first = token.indexOf('@');
    int second = token.indexOf('@', first + 1);
    return first > 0 && second > 0 ? token.substring(0, second) : token;
  }

  private static String strip(String token) {
    int start = 0;
    int end = token.length();
    while (start < end && ".'-".indexOf(token.charAt(start)) >= 0) {
      start++;
    }
    while (end > start && ".'-".indexOf(token.charAt(end - 1)) >= 0) {
      end--;
    }
    return token.substring(start, end);
  }

  /** Names in the greeting at the top, lower case; empty when there is none. */
  public List<String> greeted() {
    return greeted;
  }

  /** Capitalised words among the first three that the sender wrote, lower case. */
  public List<String> firstWords() {
    return firstWords;
  }

  /** True when the message carries earlier mail below its own text. */
  public boolean hasQuotation() {
    return quoted;
  }

  /** The words of each person in the quoted headers; the author first, if there is one. */
  public List<Set<String>> quotedPeople() {
    return quotedPeople;
  }

  /** True when the first of the quoted people is the author of what is quoted. */
  public boolean hasQuotedAuthor() {
    return quotedAuthor;
  }

  public boolean mentions(Address person) {
    return addresses.contains(person);
  }

  public Set<Address> addresses() {
    return addresses;
  }

  public boolean contains(String word) {
    return places.containsKey(word);
  }

  public boolean ownTextContains(String word) {
    return ownWords.contains(word);
  }

  /** Every word that stands in what the sender wrote. */
  public Set<String> ownWords() {
    return ownWords;
  }

  /** True when two words stand within two words of each other, in whichever order. */
  public boolean containsNear(String one, String other) {
    for (int i : places.getOrDefault(one, List.of())) {
      for (int j : places.getOrDefault(other, List.of())) {
        if (i != j && Math.abs(i - j) <= 2) {
          return true;
        }
      }
    }
    return false;
  }
}
