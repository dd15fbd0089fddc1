package org.gatepost.correspondence;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.gatepost.correspondence.Recollection.Conversation;
import org.gatepost.mail.Address;

/** The messages of one conversation, as far as they are remembered. */
final class Talk {
  private static final Duration FRESH = Duration.ofDays(Conversation.FRESH_DAYS);
  private static final Duration ANSWERED_WITHIN = Duration.ofDays(30);

  private final Map<Address, Instant> people = new HashMap<>(4);
  private final Map<Address, Author> authors = new HashMap<>(4);
  private boolean outsiders;
  private Instant last = Instant.MIN;

  private record Author(Address person, Instant when) {}

  void join(Address person, Instant when, boolean outside) {
    if (people.size() < Conversation.MOST_PEOPLE || people.containsKey(person)) {
      people.merge(person, when, Talk::later);
    }
    outsiders |= outside;
    last = later(last, when);
  }

  void read(Address reader, Address author, Instant when) {
    if (authors.size() < Conversation.MOST_PEOPLE || authors.containsKey(reader)) {
      authors.merge(
          reader,
          new Author(author, when),
          (before, now) -> now.when().isBefore(before.when()) ? before : now);
    }
  }

  boolean holds(Address person) {
    return people.containsKey(person);
  }

  Conversation seen(Conversation.Basis basis, Address self, Instant now) {
    Set<Address> fresh = new HashSet<>();
    people.forEach(
        (person, when) -> {
          if (Duration.between(when, now).compareTo(FRESH) < 0) {
            fresh.add(person);
          }
        });
    return new Conversation(
        basis,
        fresh,
        Optional.ofNullable(authors.get(self))
            .filter(one -> Duration.between(one.when(), now).compareTo(ANSWERED_WITHIN) < 0)
            .map(Author::person),
        outsiders);
  }

  boolean isOver(Instant then) {
    return last.isBefore(then);
  }

  boolean erase(Address person) {
    boolean known = people.remove(person) != null;
    known |= authors.remove(person) != null;
    known |= authors.values().removeIf(author -> author.person().equals(person));
    return known;
  }

  private static Instant later(Instant one, Instant other) {
    return one.isBefore(other) ? other : one;
  }
}
