package org.gatepost.correspondence;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.gatepost.mail.Address;

/** Who wrote and read under which subject. */
final class ThreadMemory {
  private static final Duration FRESH = Duration.ofDays(Recollection.Conversation.FRESH_DAYS);
  private static final Duration ANSWERED_WITHIN = Duration.ofDays(30);

  private final Map<String, Map<Address, Instant>> people = new HashMap<>();
  private final Map<String, Map<Address, Author>> authors = new HashMap<>();

  private record Author(Address person, Instant when) {}

  void learn(Exchange exchange, Address from, List<Address> to, UnaryOperator<Address> identity) {
    String subject = exchange.subject().text();
    if (!exchange.subject().isTelling()) {
      return;
    }
    Map<Address, Instant> known = people.computeIfAbsent(subject, _ -> new HashMap<>(4));
    known.put(from, exchange.when());
    Map<Address, Author> last = authors.computeIfAbsent(subject, _ -> new HashMap<>(4));
    for (Address person : to) {
      known.put(person, exchange.when());
      last.put(identity.apply(person), new Author(from, exchange.when()));
    }
  }

  Optional<Recollection.Conversation> find(SubjectKey subject, Address self, Instant now) {
    Map<Address, Instant> known = people.get(subject.text());
    if (!subject.isTelling() || known == null) {
      return Optional.empty();
    }
    Set<Address> fresh = new HashSet<>();
    known.forEach(
        (person, when) -> {
          if (Duration.between(when, now).compareTo(FRESH) < 0) {
            fresh.add(person);
          }
        });
    Author author = authors.getOrDefault(subject.text(), Map.of()).get(self);
    return Optional.of(
        new Recollection.Conversation(
            fresh,
            Optional.ofNullable(author)
                .filter(last -> Duration.between(last.when(), now).compareTo(ANSWERED_WITHIN) < 0)
                .map(Author::person)));
  }
}
