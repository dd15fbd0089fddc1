package org.gatepost.correspondence;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.gatepost.correspondence.Recollection.Pair;
import org.gatepost.mail.Address;
import org.gatepost.mail.Domain;
import org.gatepost.mail.NamedAddress;

/**
 * Correspondence kept in memory: for checks against a history given on the command line, for
 * replay, and as the model of what a database must answer. One thread at a time.
 */
public final class InMemoryCorrespondence implements Correspondence, CorrespondenceLog {
  /** Messages to more people than this teach nothing about who belongs together. */
  static final int CROWD = 30;

  private final Predicate<Address> inside;
  private final UnaryOperator<Address> identity;
  private final Map<Address, SenderMemory> senders = new HashMap<>();
  private final PeopleMemory people = new PeopleMemory();
  private final StrangerMemory strangers = new StrangerMemory();
  private final Counts<Pair> together = new Counts<>();
  private final Counts<Domain> domains = new Counts<>();
  private final SubjectMemory subjects;
  private final ThreadMemory threads;
  private final CaseMemory cases;
  private final CircleMemory circles;
  private final Set<Taken> taken = new HashSet<>();

  /** A message that was learned; somebody else's under the same id is another. */
  private record Taken(MessageKey message, Address author, Instant when) {
    @Override
    public boolean equals(Object other) {
      return other instanceof Taken(MessageKey id, Address by, _)
          && id.equals(message)
          && by.equals(author);
    }

    @Override
    public int hashCode() {
      return message.hashCode() * 31 + author.hashCode();
    }
  }

  /**
   * Begins without a memory.
   *
   * @param inside whose mail counts whether or not it is an answer
   * @param identity the one address that stands for a person with several
   */
  public InMemoryCorrespondence(Predicate<Address> inside, UnaryOperator<Address> identity) {
    this.inside = inside;
    this.identity = identity;
    this.subjects = new SubjectMemory(inside, identity);
    this.threads = new ThreadMemory(inside, identity);
    this.cases = new CaseMemory(inside);
    this.circles = new CircleMemory(inside);
  }

  @Override
  public void learn(List<Exchange> batch) {
    batch.forEach(this::learn);
  }

  /** Takes one message in. */
  public void learn(Exchange exchange) {
    Address from = exchange.from().address().person();
    boolean ours = inside.test(from);
    boolean certain = !ours || exchange.origin() == Exchange.Origin.SENT;
    List<NamedAddress> named =
        exchange.to().stream()
            .filter(other -> certain || inside.test(other.address().person()))
            .toList();
    List<Address> to =
        named.stream()
            .map(other -> other.address().person())
            .filter(person -> !person.equals(from))
            .distinct()
            .toList();
    if (!isNew(exchange, from)) {
      return;
    }
    if (!ours) {
      strangers.cameIn(exchange.when());
      circles.learn(exchange, from, to, threads.thread(exchange.thread()));
      if (!people.wasWrittenTo(from)) {
        strangers.wrote(from, exchange.when());
        return;
      }
    }
    people.remember(exchange.from());
    named.forEach(people::remember);
    people.person(from).wrote(exchange.when());
    if (ours) {
      sent(exchange, from, to);
    }
    for (Address person : to) {
      if (inside.test(person)) {
        sender(person).receive(exchange.when(), from, people.name(from));
      }
    }
    List<Address> all = new ArrayList<>(to);
    all.add(from);
    pairs(all, to.size() <= CROWD).forEach(pair -> together.add(pair, exchange.when()));
    subjects.learn(exchange, from, to);
    threads.learn(exchange, from, to);
    cases.learn(exchange, from, to);
  }

  private boolean isNew(Exchange exchange, Address from) {
    return exchange
        .thread()
        .own()
        .map(own -> taken.add(new Taken(own, from, exchange.when())))
        .orElse(true);
  }

  private void sent(Exchange exchange, Address from, List<Address> to) {
    sender(from).send(exchange, to, people::name);
    for (Address person : to) {
      people.person(person).readBy(identity.apply(from), exchange.when());
      domains.add(person.domain(), exchange.when());
    }
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
    SenderMemory book = senders.getOrDefault(self, new SenderMemory());
    return new Recall(inquiry, self, book, people, strangers, together, domains)
        .with(
            threads
                .find(inquiry.thread(), self, inquiry.now())
                .or(() -> subjects.find(inquiry.subject(), self, inquiry.now())),
            circles.among(
                inquiry.people(),
                people::wasWrittenTo,
                threads.thread(inquiry.thread()),
                inquiry.subject()),
            cases.find(inquiry.cases()));
  }

  @Override
  public long forgetBefore(Instant then) {
    taken.removeIf(message -> message.when().isBefore(then));
    long relations = senders.values().stream().mapToLong(sender -> sender.forgetBefore(then)).sum();
    senders.values().removeIf(SenderMemory::isEmpty);
    return relations
        + people.forgetBefore(then)
        + strangers.forgetBefore(then)
        + together.forgetBefore(then)
        + domains.forgetBefore(then)
        + subjects.forgetBefore(then)
        + threads.forgetBefore(then)
        + cases.forgetBefore(then)
        + circles.forgetBefore(then);
  }

  @Override
  public long erase(Address address) {
    Address person = address.person();
    taken.removeIf(message -> message.author().equals(person));
    long books = senders.remove(person) == null ? 0 : 1;
    return books
        + senders.values().stream().mapToLong(sender -> sender.erase(person)).sum()
        + people.erase(person)
        + strangers.erase(person)
        + together.removeIf(pair -> pair.one().equals(person) || pair.other().equals(person))
        + subjects.erase(person)
        + threads.erase(person)
        + cases.erase(person)
        + circles.erase(person);
  }

  /** Everybody who ever took part, in the order of their first message. */
  public List<Address> everyone() {
    return people.everyone();
  }

  /** How many people ever took part. */
  public int size() {
    return people.size();
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
