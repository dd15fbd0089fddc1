package org.gatepost.store.sql;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;
import java.util.function.UnaryOperator;
import org.gatepost.correspondence.Exchange;
import org.gatepost.correspondence.MessageKey;
import org.gatepost.correspondence.Recollection.Conversation;
import org.gatepost.mail.Address;
import org.gatepost.store.sql.LearnStatements.Letter;
import org.gatepost.store.sql.LearnStatements.Round;
import org.gatepost.store.sql.Lesson.Read;
import org.gatepost.store.sql.RecallStatements.Couple;

/** What a batch teaches about conversations, and about who outside knows whom. */
final class Conversations {
  /** Messages that show more people than this are not correspondence between them. */
  private static final int MOST_SHOWN = 100;

  private final LearnStatements statements;
  private final CorrespondenceKeys keys;
  private final Gains gains;
  private final ToLongFunction<Address> number;
  private final Predicate<Address> inside;
  private final UnaryOperator<Address> identity;
  private final Map<MessageKey, Long> messages = new HashMap<>();
  private final Map<Long, Long> places = new HashMap<>();
  private final Map<Long, Party> talks = new HashMap<>();
  private final Set<Letter> letters = new HashSet<>();

  /** Who is in a conversation, as far as it matters to this batch. */
  private static final class Party {
    private int size;
    private final Set<Long> here;

    Party(int size, Set<Long> here) {
      this.size = size;
      this.here = here;
    }

    boolean takes(long person) {
      if (here.contains(person)) {
        return true;
      }
      if (size >= Conversation.MOST_PEOPLE) {
        return false;
      }
      size++;
      return here.add(person);
    }
  }

  Conversations(
      LearnStatements statements,
      CorrespondenceKeys keys,
      Gains gains,
      ToLongFunction<Address> number,
      Predicate<Address> inside,
      UnaryOperator<Address> identity) {
    this.statements = statements;
    this.keys = keys;
    this.gains = gains;
    this.number = number;
    this.inside = inside;
    this.identity = identity;
  }

  void lookUp(List<Read> all) {
    Set<Long> ids = new LinkedHashSet<>();
    Set<Long> subjects = new LinkedHashSet<>();
    Set<Long> people = new LinkedHashSet<>();
    Set<Long> outsiders = new LinkedHashSet<>();
    for (Read read : all) {
      read.exchange().thread().own().ifPresent(own -> ids.add(message(own)));
      read.exchange().thread().references().forEach(one -> ids.add(message(one)));
      subject(read).ifPresent(subjects::add);
      people.add(number.applyAsLong(read.from()));
      read.to().forEach(person -> people.add(number.applyAsLong(person)));
      if (!read.ours()) {
        outsiders.add(number.applyAsLong(read.from()));
      }
    }
    if (!ids.isEmpty()) {
      places.putAll(statements.places(ids));
    }
    Set<Long> asked = new LinkedHashSet<>(ids);
    asked.addAll(places.values());
    asked.addAll(subjects);
    if (!asked.isEmpty()) {
      Map<Long, Round> rounds = statements.talks(asked, people);
      rounds.forEach((talk, round) -> talks.put(talk, new Party(round.people(), round.here())));
    }
    if (!asked.isEmpty() && !outsiders.isEmpty()) {
      letters.addAll(statements.letters(asked, outsiders));
    }
  }

  private long message(MessageKey key) {
    return messages.computeIfAbsent(key, keys::message);
  }

  private Optional<Long> subject(Read read) {
    return read.exchange().subject().isTelling()
        ? Optional.of(keys.subject(read.exchange().subject()))
        : Optional.empty();
  }

  /** The conversation that a message belongs to; none when it has no ids at all. */
  private Optional<Long> thread(Exchange exchange) {
    for (MessageKey reference : exchange.thread().references().reversed()) {
      long asked = message(reference);
      Long place = places.get(asked);
      if (place != null) {
        return Optional.of(place);
      }
      if (talks.containsKey(asked)) {
        return Optional.of(asked);
      }
    }
    return exchange.thread().references().stream()
        .findFirst()
        .or(() -> exchange.thread().own())
        .map(this::message);
  }

  /** Takes in who outside writes to whom outside; two who each did so know each other. */
  void meet(Read read) {
    Exchange exchange = read.exchange();
    List<Address> shown =
        read.to().stream()
            .filter(person -> !inside.test(person) && !exchange.hidden().contains(person))
            .limit(MOST_SHOWN + 1L)
            .toList();
    if (exchange.showing() == Exchange.Showing.STRANGERS || shown.size() > MOST_SHOWN) {
      return;
    }
    List<Long> about = new ArrayList<>(2);
    thread(exchange).ifPresent(about::add);
    subject(read).ifPresent(about::add); // some programs send no references
    long from = number.applyAsLong(read.from());
    for (Address person : shown) {
      long to = number.applyAsLong(person);
      for (long talk : about) {
        if (letters.contains(new Letter(talk, to, from))) {
          gains.acquaintance(Couple.of(from, to), read.when());
        }
        Letter letter = new Letter(talk, from, to);
        letters.add(letter);
        gains.letter(letter, read.when());
      }
    }
  }

  /** Takes in who takes part where. */
  void join(Read read) {
    subject(read).ifPresent(talk -> bySubject(read, talk));
    thread(read.exchange()).ifPresent(talk -> byReferences(read, talk));
  }

  private void bySubject(Read read, long talk) {
    join(talk, read.from(), read);
    for (Address person : read.to()) {
      join(talk, person, read);
      read(talk, person, read);
    }
  }

  private void byReferences(Read read, long talk) {
    Party known = talks.get(talk);
    if (!read.ours() && (known == null || !known.here.contains(number.applyAsLong(read.from())))) {
      return; // references can be forged: whoever was not written to here does not join
    }
    read.exchange()
        .thread()
        .own()
        .map(this::message)
        .ifPresent(
            own -> {
              places.putIfAbsent(own, talk);
              gains.place(own, talk, read.when());
            });
    join(talk, read.from(), read);
    Party joined = talks.getOrDefault(talk, new Party(0, Set.of()));
    for (Address person : read.to()) {
      boolean here = inside.test(person);
      if (read.ours() || here || joined.here.contains(number.applyAsLong(person))) {
        join(talk, person, read);
      }
      if (here) {
        read(talk, person, read);
      }
    }
  }

  private void join(long talk, Address person, Read read) {
    Party party = talks.computeIfAbsent(talk, _ -> new Party(0, new HashSet<>()));
    gains.talk(talk, !inside.test(person), read.when());
    if (party.takes(number.applyAsLong(person))) {
      gains.talker(talk, number.applyAsLong(person), read.when());
    }
  }

  private void read(long talk, Address reader, Read read) {
    Party party = talks.getOrDefault(talk, new Party(0, Set.of()));
    if (party.here.contains(number.applyAsLong(reader))) {
      gains.author(
          talk,
          number.applyAsLong(identity.apply(reader)),
          number.applyAsLong(read.from()),
          read.when());
    }
  }
}
