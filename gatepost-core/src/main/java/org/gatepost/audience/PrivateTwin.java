package org.gatepost.audience;

import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.gatepost.audience.Directory.Entry;
import org.gatepost.audience.Directory.Kind;
import org.gatepost.audience.Readership.MailingList;
import org.gatepost.audience.Readership.Openness;
import org.gatepost.mail.Address;
import org.gatepost.mail.Domain;

/**
 * The private address that somebody most likely meant who wrote to a public list: the same name at
 * the domain above it, or the queue or role of the directory with the nearest name. Only addresses
 * that somebody wrote down are given, and none that leads to a public list itself.
 */
public final class PrivateTwin {
  private static final double SAME_LOCAL_PART = 1.0;
  private static final double SAME_NAME = 0.9;
  private static final double LOCAL_PART = 0.8;
  private static final double NAME = 0.7;

  /** One word of two in common is enough at a domain above or below the list's. */
  private static final double ENOUGH = 0.2;

  private final Directory directory;
  private final Readerships readerships;

  public PrivateTwin(Directory directory, Readerships readerships) {
    this.directory = directory;
    this.readerships = readerships;
  }

  /** A candidate, and how near it is, from 0 to 1. */
  private record Candidate(Address address, double nearness) {}

  /**
   * The likely one.
   *
   * @param written what the sender wrote: the list or an alias of it
   */
  public Optional<Address> of(Address written, MailingList list, Optional<Address> sender) {
    Stream<Candidate> above =
        domainsAbove(list.address().domain()).stream()
            .map(domain -> new Address(list.address().person().localPart(), domain))
            .filter(address -> readerships.isWrittenDown(address, sender))
            .map(address -> new Candidate(address, SAME_LOCAL_PART));
    Stream<Candidate> desks =
        Stream.of(Kind.QUEUE, Kind.ROLE)
            .flatMap(kind -> directory.all(kind).stream())
            .map(entry -> new Candidate(entry.address(), nearness(entry, list)));
    return Stream.concat(above, desks)
        .filter(candidate -> candidate.nearness() >= ENOUGH)
        .filter(candidate -> !candidate.address().person().equals(written.person()))
        .sorted(
            Comparator.comparingDouble(Candidate::nearness)
                .reversed()
                .thenComparing(candidate -> candidate.address().toString()))
        .map(Candidate::address)
        .filter(address -> isPrivate(address, sender))
        .findFirst();
  }

  private boolean isPrivate(Address address, Optional<Address> sender) {
    return switch (readerships.of(address, sender)) {
      case MailingList list -> list.openness() == Openness.MEMBERS;
      case Readership.OnePerson _, Readership.RoleMailbox _ -> true;
      case Readership.Several several -> several.complete();
    };
  }

  private static double nearness(Entry entry, MailingList list) {
    Address address = entry.address().person();
    Address other = list.address().person();
    if (address.localPart().equals(other.localPart())) {
      return SAME_LOCAL_PART;
    }
    Set<String> name = words(entry.name());
    if (!name.isEmpty() && name.equals(words(list.name()))) {
      return SAME_NAME;
    }
    boolean neighbours =
        address.domain().isWithin(other.domain()) || other.domain().isWithin(address.domain());
    if (!neighbours) {
      return 0;
    }
    return Math.max(
        LOCAL_PART * common(words(address.localPart()), words(other.localPart())),
        NAME * common(name, words(list.name())));
  }

  /** Shared words as a part of all (Jaccard). */
  private static double common(Set<String> one, Set<String> other) {
    Set<String> all = new HashSet<>(one);
    all.addAll(other);
    Set<String> shared = new HashSet<>(one);
    shared.retainAll(other);
    return all.isEmpty() ? 0 : (double) shared.size() / all.size();
  }

  private static Set<String> words(String text) {
    return Arrays.stream(text.toLowerCase(Locale.ROOT).split("[^\\p{L}\\p{N}]+"))
        .filter(word -> !word.isEmpty())
        .collect(Collectors.toSet());
  }

  private static List<Domain> domainsAbove(Domain domain) {
    List<Domain> above = new java.util.ArrayList<>();
    String name = domain.name();
    int dot = name.indexOf('.');
    while (dot >= 0 && name.indexOf('.', dot + 1) >= 0) {
      name = name.substring(dot + 1);
      above.add(Domain.of(name));
      dot = name.indexOf('.');
    }
    return above;
  }
}
