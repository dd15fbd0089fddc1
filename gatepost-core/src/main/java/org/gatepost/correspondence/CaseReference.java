package org.gatepost.correspondence;

import java.util.Locale;

/**
 * A reference that a message bears: a case number, a ticket, a licence.
 *
 * @param text upper case, white space as single blanks, at most {@link #LONGEST} characters
 */
public record CaseReference(String text) {
  public static final int LONGEST = 64;

  public CaseReference {
    String folded = text.strip().replaceAll("\\s+", " ").toUpperCase(Locale.ROOT);
    text = folded.length() > LONGEST ? folded.substring(0, LONGEST) : folded;
    if (text.isEmpty()) {
      throw new IllegalArgumentException("A case reference is empty.");
    }
  }

  @Override
  public String toString() {
    return text;
  }
}
