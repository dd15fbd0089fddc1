package org.gatepost.correspondence;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.gatepost.correspondence.Recollection.Namesake;
import org.gatepost.correspondence.Recollection.Pair;
import org.gatepost.mail.Address;

/**
 * Whom the sender may have meant in the place of each recipient: contacts whose address begins with
 * the same letters, or who share the given name.
 */
public final class Alternatives {
  /** For more recipients there are none: a message to so many is rarely addressed name by name. */
  public static final int MOST_RECIPIENTS = 30;

  /** For more recipients nobody asks who was written to together with an alternative. */
  private static final int MOST_COMPARED = 15;

  private static final int MOST = 12;

  private Alternatives() {}

  /** The keys of {@link Recollection#namesakes()} that a recipient's alternatives are found by. */
  public static Set<String> keys(Address person, PersonName name) {
    Set<String> keys = new LinkedHashSet<>();
    keys.add(ContactKeys.start(person));
    if (name.first().length() > 1) {
      keys.add(name.first());
    }
    return keys;
  }

  /**
   * The alternatives of each recipient, whom the sender wrote to most of late first.
   *
   * @param names of the recipients
   * @param namesakes found by their {@link #keys}
   */
  public static Map<Address, List<Namesake>> of(
      List<Address> recipients,
      Address sender,
      Map<Address, PersonName> names,
      Map<String, List<Namesake>> namesakes) {
    Map<Address, List<Namesake>> alternatives = new HashMap<>();
    if (recipients.size() > MOST_RECIPIENTS) {
      return alternatives;
    }
    Set<Address> taken = new LinkedHashSet<>(recipients);
    taken.add(sender);
    for (Address person : recipients) {
      PersonName name = names.getOrDefault(person, PersonName.from(person));
      Map<Address, Namesake> found = new LinkedHashMap<>();
      for (String key : keys(person, name)) {
        for (Namesake other : namesakes.getOrDefault(key, List.of())) {
          if (other.contact().wasWrittenTo() && !taken.contains(other.address())) {
            found.put(other.address(), other);
          }
        }
      }
      List<Namesake> sorted = new ArrayList<>(found.values());
      sorted.sort(
          Comparator.comparingDouble((Namesake other) -> other.contact().sentLately())
              .reversed()
              .thenComparing(other -> other.address().toString()));
      if (!sorted.isEmpty()) {
        alternatives.put(person, List.copyOf(sorted.subList(0, Math.min(MOST, sorted.size()))));
      }
    }
    return alternatives;
  }

  /** Every alternative with each recipient whom they would stand beside. */
  public static Set<Pair> pairs(
      List<Address> recipients, Map<Address, List<Namesake>> alternatives) {
    Set<Pair> pairs = new LinkedHashSet<>();
    if (recipients.size() <= MOST_COMPARED) {
      alternatives.forEach(
          (person, others) -> {
            for (Namesake other : others) {
              for (Address beside : recipients) {
                if (!beside.equals(person)) {
                  pairs.add(Pair.of(other.address(), beside));
                }
              }
            }
          });
    }
    return pairs;
  }

  /** True when it was asked who was written to together with the alternatives. */
  public static boolean areCompared(int recipients) {
    return recipients > 1 && recipients <= MOST_COMPARED;
  }
}
