package org.gatepost.mime;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.gatepost.delivery.Composer.Obstacle;
import org.gatepost.mail.Address;

/** Collects why a message cannot be split, place by place, and says it in plain words. */
final class Findings {
  /** So many are listed; a sender mends one after the other anyway. */
  private static final int LISTED = 10;

  private static final int NAMED = 3;

  private final Map<String, Set<Address>> named = new LinkedHashMap<>();
  private final Set<Obstacle> others = new LinkedHashSet<>();

  /** Where to put the addresses that are seen in a place. */
  Set<Address> at(String where) {
    return named.computeIfAbsent(where, _ -> new LinkedHashSet<>());
  }

  void add(String where, String because) {
    others.add(new Obstacle(where, because));
  }

  /** True when something was seen anywhere. */
  boolean isEmpty() {
    return others.isEmpty() && named.values().stream().allMatch(Set::isEmpty);
  }

  List<Obstacle> obstacles() {
    List<Obstacle> all = new ArrayList<>(others);
    named.forEach(
        (where, people) -> {
          if (!people.isEmpty()) {
            all.add(new Obstacle(where, names(people)));
          }
        });
    if (all.size() <= LISTED) {
      return List.copyOf(all);
    }
    int more = all.size() - LISTED;
    List<Obstacle> listed = new ArrayList<>(all.subList(0, LISTED));
    listed.add(
        new Obstacle(
            more == 1 ? "1 more place" : more + " more places",
            "There are more reasons of the same kind."));
    return List.copyOf(listed);
  }

  private static String names(Set<Address> people) {
    List<String> first = people.stream().limit(NAMED).map(Address::toString).toList();
    int more = people.size() - first.size();
    return "It names "
        + String.join(", ", first)
        + (more > 0 ? " and " + more + " more of the recipients." : ".");
  }
}
