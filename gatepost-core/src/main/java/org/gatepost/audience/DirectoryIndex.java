package org.gatepost.audience;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.gatepost.mail.Address;
import org.gatepost.mail.Domain;

/**
 * A directory in memory: each look-up is one step, however many lines there are. Immutable, so that
 * a new one takes an old one's place at once.
 */
public final class DirectoryIndex implements Directory {
  private final Map<Address, Entry> entries = new LinkedHashMap<>();
  private final Map<Kind, List<Entry>> byKind = new EnumMap<>(Kind.class);
  private final Map<Domain, String> partners;

  /**
   * @param lines of two about one person the first counts
   * @param partners names of partner organisations by domain; sub-domains belong to them
   */
  public DirectoryIndex(List<Entry> lines, Map<Domain, String> partners) {
    lines.forEach(line -> entries.putIfAbsent(line.address().person(), line));
    entries
        .values()
        .forEach(entry -> byKind.computeIfAbsent(entry.kind(), _ -> new ArrayList<>()).add(entry));
    this.partners = Map.copyOf(partners);
  }

  /**
   * Lines alone: the domain of a partner's address stands for the partner, unless it is a freemail
   * domain.
   */
  public static DirectoryIndex of(List<Entry> lines, Set<Domain> freemail) {
    Map<Domain, String> partners = new HashMap<>();
    for (Entry line : lines) {
      Domain domain = line.address().domain();
      if (line.kind() == Kind.PARTNER && !line.name().isEmpty() && !freemail.contains(domain)) {
        partners.putIfAbsent(domain, line.name());
      }
    }
    return new DirectoryIndex(lines, partners);
  }

  /**
   * Several directories as one. Of two that know an address, a settled word counts more than one
   * that is not, else the earlier directory's; a name and a number of readers that it leaves out
   * come from the next.
   */
  public static DirectoryIndex layered(List<DirectoryIndex> directories) {
    Map<Address, Entry> all = new LinkedHashMap<>();
    Map<Domain, String> partners = new HashMap<>();
    for (DirectoryIndex directory : directories) {
      directory.entries.forEach((person, line) -> all.merge(person, line, DirectoryIndex::joined));
      directory.partners.forEach(partners::putIfAbsent);
    }
    return new DirectoryIndex(List.copyOf(all.values()), partners);
  }

  private static Entry joined(Entry first, Entry second) {
    Entry kept = second.settled() && !first.settled() ? second : first;
    String name = first.name().isEmpty() ? second.name() : first.name();
    String note = first.note().isEmpty() ? second.note() : first.note();
    OptionalInt readers = first.readers().isPresent() ? first.readers() : second.readers();
    return new Entry(kept.address(), name, kept.kind(), note, kept.settled(), readers);
  }

  /** Every line, in the order in which they were written. */
  public List<Entry> lines() {
    return List.copyOf(entries.values());
  }

  @Override
  public Optional<Entry> find(Address address) {
    return Optional.ofNullable(entries.get(address.person()));
  }

  @Override
  public List<Entry> all(Kind kind) {
    return List.copyOf(byKind.getOrDefault(kind, List.of()));
  }

  @Override
  public Optional<String> partner(Domain domain) {
    String name = domain.name();
    while (!name.isEmpty()) {
      String partner = partners.get(Domain.of(name));
      if (partner != null) {
        return Optional.of(partner);
      }
      int dot = name.indexOf('.');
      name = dot < 0 ? "" : name.substring(dot + 1);
    }
    return Optional.empty();
  }
}
