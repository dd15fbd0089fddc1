package org.gatepost.store.sql;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.gatepost.correspondence.ContactKeys;
import org.gatepost.correspondence.Exchange;
import org.gatepost.mail.Address;
import org.gatepost.mail.NamedAddress;
import org.gatepost.store.sql.LearnStatements.Before;
import org.gatepost.store.sql.LearnStatements.Taken;
import org.gatepost.store.sql.LearnStatements.Way;

/**
 * What a batch of messages teaches. What is known of their people is asked for first, once for the
 * whole batch; then the messages are gone through in order, each building on those before it; what
 * they add is written in the end.
 */
final class Lesson {
  /** Messages to more people than this teach nothing about who belongs together. */
  static final int CROWD = 30;

  /** Dates that a header may claim; what is beyond is taken for the nearer end. */
  private static final Instant EARLIEST = Instant.parse("1970-01-01T00:00:00Z");

  private static final Instant LATEST = Instant.parse("2200-01-01T00:00:00Z");

  private final LearnStatements statements;
  private final CorrespondenceKeys keys;
  private final Predicate<Address> inside;
  private final UnaryOperator<Address> identity;
  private final Gains gains = new Gains();
  private final Map<Address, Long> numbers = new HashMap<>();
  private Map<Long, Before> before = Map.of();
  private Set<Way> contacts = Set.of();

  Lesson(
      LearnStatements statements,
      CorrespondenceKeys keys,
      Predicate<Address> inside,
      UnaryOperator<Address> identity) {
    this.statements = statements;
    this.keys = keys;
    this.inside = inside;
    this.identity = identity;
  }

  /** One message with its people by number. */
  record Read(
      Exchange exchange,
      Instant when,
      Address from,
      List<NamedAddress> named,
      List<Address> to,
      boolean ours) {}

  void learn(List<Exchange> batch) {
    List<Read> all = untaken(batch.stream().map(this::read).toList());
    if (all.isEmpty()) {
      return;
    }
    lookUp(all);
    Conversations talks =
        new Conversations(statements, keys, gains, this::number, inside, identity);
    talks.lookUp(all);
    Cases cases = new Cases(statements, keys, gains, this::number, inside);
    cases.lookUp(all);
    for (Read read : all) {
      learn(read, talks, cases);
    }
    gains.write(statements.handle());
  }

  private Read read(Exchange exchange) {
    Address from = exchange.from().address().person();
    boolean ours = inside.test(from);
    boolean certain = !ours || exchange.origin() == Exchange.Origin.SENT;
    List<NamedAddress> named =
        exchange.to().stream()
            .filter(other -> certain || inside.test(other.address().person()))
            .toList();
    Set<Address> to = new LinkedHashSet<>();
    named.forEach(other -> to.add(other.address().person()));
    to.remove(from);
    Instant when = exchange.when();
    when = when.isBefore(EARLIEST) ? EARLIEST : when.isAfter(LATEST) ? LATEST : when;
    return new Read(exchange, when, from, named, List.copyOf(to), ours);
  }

  /** Those that were not learned before, and notes that they are now. */
  private List<Read> untaken(List<Read> batch) {
    Rows<Taken, Instant> asked = new Rows<>();
    Map<Read, Taken> taken = new LinkedHashMap<>();
    for (Read read : batch) {
      read.exchange()
          .thread()
          .own()
          .ifPresent(
              own -> {
                Taken mark = new Taken(keys.message(own), number(read.from()));
                taken.put(read, mark);
                asked.row(mark, _ -> read.when());
              });
    }
    Set<Taken> fresh = asked.isEmpty() ? Set.of() : statements.take(asked);
    List<Read> left = new ArrayList<>();
    Set<Taken> seen = new HashSet<>();
    for (Read read : batch) {
      Taken mark = taken.get(read);
      if (mark == null || (fresh.contains(mark) && seen.add(mark))) {
        left.add(read);
      }
    }
    return left;
  }

  private void lookUp(List<Read> all) {
    Set<Long> people = new LinkedHashSet<>();
    Set<Way> ways = new LinkedHashSet<>();
    for (Read read : all) {
      people.add(number(read.from()));
      people.add(number(identity.apply(read.from())));
      for (Address person : read.to()) {
        people.add(number(person));
        if (read.ours()) {
          ways.add(new Way(number(identity.apply(read.from())), number(person)));
        }
      }
    }
    before = statements.people(people);
    contacts = ways.isEmpty() ? new HashSet<>() : statements.contacts(ways);
  }

  private long number(Address person) {
    return numbers.computeIfAbsent(person, keys::person);
  }

  private void learn(Read read, Conversations talks, Cases cases) {
    if (!read.ours()) {
      gains.cameIn(read.when());
      talks.meet(read);
      if (!wasWrittenTo(read.from())) {
        gains.unasked(number(read.from()), read.when());
        return;
      }
    }
    remember(read.exchange().from());
    read.named().forEach(this::remember);
    person(read.from()).wrote(read.when());
    if (read.ours()) {
      sent(read);
    }
    for (Address person : read.to()) {
      if (inside.test(person)) {
        received(read, person);
      }
    }
    together(read);
    talks.join(read);
    cases.learn(read);
  }

  private boolean wasWrittenTo(Address address) {
    Before known = before.get(number(address));
    return (known != null && known.writtenTo())
        || gains.person(number(address)).map(person -> person.writtenTo() > 0).orElse(false);
  }

  private GainOfPerson person(Address address) {
    long number = number(address);
    return gains.person(number, () -> GainOfPerson.of(address, before.get(number)));
  }

  private void remember(NamedAddress named) {
    person(named.address().person()).called(named.name());
  }

  private void sent(Read read) {
    Address self = identity.apply(read.from());
    long sender = number(self);
    boolean somebodyNew = false;
    for (Address address : read.to()) {
      GainOfPerson person = person(address);
      boolean first = contacts.add(new Way(sender, number(address)));
      somebodyNew |= first;
      person.readBy(read.when(), first);
      person(self).met(first);
      gains.relation(new Way(sender, number(address))).send(read.when(), read.to().size() == 1);
      gains.domain(sender, address.domain(), read.when());
      gains.domain(CorrespondenceKeys.ANYBODY, address.domain(), read.when());
      name(sender, address);
    }
    person(self).sent(somebodyNew);
  }

  private void received(Read read, Address reader) {
    long sender = number(identity.apply(reader));
    gains.relation(new Way(sender, number(read.from()))).receive(read.when());
    name(sender, read.from());
  }

  private void name(long sender, Address address) {
    for (String key : ContactKeys.of(address, person(address).name())) {
      gains.contactName(sender, key, number(address));
    }
  }

  private void together(Read read) {
    if (read.to().size() > CROWD) {
      return;
    }
    List<Address> all = new ArrayList<>(read.to());
    all.add(read.from());
    Optional<Long> sender =
        read.ours() ? Optional.of(number(identity.apply(read.from()))) : Optional.empty();
    for (int i = 0; i < all.size(); i++) {
      for (int j = i + 1; j < all.size(); j++) {
        RecallStatements.Couple couple =
            RecallStatements.Couple.of(number(all.get(i)), number(all.get(j)));
        gains.together(CorrespondenceKeys.ANYBODY, couple, read.when());
        if (j < read.to().size()) {
          sender.ifPresent(own -> gains.together(own, couple, read.when()));
        }
      }
    }
  }
}
