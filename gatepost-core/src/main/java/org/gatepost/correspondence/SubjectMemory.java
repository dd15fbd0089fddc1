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

/** Who wrote and read under which subject. */
final class SubjectMemory {
  private final Predicate<Address> inside;
  private final UnaryOperator<Address> identity;
  private final Map<String, Talk> talks = new HashMap<>();

  SubjectMemory(Predicate<Address> inside, UnaryOperator<Address> identity) {
    this.inside = inside;
    this.identity = identity;
  }

  void learn(Exchange exchange, Address from, List<Address> to) {
    if (!exchange.subject().isTelling()) {
      return;
    }
    Talk talk = talks.computeIfAbsent(exchange.subject().text(), _ -> new Talk());
    talk.join(from, exchange.when(), !inside.test(from));
    for (Address person : to) {
      talk.join(person, exchange.when(), !inside.test(person));
      talk.read(identity.apply(person), from, exchange.when());
    }
  }

  Optional<Conversation> find(SubjectKey subject, Address self, Instant now) {
    return subject.isTelling()
        ? Optional.ofNullable(talks.get(subject.text()))
            .map(talk -> talk.seen(Conversation.Basis.SUBJECT, self, now))
        : Optional.empty();
  }

  long forgetBefore(Instant then) {
    long before = talks.size();
    talks.values().removeIf(talk -> talk.isOver(then));
    return before - talks.size();
  }

  long erase(Address person) {
    return talks.values().stream().filter(talk -> talk.erase(person)).count();
  }
}
