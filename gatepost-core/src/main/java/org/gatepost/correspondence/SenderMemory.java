package org.gatepost.correspondence;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.gatepost.correspondence.Recollection.Pair;
import org.gatepost.mail.Address;
import org.gatepost.mail.Domain;
import org.jspecify.annotations.Nullable;

/** What one sender did. */
final class SenderMemory {
  final Counts<Pair> together = new Counts<>();
  final Counts<Domain> domains = new Counts<>();
  final Map<String, Set<Address>> byName = new HashMap<>();
  private final Map<Address, Tally> tallies = new HashMap<>();
  private final Set<Address> writtenTo = new LinkedHashSet<>();
  private int messages;
  private int withSomebodyNew;

  void send(Exchange exchange, List<Address> to, Function<Address, PersonName> names) {
    boolean somebodyNew = false;
    for (Address person : to) {
      Tally tally = tallies.computeIfAbsent(person, _ -> new Tally());
      somebodyNew |= tally.sent == 0;
      writtenTo.add(person);
      tally.send(exchange.when(), to.size() == 1);
      domains.add(person.domain(), exchange.when());
      name(person, names.apply(person));
    }
    messages++;
    withSomebodyNew += somebodyNew ? 1 : 0;
    InMemoryCorrespondence.pairs(to, to.size() <= InMemoryCorrespondence.CROWD)
        .forEach(pair -> together.add(pair, exchange.when()));
  }

  void receive(Instant when, Address from, PersonName name) {
    tallies.computeIfAbsent(from, _ -> new Tally()).receive(when);
    name(from, name);
  }

  private void name(Address person, PersonName name) {
    for (String key : ContactKeys.of(person, name)) {
      byName.computeIfAbsent(key, _ -> new HashSet<>(2)).add(person);
    }
  }

  Set<Address> people() {
    return Collections.unmodifiableSet(writtenTo);
  }

  int sent(Address person) {
    Tally tally = tallies.get(person);
    return tally == null ? 0 : tally.sent;
  }

  Contact contact(Address person, Instant now) {
    Tally tally = tallies.get(person);
    return tally == null ? Contact.stranger() : tally.contact(now);
  }

  long forgetBefore(Instant then) {
    List<Address> over = new ArrayList<>();
    tallies.forEach(
        (person, tally) -> {
          if (tally.isOver(then)) {
            over.add(person);
          }
        });
    over.forEach(this::erase);
    together.forgetBefore(then);
    domains.forgetBefore(then);
    return over.size();
  }

  boolean isEmpty() {
    return tallies.isEmpty();
  }

  long erase(Address person) {
    writtenTo.remove(person);
    byName.values().removeIf(people -> people.remove(person) && people.isEmpty());
    together.removeIf(pair -> pair.one().equals(person) || pair.other().equals(person));
    return tallies.remove(person) == null ? 0 : 1;
  }

  Habits habits() {
    return new Habits(messages, writtenTo.size(), (withSomebodyNew + 1.0) / (messages + 5.0));
  }

  private static final class Tally {
    private int sent;
    private double sentLately;
    private int alone;
    private @Nullable Instant firstSent;
    private @Nullable Instant lastSent;
    private int answered;
    private double answeredLately;
    private @Nullable Instant lastAnswer;

    void send(Instant when, boolean only) {
      sentLately = added(sentLately, lastSent, when);
      sent++;
      alone += only ? 1 : 0;
      lastSent = lastSent != null && when.isBefore(lastSent) ? lastSent : when;
      firstSent = firstSent != null && firstSent.isBefore(when) ? firstSent : when;
    }

    void receive(Instant when) {
      answeredLately = added(answeredLately, lastAnswer, when);
      answered++;
      lastAnswer = lastAnswer != null && when.isBefore(lastAnswer) ? lastAnswer : when;
    }

    boolean isOver(Instant then) {
      return (lastSent == null || lastSent.isBefore(then))
          && (lastAnswer == null || lastAnswer.isBefore(then));
    }

    /** One more, as of the later of both times; messages may come late. */
    private static double added(double value, @Nullable Instant last, Instant when) {
      return last != null && when.isBefore(last)
          ? value + decayed(1, when, last)
          : decayed(value, last, when) + 1;
    }

    Contact contact(Instant now) {
      return new Contact(
          sent,
          decayed(sentLately, lastSent, now),
          alone,
          Optional.ofNullable(firstSent),
          Optional.ofNullable(lastSent),
          answered,
          decayed(answeredLately, lastAnswer, now),
          Optional.ofNullable(lastAnswer));
    }

    private static double decayed(double value, @Nullable Instant from, Instant to) {
      if (from == null || value == 0) {
        return 0;
      }
      double halves =
          (double) Duration.between(from, to).toSeconds() / Contact.HALF_LIFE.toSeconds();
      return value * Math.pow(0.5, Math.max(0, halves));
    }
  }
}
