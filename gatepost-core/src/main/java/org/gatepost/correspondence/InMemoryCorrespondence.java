package org.gatepost.correspondence;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.gatepost.correspondence.Recollection.Pair;
import org.gatepost.mail.Address;
import org.gatepost.mail.Domain;

/**
 * Correspondence kept in memory: for checks against a history given on the command line, for
 * replay, and as the model of what a database must answer. One thread at a time.
 */
public final class InMemoryCorrespondence implements Correspondence {
  /** Messages to more people than this teach nothing about who belongs together. */
  static final int CROWD = 30;

  private final Predicate<Address> inside;
  private final UnaryOperator<Address> identity;
  private final Map<Address, SenderMemory> senders = new HashMap<>();
  private final PeopleMemory people = new PeopleMemory();
  private final Map<Pair, Integer> together = new HashMap<>();
  private final Map<Domain, Integer> domains = new HashMap<>();
  private final ThreadMemory threads = new ThreadMemory();

  /**
   * Begins without a memory.
   *
   * @param inside whose mail counts whether or not it is an answer
   * @param identity the one address that stands for a person with several
   */
  public InMemoryCorrespondence(Predicate<Address> inside, UnaryOperator<Address> identity) {
    this.inside = inside;
    this.identity = identity;
  }

  /**
   * Takes one message in; messages come in the order of their dates. Mail from outside that is no
   * answer to anything teaches nothing: otherwise whoever writes to us often enough from an address
   * like a contact's would be trusted for it.
   */
  public void learn(Exchange exchange) {
    Address from = exchange.from().address().person();
    List<Address> to =
        exchange.to().stream()
            .map(named -> named.address().person())
            .filter(person -> !person.equals(from))
            .distinct()
            .toList();
    boolean sent = inside.test(from);
    if (!sent && !isAnswer(from)) {
      return;
    }
    people.remember(exchange.from());
    exchange.to().forEach(people::remember);
    people.person(from).wrote(exchange.when());
    if (sent) {
      sender(from).send(exchange, to, people::name);
      for (Address person : to) {
        people.person(person).readBy(identity.apply(from), exchange.when());
        domains.merge(person.domain(), 1, Integer::sum);
      }
    }
    for (Address person : to) {
      if (inside.test(person)) {
        sender(person).receive(exchange.when(), from, people.name(from));
      }
    }
    List<Address> all = new ArrayList<>(to);
    all.add(from);
    pairs(all, to.size() <= CROWD).forEach(pair -> together.merge(pair, 1, Integer::sum));
    threads.learn(exchange, from, to, identity);
  }

  /** True when the organisation had written to that outside person. */
  private boolean isAnswer(Address from) {
    return people.find(from).map(known -> known.writtenTo() > 0).orElse(false);
  }

  /** Every two of these people. */
  static List<Pair> pairs(List<Address> people, boolean wanted) {
    List<Pair> pairs = new ArrayList<>();
    for (int i = 0; wanted && i < people.size(); i++) {
      for (int j = i + 1; j < people.size(); j++) {
        pairs.add(Pair.of(people.get(i), people.get(j)));
      }
    }
    return pairs;
  }

  private SenderMemory sender(Address person) {
    return senders.computeIfAbsent(identity.apply(person), _ -> new SenderMemory());
  }

  @Override
  public Recollection recall(Inquiry inquiry) {
    Address self = identity.apply(inquiry.sender());
    return new Recall(
            inquiry,
            self,
            senders.getOrDefault(self, new SenderMemory()),
            people,
            together,
            domains)
        .with(threads.find(inquiry.subject(), self, inquiry.now()));
  }

  /** Everybody who ever took part, in the order of their first message. */
  public List<Address> everyone() {
    return people.everyone();
  }

  public boolean isKnown(Address person) {
    return people.find(person).isPresent();
  }

  /** People whom a sender ever wrote to. */
  public Set<Address> writtenToBy(Address sender) {
    SenderMemory book = senders.get(identity.apply(sender));
    return book == null ? Set.of() : book.people();
  }

  /** Known people whose address shows this given name. */
  public Set<Address> bearersOf(String firstName) {
    return people.bearersOf(firstName);
  }

  /** Known addresses at most three slips from this one. */
  public Set<Address> spelledLike(Address person) {
    Set<Address> found = new LinkedHashSet<>();
    for (Address other : people.candidates(person)) {
      int distance = Closeness.between(person, other);
      if (distance > 0 && distance < Closeness.ELSEWHERE) {
        found.add(other);
      }
    }
    return found;
  }
}
