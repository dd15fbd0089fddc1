package org.gatepost.correspondence;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.gatepost.mail.Address;

/**
 * Who outside knows whom: two people of whom each has written in one conversation with the other in
 * To or Cc. A message that showed strangers to each other does not count.
 */
final class CircleMemory {
  /** Messages that show more people than this are not correspondence between them. */
  static final int MOST_SHOWN = 100;

  /** Letters that nobody has answered yet; beyond this the oldest are dropped. */
  static final int MOST_WAITING = 1_000_000;

  private final Predicate<Address> inside;
  private final Map<Address, Map<Address, Instant>> known = new HashMap<>();
  private final Map<Letter, Instant> waiting =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Letter, Instant> eldest) {
          return size() > MOST_WAITING;
        }
      };

  private record Letter(MessageKey thread, Address from, Address to) {}

  CircleMemory(Predicate<Address> inside) {
    this.inside = inside;
  }

  /** Takes in a message from outside. */
  void learn(Exchange exchange, Address from, List<Address> to, Optional<MessageKey> thread) {
    List<Address> shown =
        to.stream()
            .filter(person -> !inside.test(person) && !exchange.hidden().contains(person))
            .limit(MOST_SHOWN + 1L)
            .toList();
    if (exchange.showing() == Exchange.Showing.STRANGERS || shown.size() > MOST_SHOWN) {
      return;
    }
    List<MessageKey> keys = new ArrayList<>(2);
    thread.ifPresent(keys::add);
    if (exchange.subject().isTelling()) {
      keys.add(MessageKey.of(exchange.subject())); // some programs send no references
    }
    for (Address person : shown) {
      for (MessageKey key : keys) {
        if (waiting.containsKey(new Letter(key, person, from))) {
          know(from, person, exchange.when());
          know(person, from, exchange.when());
        }
        waiting.putIfAbsent(new Letter(key, from, person), exchange.when());
      }
    }
  }

  private void know(Address one, Address other, Instant when) {
    known
        .computeIfAbsent(one, _ -> new HashMap<>(4))
        .merge(other, when, (before, now) -> now.isBefore(before) ? before : now);
  }

  /**
   * For each of these people, those of the others whom they know.
   *
   * @param counts people who are believed
   */
  Map<Address, Set<Address>> among(List<Address> people, Predicate<Address> counts) {
    Set<Address> asked = new HashSet<>(people);
    Map<Address, Set<Address>> found = new HashMap<>();
    for (Address person : asked) {
      Map<Address, Instant> friends = known.getOrDefault(person, Map.of());
      if (!friends.isEmpty() && counts.test(person)) {
        Set<Address> here = new HashSet<>();
        friends.keySet().stream()
            .filter(other -> asked.contains(other) && counts.test(other))
            .forEach(here::add);
        if (!here.isEmpty()) {
          found.put(person, Set.copyOf(here));
        }
      }
    }
    return found;
  }

  long forgetBefore(Instant then) {
    waiting.values().removeIf(when -> when.isBefore(then));
    long dropped = 0;
    for (Map<Address, Instant> friends : known.values()) {
      int before = friends.size();
      friends.values().removeIf(when -> when.isBefore(then));
      dropped += before - friends.size();
    }
    known.values().removeIf(Map::isEmpty);
    return dropped / 2;
  }

  long erase(Address person) {
    waiting.keySet().removeIf(letter -> letter.from().equals(person) || letter.to().equals(person));
    Map<Address, Instant> friends = known.remove(person);
    if (friends == null) {
      return 0;
    }
    for (Address friend : friends.keySet()) {
      known.computeIfPresent(
          friend,
          (_, theirs) -> {
            theirs.remove(person);
            return theirs.isEmpty() ? null : theirs;
          });
    }
    return friends.size();
  }
}
