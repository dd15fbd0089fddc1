package org.gatepost.correspondence;

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
import org.gatepost.mail.Address;
import org.gatepost.mail.NamedAddress;
import org.jspecify.annotations.Nullable;

/** Everybody who took part, found by address, by given name, and by addresses spelled alike. */
final class PeopleMemory {
  private final Map<Address, Person> people = new LinkedHashMap<>();
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
    private @Nullable Instant lastWrote;

    private Person(PersonName name) {
      this.name = name;
    }

    PersonName name() {
      return name;
    }

    private static Instant later(@Nullable Instant one, Instant other) {
      return one != null && other.isBefore(one) ? one : other;
    }

    void wrote(Instant when) {
      wrote++;
      lastWrote = later(lastWrote, when);
      lastSeen = later(lastSeen, when);
    }

    void readBy(Address sender, Instant when) {
      writtenTo++;
      lastSeen = later(lastSeen, when);
      if (senders.size() < Standing.MANY) {
        senders.add(sender);
      }
    }

    private Standing standing(Heard heard) {
      return new Standing(writtenTo, senders.size(), heard, Optional.ofNullable(lastSeen));
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
    return List.copyOf(people.keySet());
  }

  int size() {
    return people.size();
  }

  /** True when somebody here had written to that person. */
  boolean wasWrittenTo(Address address) {
    Person known = people.get(address);
    return known != null && known.writtenTo > 0;
  }

  Standing standing(Address address, StrangerMemory strangers) {
    Person known = people.get(address);
    int wrote = known == null ? 0 : known.wrote;
    Heard heard = strangers.heard(address, wrote, known == null ? null : known.lastWrote);
    return known == null ? new Standing(0, 0, heard, Optional.empty()) : known.standing(heard);
  }

  long forgetBefore(Instant then) {
    List<Address> over = new ArrayList<>();
    people.forEach(
        (address, person) -> {
          if (person.lastSeen == null || person.lastSeen.isBefore(then)) {
            over.add(address);
          }
        });
    over.forEach(this::erase);
    return over.size();
  }

  long erase(Address address) {
    Person person = people.remove(address);
    if (person == null) {
      return 0;
    }
    Closeness.keys(address).forEach(key -> drop(alike, key, address));
    drop(byFirstName, PersonName.from(address).first(), address);
    people.values().forEach(other -> other.senders.remove(address));
    return 1;
  }

  private static void drop(Map<String, Set<Address>> index, String key, Address address) {
    index.computeIfPresent(
        key,
        (_, addresses) -> {
          addresses.remove(address);
          return addresses.isEmpty() ? null : addresses;
        });
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
