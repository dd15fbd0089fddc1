package org.gatepost.correspondence;

import java.util.LinkedHashSet;
import java.util.Set;
import org.gatepost.mail.Address;

/** Under which a sender's contacts are found that one may take for each other. */
public final class ContactKeys {
  private static final int LETTERS = 3;
  private static final String START = "^";

  private ContactKeys() {}

  /** The words of a name, and how the address begins. */
  public static Set<String> of(Address person, PersonName name) {
    Set<String> keys = new LinkedHashSet<>();
    for (String word : name.words()) {
      if (word.length() > 1) {
        keys.add(word);
      }
    }
    keys.add(start(person));
    return keys;
  }

  /** The first letters, which is what one types before picking from what is offered. */
  public static String start(Address person) {
    String spelled = person.toString();
    return START + spelled.substring(0, Math.min(LETTERS, spelled.length()));
  }
}
