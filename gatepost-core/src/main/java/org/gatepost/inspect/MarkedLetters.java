package org.gatepost.inspect;

import org.gatepost.correspondence.Closeness;
import org.gatepost.mail.Address;

/**
 * An address in three pieces, of which the middle one differs from another address; for showing.
 * Where a letter is missing, its neighbours stand in the middle, so that there is something to see.
 *
 * @param differing empty when the two are not alike
 */
public record MarkedLetters(String before, String differing, String after) {
  /** The pieces of an address that was typed, beside the one that was perhaps meant. */
  public static MarkedLetters of(Address shown, Address other) {
    String text = shown.toString();
    if (Closeness.between(shown.person(), other.person()) >= Closeness.FAR) {
      return new MarkedLetters(text, "", "");
    }
    String against = other.toString();
    int shorter = Math.min(text.length(), against.length());
    int start = 0;
    while (start < shorter && text.charAt(start) == against.charAt(start)) {
      start++;
    }
    int end = 0;
    while (end < shorter - start
        && text.charAt(text.length() - 1 - end) == against.charAt(against.length() - 1 - end)) {
      end++;
    }
    if (start + end == shorter) { // letters were left out of one of them
      start = Math.max(0, start - 1);
      end = Math.max(0, end - 1);
    }
    int stop = text.length() - end;
    return new MarkedLetters(
        text.substring(0, start), text.substring(start, stop), text.substring(stop));
  }
}
