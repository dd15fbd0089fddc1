package org.gatepost.correspondence;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.gatepost.correspondence.Recollection.Conversation;
import org.gatepost.mail.Address;

/**
 * Conversations by the ids in the headers of their messages. People outside come into one only by
 * mail that somebody here wrote.
 */
final class ThreadMemory {
  private final Predicate<Address> inside;
  private final UnaryOperator<Address> identity;
  private final Map<MessageKey, Place> places = new HashMap<>();
  private final Map<MessageKey, Talk> talks = new HashMap<>();

  /** The conversation that a message belongs to. */
  private record Place(MessageKey thread, Instant when) {}

  ThreadMemory(Predicate<Address> inside, UnaryOperator<Address> identity) {
    this.inside = inside;
    this.identity = identity;
  }

  /** The conversation that a message belongs to; none when it has no ids at all. */
  Optional<MessageKey> thread(ThreadMarks marks) {
    return known(marks).or(() -> marks.references().stream().findFirst()).or(marks::own);
  }

  private Optional<MessageKey> known(ThreadMarks marks) {
    for (MessageKey reference : marks.references().reversed()) {
      Place place = places.get(reference);
      if (place != null) {
        return Optional.of(place.thread());
      }
      if (talks.containsKey(reference)) {
        return Optional.of(reference);
      }
    }
    return Optional.empty();
  }

  void learn(Exchange exchange, Address from, List<Address> to) {
    Optional<MessageKey> thread = thread(exchange.thread());
    if (thread.isEmpty()) {
      return;
    }
    Talk talk = talks.get(thread.get());
    boolean ours = inside.test(from);
    if (!ours && (talk == null || !talk.holds(from))) {
      return; // references can be forged: whoever was not written to here does not join
    }
    exchange
        .thread()
        .own()
        .ifPresent(own -> places.putIfAbsent(own, new Place(thread.get(), exchange.when())));
    Talk joined = talk == null ? talks.computeIfAbsent(thread.get(), _ -> new Talk()) : talk;
    joined.join(from, exchange.when(), !ours);
    for (Address person : to) {
      boolean here = inside.test(person);
      if (ours || here || joined.holds(person)) {
        joined.join(person, exchange.when(), !here);
      }
      if (here) {
        joined.read(identity.apply(person), from, exchange.when());
      }
    }
  }

  Optional<Conversation> find(ThreadMarks marks, Address self, Instant now) {
    return known(marks)
        .flatMap(thread -> Optional.ofNullable(talks.get(thread)))
        .map(talk -> talk.seen(Conversation.Basis.REFERENCES, self, now));
  }

  long forgetBefore(Instant then) {
    long before = talks.size();
    talks.values().removeIf(talk -> talk.isOver(then));
    places.values().removeIf(place -> place.when().isBefore(then));
    return before - talks.size();
  }

  long erase(Address person) {
    return talks.values().stream().filter(talk -> talk.erase(person)).count();
  }
}
