package org.gatepost.correspondence;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
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

  /** Pairs of author and reader that are kept; beyond this the oldest conversations are dropped. */
  static final int MOST_LETTERS = 1_000_000;

  private final Predicate<Address> inside;
  private final Map<MessageKey, Letters> conversations = new LinkedHashMap<>();
  private final Friends friends = new Friends();
  private int letters;

  /** Who wrote to whom in one conversation, and when last. */
  private static final class Letters {
    private final Map<Address, Map<Address, Instant>> to = new HashMap<>(4);
    private Instant last = Instant.MIN;

    /** Returns true when there was none yet from the one to the other. */
    boolean add(Address from, Address reader, Instant when) {
      last = when.isAfter(last) ? when : last;
      return to.computeIfAbsent(from, _ -> new HashMap<>(4)).put(reader, when) == null;
    }

    boolean has(Address author, Address other) {
      return to.getOrDefault(author, Map.of()).containsKey(other);
    }

    int size() {
      return to.values().stream().mapToInt(Map::size).sum();
    }
  }

  /** Whoever knows somebody; the other knows them too. */
  private static final class Friends {
    private final Map<Address, Map<Address, Instant>> known = new HashMap<>();

    void meet(Address one, Address other, Instant when) {
      know(one, other, when);
      know(other, one, when);
    }

    private void know(Address one, Address other, Instant when) {
      known
          .computeIfAbsent(one, _ -> new HashMap<>(4))
          .merge(other, when, (before, now) -> now.isBefore(before) ? before : now);
    }

    Set<Address> of(Address person) {
      return known.getOrDefault(person, Map.of()).keySet();
    }

    long forgetBefore(Instant then) {
      long dropped = 0;
      for (Map<Address, Instant> theirs : known.values()) {
        int before = theirs.size();
        theirs.values().removeIf(when -> when.isBefore(then));
        dropped += before - theirs.size();
      }
      known.values().removeIf(Map::isEmpty);
      return dropped / 2;
    }

    long erase(Address person) {
      Map<Address, Instant> theirs = known.remove(person);
      if (theirs == null) {
        return 0;
      }
      for (Address other : theirs.keySet()) {
        known.computeIfPresent(
            other,
            (_, others) -> {
              others.remove(person);
              return others.isEmpty() ? null : others;
            });
      }
      return theirs.size();
    }
  }

  CircleMemory(Predicate<Address> inside) {
    this.inside = inside;
  }

  /** The conversations that a message counts to: some programs send no references. */
  private static List<MessageKey> keys(Optional<MessageKey> thread, SubjectKey subject) {
    List<MessageKey> keys = new ArrayList<>(2);
    thread.ifPresent(keys::add);
    if (subject.isTelling()) {
      keys.add(MessageKey.of(subject));
    }
    return keys;
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
    for (MessageKey key : keys(thread, exchange.subject())) {
      for (Address person : shown) {
        Letters here = conversations.computeIfAbsent(key, _ -> new Letters());
        if (here.add(from, person, exchange.when())) {
          letters++;
        }
        if (here.has(person, from)) {
          friends.meet(from, person, exchange.when());
        }
      }
    }
    Iterator<Letters> oldest = conversations.values().iterator();
    while (letters > MOST_LETTERS && oldest.hasNext()) {
      letters -= oldest.next().size();
      oldest.remove();
    }
  }

  /**
   * For each of these people, those of the others whom they know.
   *
   * @param believed people to whom somebody here has written; others are believed only in the
   *     conversation that is being answered
   */
  Map<Address, Set<Address>> among(
      List<Address> people,
      Predicate<Address> believed,
      Optional<MessageKey> thread,
      SubjectKey subject) {
    Set<Address> asked = new HashSet<>(people);
    Map<Address, Set<Address>> found = new HashMap<>();
    for (Address person : asked) {
      if (believed.test(person)) {
        for (Address other : friends.of(person)) {
          if (asked.contains(other) && believed.test(other)) {
            found.computeIfAbsent(person, _ -> new HashSet<>()).add(other);
          }
        }
      }
    }
    for (MessageKey key : keys(thread, subject)) {
      Letters here = conversations.get(key);
      if (here != null) {
        answered(here, asked, found);
      }
    }
    found.replaceAll((_, others) -> Set.copyOf(others));
    return found;
  }

  private static void answered(Letters here, Set<Address> asked, Map<Address, Set<Address>> found) {
    here.to.forEach(
        (from, readers) -> {
          if (asked.contains(from)) {
            for (Address reader : readers.keySet()) {
              if (asked.contains(reader) && here.has(reader, from)) {
                found.computeIfAbsent(from, _ -> new HashSet<>()).add(reader);
              }
            }
          }
        });
  }

  long forgetBefore(Instant then) {
    conversations.values().removeIf(one -> one.last.isBefore(then));
    letters = conversations.values().stream().mapToInt(Letters::size).sum();
    return friends.forgetBefore(then);
  }

  long erase(Address person) {
    for (Letters one : conversations.values()) {
      one.to.remove(person);
      one.to.values().forEach(readers -> readers.remove(person));
    }
    letters = conversations.values().stream().mapToInt(Letters::size).sum();
    return friends.erase(person);
  }
}
