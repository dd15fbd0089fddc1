package org.gatepost.store.sql;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.gatepost.correspondence.Alternatives;
import org.gatepost.correspondence.Closeness;
import org.gatepost.correspondence.Contact;
import org.gatepost.correspondence.ContactKeys;
import org.gatepost.correspondence.Habits;
import org.gatepost.correspondence.Heard;
import org.gatepost.correspondence.Inbound;
import org.gatepost.correspondence.Inquiry;
import org.gatepost.correspondence.Neighbour;
import org.gatepost.correspondence.Nicknames;
import org.gatepost.correspondence.PersonName;
import org.gatepost.correspondence.Recollection;
import org.gatepost.correspondence.Recollection.Conversation;
import org.gatepost.correspondence.Recollection.DomainUse;
import org.gatepost.correspondence.Recollection.Namesake;
import org.gatepost.correspondence.Recollection.Pair;
import org.gatepost.correspondence.Standing;
import org.gatepost.mail.Address;
import org.gatepost.mail.Domain;
import org.gatepost.store.sql.RecallStatements.Couple;
import org.gatepost.store.sql.RecallStatements.Met;
import org.gatepost.store.sql.RecallStatements.Uses;
import org.gatepost.store.sql.Strangers.Stranger;

/** Puts the answer to one question together. */
final class Answer {
  private static final int MOST_NEIGHBOURS = 8;

  /** From so many messages on, an address is no longer taken for a slip of the finger. */
  private static final int WELL_KNOWN = 3;

  /** Messages to more people than this say nothing about who belongs together. */
  private static final int CROWD = 30;

  private final Inquiry inquiry;
  private final Address self;
  private final CorrespondenceKeys keys;
  private final RecallStatements statements;
  private final Map<Address, Long> numbers = new LinkedHashMap<>();
  private Map<Long, Met> met = Map.of();
  private final Map<Address, Contact> contacts = new HashMap<>();
  private final Map<Address, Standing> standings = new HashMap<>();
  private final Map<Address, PersonName> names = new HashMap<>();
  private final Map<Address, List<Neighbour>> near = new HashMap<>();
  private final Map<Address, List<Neighbour>> nearHere = new HashMap<>();

  Answer(Inquiry inquiry, Address self, CorrespondenceKeys keys, RecallStatements statements) {
    this.inquiry = inquiry;
    this.self = self;
    this.keys = keys;
    this.statements = statements;
    inquiry.everybody().forEach(person -> numbers.put(person, keys.person(person)));
  }

  Recollection give() {
    Set<Long> everyone = new LinkedHashSet<>(numbers.values());
    everyone.add(statements.self());
    met = statements.people(everyone);
    Strangers strangers = statements.strangers(numbers.values());
    Uses<Domain> domains = statements.domains(domains());
    List<Conversation> conversation = statements.conversation(inquiry, keys);
    List<Couple> acquaintances =
        statements.acquaintances(
            inquiry, keys, inquiry.people().stream().map(numbers::get).toList());
    FilesFound cases = statements.cases(inquiry.cases(), keys);
    PairsFound together = new PairsFound(numbers, keys, statements);
    together.ask(pairs());
    statements.send();

    numbers.forEach((person, number) -> tell(person, number, strangers));
    Optional<Met> own = Optional.ofNullable(met.get(statements.self()));
    names.put(self, own.map(one -> one.person().name()).orElseGet(() -> PersonName.from(self)));
    List<Address> hardlyKnown = hardlyKnown();
    List<KnownPerson> candidates = statements.neighbours(hardlyKnown);
    Set<String> words = words();
    Map<String, List<Met>> bearers = statements.namesakes(forms(words));
    statements.send();

    neighbours(hardlyKnown, candidates);
    bearers.values().forEach(all -> all.forEach(one -> together.know(one.person())));
    Map<String, List<Namesake>> namesakes = namesakes(words, bearers);
    Map<Address, List<Namesake>> alternatives =
        Alternatives.of(inquiry.people(), self, names, namesakes);
    if (together.ask(Alternatives.pairs(inquiry.people(), alternatives))) {
      statements.send();
    }
    return new Recollection(
        self,
        own.map(Met::habits).orElseGet(() -> new Habits(0, 0, 0.2)),
        contacts,
        standings,
        names,
        together.found(),
        uses(domains),
        near,
        nearHere,
        namesakes,
        alternatives,
        conversation.stream().findFirst(),
        acquaintances(acquaintances),
        cases.byReference(),
        strangers.inbound());
  }

  private void tell(Address person, long number, Strangers strangers) {
    Optional<Met> known = Optional.ofNullable(met.get(number));
    contacts.put(
        person,
        known.map(one -> one.relation().contact(inquiry.now())).orElseGet(Contact::stranger));
    Heard heard = heard(known, strangers.find(number), strangers);
    standings.put(
        person,
        known
            .map(Met::person)
            .map(
                one ->
                    new Standing(
                        one.writtenTo(),
                        Math.min(one.senders(), Standing.MANY),
                        heard,
                        one.lastSeen()))
            .orElseGet(() -> new Standing(0, 0, heard, Optional.empty())));
    names.put(
        person, known.map(one -> one.person().name()).orElseGet(() -> PersonName.from(person)));
  }

  private static Heard heard(Optional<Met> known, Optional<Stranger> unasked, Strangers strangers) {
    Optional<Heard> counted =
        known
            .map(Met::person)
            .flatMap(
                one ->
                    one.lastWrote()
                        .map(
                            last ->
                                new Heard.Wrote(
                                    one.wrote(),
                                    unasked.map(Stranger::unasked).orElse(0),
                                    unasked
                                        .map(Stranger::last)
                                        .filter(last::isBefore)
                                        .orElse(last))));
    return counted
        .or(() -> unasked.map(one -> new Heard.Wrote(0, one.unasked(), one.last())))
        .orElseGet(
            () ->
                switch (strangers.inbound()) {
                  case Inbound.None _ -> new Heard.Unknown();
                  case Inbound.Learned _ -> new Heard.Never();
                });
  }

  private long number(Address person) {
    return numbers.getOrDefault(person, 0L);
  }

  private boolean isHardlyKnown(Address person) {
    return contacts.getOrDefault(person, Contact.stranger()).sent() < WELL_KNOWN;
  }

  private static boolean share(Set<String> some, Set<String> others) {
    return others.stream().anyMatch(some::contains);
  }

  private List<Address> hardlyKnown() {
    return numbers.keySet().stream()
        .filter(this::isHardlyKnown)
        .limit(Inquiry.MOST_COMPARED)
        .toList();
  }

  private void neighbours(List<Address> hardlyKnown, List<KnownPerson> candidates) {
    Map<Long, Set<String>> keysOf = new HashMap<>();
    for (Address person : hardlyKnown) {
      Set<String> wanted = Closeness.keys(person);
      List<KnownPerson> alike =
          candidates.stream()
              .filter(one -> one.number() != number(person))
              .filter(one -> one.number() != statements.self())
              .filter(one -> Closeness.between(person, one.address()) < Closeness.FAR)
              .filter(
                  one ->
                      share(
                          wanted,
                          keysOf.computeIfAbsent(one.number(), _ -> Closeness.keys(one.address()))))
              .toList();
      boolean rareHere = standings.getOrDefault(person, Standing.unknown()).uses() < WELL_KNOWN;
      put(near, person, alike.stream().filter(one -> one.sent() > 0).toList(), KnownPerson::sent);
      put(
          nearHere,
          person,
          alike.stream().filter(one -> rareHere && one.uses() >= WELL_KNOWN).toList(),
          KnownPerson::uses);
    }
  }

  private void put(
      Map<Address, List<Neighbour>> map,
      Address person,
      List<KnownPerson> found,
      java.util.function.ToIntFunction<KnownPerson> uses) {
    List<Neighbour> nearest =
        found.stream()
            .map(
                one ->
                    new Neighbour(
                        one.address(),
                        Closeness.between(person, one.address()),
                        uses.applyAsInt(one),
                        Math.min(one.senders(), Standing.MANY)))
            .sorted(
                Comparator.comparingInt(Neighbour::distance)
                    .thenComparing(Comparator.comparingInt(Neighbour::uses).reversed())
                    .thenComparing(neighbour -> neighbour.address().toString()))
            .limit(MOST_NEIGHBOURS)
            .toList();
    if (!nearest.isEmpty()) {
      map.put(person, nearest);
      Set<Address> shown = new HashSet<>();
      nearest.forEach(one -> shown.add(one.address()));
      found.stream()
          .filter(one -> shown.contains(one.address()))
          .forEach(one -> names.put(one.address(), one.name()));
    }
  }

  /** Every two who take part, the sender among them. */
  private Set<Pair> pairs() {
    List<Address> people = inquiry.people().stream().distinct().toList();
    Set<Pair> asked = new LinkedHashSet<>();
    for (int i = 0; i < people.size(); i++) {
      asked.add(Pair.of(self, people.get(i)));
      for (int j = i + 1; people.size() <= CROWD && j < people.size(); j++) {
        asked.add(Pair.of(people.get(i), people.get(j)));
      }
    }
    return asked;
  }

  private Set<Domain> domains() {
    Set<Domain> asked = new LinkedHashSet<>();
    numbers.keySet().forEach(person -> asked.add(person.domain()));
    return asked;
  }

  private Map<Domain, DomainUse> uses(Uses<Domain> uses) {
    Map<Domain, DomainUse> found = new HashMap<>();
    domains()
        .forEach(
            domain ->
                found.put(domain, new DomainUse(uses.bySender(domain), uses.byAnyone(domain))));
    return found;
  }

  private Set<String> words() {
    Set<String> words = new LinkedHashSet<>(inquiry.names());
    for (Address person : inquiry.people()) {
      words.add(names.getOrDefault(person, PersonName.from(person)).first());
      if (inquiry.people().size() <= Alternatives.MOST_RECIPIENTS) {
        words.add(ContactKeys.start(person));
      }
    }
    words.remove("");
    return words;
  }

  private static Set<String> forms(Set<String> words) {
    Set<String> forms = new LinkedHashSet<>(words);
    words.forEach(word -> forms.addAll(Nicknames.of(word)));
    return forms;
  }

  private Map<String, List<Namesake>> namesakes(Set<String> words, Map<String, List<Met>> bearers) {
    Map<Long, Namesake> known = new HashMap<>();
    Map<String, List<Namesake>> found = new HashMap<>();
    for (String word : words) {
      Set<String> alike = new LinkedHashSet<>(Nicknames.of(word));
      alike.add(word);
      List<Namesake> here = new ArrayList<>();
      for (String form : alike) {
        bearers
            .getOrDefault(form, List.of())
            .forEach(
                one -> here.add(known.computeIfAbsent(one.person().number(), _ -> namesake(one))));
      }
      if (!here.isEmpty()) {
        found.put(word, List.copyOf(here));
      }
    }
    return found;
  }

  private Namesake namesake(Met one) {
    return new Namesake(
        one.person().address(), one.person().name(), one.relation().contact(inquiry.now()));
  }

  private Map<Address, Set<Address>> acquaintances(List<Couple> couples) {
    Map<Long, Address> people = new HashMap<>();
    numbers.forEach((person, number) -> people.put(number, person));
    Map<Address, Set<Address>> found = new HashMap<>();
    for (Couple couple : couples) {
      Address one = people.get(couple.one());
      Address other = people.get(couple.other());
      if (one != null && other != null) {
        found.computeIfAbsent(one, _ -> new HashSet<>()).add(other);
        found.computeIfAbsent(other, _ -> new HashSet<>()).add(one);
      }
    }
    return found;
  }
}
