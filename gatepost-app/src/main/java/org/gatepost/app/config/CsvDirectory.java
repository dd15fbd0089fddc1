package org.gatepost.app.config;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.gatepost.audience.Directory;
import org.gatepost.mail.Address;
import org.gatepost.mail.Domain;

/**
 * The directory as CSV files give it. A partner's domains cover their sub-domains; a partner listed
 * by an address at a freemail domain is that address alone.
 */
final class CsvDirectory implements Directory {
  /**
   * One line.
   *
   * @param address empty for a partner given as a domain
   * @param domain the partner's domain, or the address's
   */
  record Row(Optional<Address> address, Domain domain, String name, Kind kind, String note) {}

  private final Map<Address, Entry> entries = new HashMap<>();
  private final Map<Kind, List<Entry>> byKind = new EnumMap<>(Kind.class);
  private final Map<Domain, String> partners = new HashMap<>();

  CsvDirectory(List<Row> rows, Set<Domain> freemail) {
    for (Row row : rows) {
      row.address()
          .map(address -> new Entry(address, row.name(), row.kind(), row.note()))
          .ifPresent(
              entry -> {
                entries.put(entry.address().person(), entry);
                byKind.computeIfAbsent(row.kind(), _ -> new ArrayList<>()).add(entry);
              });
      if (row.kind() == Kind.PARTNER && !freemail.contains(row.domain())) {
        partners.put(row.domain(), row.name());
      }
    }
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
