package org.gatepost.audience;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.gatepost.audience.Audience.Exposure;
import org.gatepost.audience.Audience.Reader;
import org.gatepost.audience.Audience.Relation;
import org.gatepost.mail.Address;
import org.gatepost.mail.Addressee;
import org.gatepost.mail.Envelope;
import org.gatepost.mail.Heading;
import org.gatepost.mail.NamedAddress;

/**
 * Works out who will read a message. Two visible people know each other when they are at one
 * non-freemail domain, belong to one listed partner, or share a circle of correspondence; the cost
 * grows with the number of people, not with its square.
 */
public final class AudienceReading {
  private final Organisation organisation;
  private final Directory directory;
  private final Readerships readerships;

  public AudienceReading(Organisation organisation, Directory directory, Readerships readerships) {
    this.organisation = organisation;
    this.directory = directory;
    this.readerships = readerships;
  }

  /**
   * Reads the audience of a message.
   *
   * @param circles of the people in it
   */
  public Audience read(Envelope envelope, Heading heading, Circles circles) {
    Optional<Address> sender = sender(envelope, heading);
    Map<Address, Reader> readers = new LinkedHashMap<>();
    Set<Address> recipients = new HashSet<>();
    for (Address address : envelope.addresses()) {
      recipients.add(address.person());
    }
    for (Addressee addressee : heading.addressees()) {
      Address person = addressee.address().person();
      readers.putIfAbsent(
          person, reader(addressee.address(), addressee.place(), sender, recipients));
    }
    for (Address address : envelope.addresses()) {
      readers.putIfAbsent(
          address.person(), reader(address, Addressee.Place.ENVELOPE, sender, recipients));
    }
    return new Audience(sender, readers, exposure(visible(readers), circles));
  }

  private static Optional<Address> sender(Envelope envelope, Heading heading) {
    return envelope
        .reversePath()
        .mailbox()
        .or(() -> heading.from().stream().findFirst().map(NamedAddress::address));
  }

  private Reader reader(
      Address address, Addressee.Place place, Optional<Address> sender, Set<Address> recipients) {
    Relation relation =
        organisation.isInside(address, sender)
            ? Relation.INSIDE
            : partner(address).isPresent() ? Relation.PARTNER : Relation.OUTSIDE;
    return new Reader(
        address,
        place,
        relation,
        recipients.contains(address.person()),
        readerships.of(address, sender));
  }

  /**
   * Whom a message showed to whom.
   *
   * @param shown everybody in its To and Cc
   * @param home somebody inside, for an organisation that has not named its domains
   */
  public Exposure exposure(List<Address> shown, Optional<Address> home, Circles circles) {
    Map<Address, Address> visible = new LinkedHashMap<>();
    for (Address address : shown) {
      if (!organisation.isInside(address, home)) {
        visible.putIfAbsent(address.person(), address);
      }
    }
    return exposure(visible, circles);
  }

  private static Map<Address, Address> visible(Map<Address, Reader> readers) {
    Map<Address, Address> visible = new LinkedHashMap<>();
    readers.forEach(
        (person, reader) -> {
          if (reader.isVisible() && reader.relation().isOutside()) {
            visible.put(person, reader.address());
          }
        });
    return visible;
  }

  /**
   * @param visible person to address as written
   */
  private Exposure exposure(Map<Address, Address> visible, Circles circles) {
    Map<Address, Set<Address>> known = acquaintances(visible.keySet(), circles);
    List<Address> unknownToAll = new ArrayList<>();
    List<Address> partlyKnown = new ArrayList<>();
    visible.forEach(
        (person, asWritten) -> {
          int others = known.getOrDefault(person, Set.of(person)).size();
          if (others < visible.size()) {
            (others == 1 ? unknownToAll : partlyKnown).add(asWritten);
          }
        });
    List<Address> exposed = new ArrayList<>(unknownToAll);
    exposed.addAll(partlyKnown);
    return new Exposure(List.copyOf(visible.values()), exposed, unknownToAll.size());
  }

  /** For each person whom somebody knows: everyone they know, themselves included. */
  private Map<Address, Set<Address>> acquaintances(Set<Address> visible, Circles circles) {
    Map<String, Set<Address>> colleagues = new HashMap<>();
    for (Address person : visible) {
      home(person)
          .ifPresent(home -> colleagues.computeIfAbsent(home, _ -> new HashSet<>()).add(person));
    }
    Map<Address, Set<Address>> known = new HashMap<>();
    for (Set<Address> house : colleagues.values()) {
      for (Address person : house) {
        known.put(person, house);
      }
    }
    for (Address person : visible) {
      Set<Address> friends = circles.knownTo(person);
      if (!friends.isEmpty()) {
        Set<Address> wider = new HashSet<>(known.getOrDefault(person, Set.of(person)));
        friends.stream().filter(visible::contains).forEach(wider::add);
        known.put(person, wider);
      }
    }
    return known;
  }

  /** The organisation that an outside person belongs to; nobody's at a freemail domain. */
  private Optional<String> home(Address person) {
    Optional<String> partner = partner(person);
    if (partner.isPresent()) {
      return partner.map(name -> "partner " + name);
    }
    return organisation.isFreemail(person.domain())
        ? Optional.empty()
        : Optional.of(person.domain().name());
  }

  /**
   * The partner that somebody belongs to: by their own line in the directory (the only way at a
   * freemail domain), else by their domain.
   */
  private Optional<String> partner(Address address) {
    return directory
        .find(address)
        .filter(entry -> entry.kind() == Directory.Kind.PARTNER)
        .map(Directory.Entry::name)
        .or(() -> directory.partner(address.domain()));
  }
}
