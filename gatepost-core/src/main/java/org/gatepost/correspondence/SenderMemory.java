package org.gatepost.correspondence;

import java.time.Duration;
import java.time.Instant;
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
  final Map<Pair, Integer> together = new HashMap<>();
  final Map<Domain, Integer> domains = new HashMap<>();
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
      domains.merge(person.domain(), 1, Integer::sum);
      name(person, names.apply(person));
    }
    messages++;
    withSomebodyNew += somebodyNew ? 1 : 0;
    InMemoryCorrespondence.pairs(to, to.size() <= InMemoryCorrespondence.CROWD)
        .forEach(pair -> together.merge(pair, 1, Integer::sum));
  }

  void receive(Instant when, Address from, PersonName name) {
    tallies.computeIfAbsent(from, _ -> new Tally()).receive(when);
    name(from, name);
  }

  private void name(Address person, PersonName name) {
    for (String word : name.words()) {
      if (word.length() > 1) {
        byName.computeIfAbsent(word, _ -> new HashSet<>(2)).add(person);
      }
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
      sentLately = decayed(sentLately, lastSent, when) + 1;
      sent++;
      alone += only ? 1 : 0;
      lastSent = when;
      if (firstSent == null) {
        firstSent = when;
      }
    }

    void receive(Instant when) {
      answeredLately = decayed(answeredLately, lastAnswer, when) + 1;
      answered++;
      lastAnswer = when;
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
