package org.gatepost.correspondence;

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
import org.gatepost.mail.Address;
import org.gatepost.mail.NamedAddress;
import org.jspecify.annotations.Nullable;

/** Everybody who took part, found by address, by given name, and by addresses spelled alike. */
final class PeopleMemory {
  private final Map<Address, Person> people = new HashMap<>();
  private final List<Address> order = new ArrayList<>();
  private final Map<String, Set<Address>> byFirstName = new HashMap<>();
  private final Map<String, Set<Address>> alike = new HashMap<>();

  /** What the organisation remembers of one address. */
  static final class Person {
    private PersonName name;
    private boolean named;
    private int writtenTo;
    private int wrote;
    private final Set<Address> senders = new HashSet<>(2);
    private @Nullable Instant lastSeen;

    private Person(PersonName name) {
      this.name = name;
    }

    PersonName name() {
      return name;
    }

    int writtenTo() {
      return writtenTo;
    }

    void wrote(Instant when) {
      wrote++;
      lastSeen = when;
    }

    void readBy(Address sender, Instant when) {
      writtenTo++;
      lastSeen = when;
      if (senders.size() < Standing.MANY) {
        senders.add(sender);
      }
    }

    Standing standing() {
      return new Standing(writtenTo, senders.size(), wrote, Optional.ofNullable(lastSeen));
    }
  }

  /** The memory of a person, made when they are new. */
  Person person(Address address) {
    Person known = people.get(address);
    return known == null ? meet(address) : known;
  }

  private Person meet(Address address) {
    for (String key : Closeness.keys(address)) {
      alike.computeIfAbsent(key, _ -> new LinkedHashSet<>(2)).add(address);
    }
    order.add(address);
    Person person = new Person(PersonName.from(address));
    byFirstName.computeIfAbsent(person.name.first(), _ -> new LinkedHashSet<>(2)).add(address);
    people.put(address, person);
    return person;
  }

  Optional<Person> find(Address address) {
    return Optional.ofNullable(people.get(address));
  }

  PersonName name(Address address) {
    Person known = people.get(address);
    return known == null ? PersonName.from(address) : known.name;
  }

  /** Takes a display name over; the first that can be read stays. */
  void remember(NamedAddress named) {
    Person person = person(named.address().person());
    if (!person.named) {
      Optional<PersonName> name = PersonName.parse(named.name());
      person.named = name.isPresent();
      person.name = name.orElse(person.name);
    }
  }

  List<Address> everyone() {
    return Collections.unmodifiableList(order);
  }

  Set<Address> bearersOf(String firstName) {
    return byFirstName.getOrDefault(firstName, Set.of());
  }

  /** Others that share a key with this address: the candidates for being spelled alike. */
  Set<Address> candidates(Address address) {
    Set<Address> found = new LinkedHashSet<>();
    for (String key : Closeness.keys(address)) {
      found.addAll(alike.getOrDefault(key, Set.of()));
    }
    found.remove(address);
    return found;
  }
}
