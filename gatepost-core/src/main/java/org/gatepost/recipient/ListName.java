package org.gatepost.recipient;

import java.util.Locale;
import java.util.Set;
import org.gatepost.mail.Address;

/** Whether an address is named like a mailing list or a group; a guess, for want of a directory. */
public final class ListName {
  private static final Set<String> WORDS =
      Set.of(
          "all",
          "dl",
          "list",
          "lists",
          "team",
          "group",
          "groups",
          "everyone",
          "employees",
          "staff",
          "committee",
          "department",
          "distribution",
          "mailing",
          "worldwide",
          "announce",
          "members");

  private ListName() {}

  public static boolean isLikely(Address address) {
    for (String word : address.localPart().toLowerCase(Locale.ROOT).split("[^\\p{L}]+", -1)) {
      if (WORDS.contains(word)) {
        return true;
      }
    }
    return false;
  }
}
