package org.gatepost.correspondence;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.gatepost.correspondence.Recollection.DomainUse;
import org.gatepost.correspondence.Recollection.Namesake;
import org.gatepost.correspondence.Recollection.Pair;
import org.gatepost.correspondence.Recollection.Together;
import org.gatepost.mail.Address;
import org.gatepost.mail.Domain;

/** Puts together what a memory knows about the people of one message. */
final class Recall {
  static final int MOST_NEIGHBOURS = 8;

  static final Comparator<Neighbour> NEAREST_FIRST =
      Comparator.comparingInt(Neighbour::distance)
          .thenComparing(Comparator.comparingInt(Neighbour::uses).reversed())
          .thenComparing(neighbour -> neighbour.address().toString());

  /** From so many messages on, an address is no longer taken for a slip of the finger. */
  private static final int WELL_KNOWN = 3;

  private final Inquiry inquiry;
  private final Address self;
  private final SenderMemory book;
  private final PeopleMemory people;
  private final StrangerMemory strangers;
  private final Counts<Pair> together;
  private final Counts<Domain> domains;
  private final Map<Address, Contact> contacts = new HashMap<>();
  private final Map<Address, Standing> standings = new HashMap<>();
  private final Map<Address, PersonName> names = new HashMap<>();
  private final Map<Domain, DomainUse> uses = new HashMap<>();
  private final Map<Address, List<Neighbour>> near = new HashMap<>();
  private final Map<Address, List<Neighbour>> nearHere = new HashMap<>();
  private int compared;

  Recall(
      Inquiry inquiry,
      Address self,
      SenderMemory book,
      PeopleMemory people,
      StrangerMemory strangers,
      Counts<Pair> together,
      Counts<Domain> domains) {
    this.inquiry = inquiry;
    this.self = self;
    this.book = book;
    this.people = people;
    this.strangers = strangers;
    this.together = together;
    this.domains = domains;
  }

  Recollection with(
      Optional<Recollection.Conversation> conversation,
      Map<Address, Set<Address>> acquaintances,
      Map<CaseReference, CaseFile> cases) {
    Set<String> words = new LinkedHashSet<>(inquiry.names());
    inquiry.everybody().forEach(this::recall);
    for (Address person : inquiry.people()) {
      words.add(people.name(person).first());
      if (inquiry.people().size() <= Alternatives.MOST_RECIPIENTS) {
        words.add(ContactKeys.start(person));
      }
    }
    names.put(self, people.name(self));
    Map<String, List<Namesake>> namesakes = namesakes(words);
    Map<Address, List<Namesake>> alternatives =
        Alternatives.of(inquiry.people(), self, names, namesakes);
    return new Recollection(
        self,
        book.habits(),
        contacts,
        standings,
        names,
        pairs(alternatives),
        uses,
        near,
        nearHere,
        namesakes,
        alternatives,
        conversation,
        acquaintances,
        cases,
        strangers.inbound());
  }

  private void recall(Address person) {
    Contact contact = book.contact(person, inquiry.now());
    contacts.put(person, contact);
    Standing standing = people.standing(person, strangers);
    standings.put(person, standing);
    names.put(person, people.name(person));
    Domain domain = person.domain();
    uses.put(domain, new DomainUse(book.domains.of(domain), domains.of(domain)));
    if (contact.sent() < WELL_KNOWN && compared++ < Inquiry.MOST_COMPARED) {
      neighbours(person, standing.uses() < WELL_KNOWN);
    }
  }

  private void neighbours(Address person, boolean rareHere) {
    List<Neighbour> mine = new ArrayList<>();
    List<Neighbour> ours = new ArrayList<>();
    for (Address candidate : people.candidates(person)) {
      int distance = Closeness.between(person, candidate);
      if (distance >= Closeness.FAR || candidate.equals(self)) {
        continue;
      }
      int sent = book.sent(candidate);
      Standing here = people.standing(candidate, strangers);
      if (sent > 0) {
        mine.add(new Neighbour(candidate, distance, sent, here.senders()));
      }
      if (rareHere && here.uses() >= WELL_KNOWN) {
        ours.add(new Neighbour(candidate, distance, here.uses(), here.senders()));
      }
    }
    put(near, person, mine);
    put(nearHere, person, ours);
  }

  private void put(Map<Address, List<Neighbour>> map, Address person, List<Neighbour> found) {
    if (found.isEmpty()) {
      return;
    }
    found.sort(NEAREST_FIRST);
    List<Neighbour> nearest =
        List.copyOf(found.subList(0, Math.min(MOST_NEIGHBOURS, found.size())));
    map.put(person, nearest);
    nearest.forEach(neighbour -> names.put(neighbour.address(), people.name(neighbour.address())));
  }

  private Map<Pair, Together> pairs(Map<Address, List<Namesake>> alternatives) {
    Map<Pair, Together> found = new HashMap<>();
    boolean few = inquiry.people().size() <= InMemoryCorrespondence.CROWD;
    Set<Pair> asked = new LinkedHashSet<>(InMemoryCorrespondence.pairs(inquiry.people(), few));
    inquiry.people().forEach(person -> asked.add(Pair.of(self, person)));
    asked.addAll(Alternatives.pairs(inquiry.people(), alternatives));
    for (Pair pair : asked) {
      int anyone = together.of(pair);
      if (anyone > 0) {
        found.put(pair, new Together(book.together.of(pair), anyone));
      }
    }
    return found;
  }

  private Map<String, List<Namesake>> namesakes(Set<String> words) {
    Map<String, List<Namesake>> found = new HashMap<>();
    for (String word : words) {
      Set<String> forms = new LinkedHashSet<>(Nicknames.of(word));
      forms.add(word);
      List<Namesake> bearers = new ArrayList<>();
      for (String form : forms) {
        for (Address person : book.byName.getOrDefault(form, Set.of())) {
          bearers.add(
              new Namesake(person, people.name(person), book.contact(person, inquiry.now())));
        }
      }
      if (!bearers.isEmpty()) {
        found.put(word, List.copyOf(bearers));
      }
    }
    return found;
  }
}
