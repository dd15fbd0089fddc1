package org.gatepost.audience;

import java.util.List;
import java.util.Optional;
import org.gatepost.mail.Address;
import org.gatepost.mail.Domain;

/** A directory of the lines that a test writes: address, name, kind. */
public final class WrittenDirectory implements Directory {
  private final List<Entry> entries;

  private WrittenDirectory(List<Entry> entries) {
    this.entries = entries;
  }

  public static WrittenDirectory of(Entry... entries) {
    return new WrittenDirectory(List.of(entries));
  }

  public static Entry line(String address, String name, Kind kind) {
    return new Entry(Address.of(address), name, kind, "");
  }

  @Override
  public Optional<Entry> find(Address address) {
    return entries.stream()
        .filter(entry -> entry.address().person().equals(address.person()))
        .findFirst();
  }

  @Override
  public Optional<String> partner(Domain domain) {
    return Optional.empty();
  }

  @Override
  public List<Entry> all(Kind kind) {
    return entries.stream().filter(entry -> entry.kind() == kind).toList();
  }
}
