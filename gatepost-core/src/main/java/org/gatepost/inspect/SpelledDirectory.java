package org.gatepost.inspect;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.gatepost.audience.Directory;
import org.gatepost.correspondence.Closeness;
import org.gatepost.correspondence.Confusables;
import org.gatepost.mail.Address;
import org.gatepost.mail.Domain;

/**
 * The directory's addresses, found by addresses that are spelled alike. Addresses of one domain are
 * compared with those of nearly the same length only.
 */
final class SpelledDirectory {
  private static final int LONGEST = 64;

  private final Map<Shelf, List<Address>> byLength = new HashMap<>();
  private final Map<String, List<Address>> byLocalPart = new HashMap<>();
  private final Map<String, List<Address>> byLook = new HashMap<>();

  private final Directory spelled;

  private record Shelf(Domain domain, int length) {}

  SpelledDirectory(Directory directory) {
    this.spelled = directory.snapshot();
    for (Directory.Kind kind : Directory.Kind.values()) {
      for (Directory.Entry entry : spelled.all(kind)) {
        Address person = entry.address().person();
        String local = person.localPart();
        if (local.length() <= LONGEST) {
          byLength
              .computeIfAbsent(new Shelf(person.domain(), local.length()), _ -> new ArrayList<>())
              .add(person);
          byLocalPart.computeIfAbsent(local, _ -> new ArrayList<>(1)).add(person);
          byLook.computeIfAbsent(Confusables.skeleton(person), _ -> new ArrayList<>(1)).add(person);
        }
      }
    }
  }

  /** True as long as the directory says what it said when this was made. */
  boolean isOf(Directory directory) {
    return spelled.equals(directory.snapshot());
  }

  /** Others that are one slip away, or have the same local part at another domain. */
  Set<Address> near(Address person) {
    Set<Address> near = new LinkedHashSet<>();
    String local = person.localPart();
    if (local.length() > LONGEST) {
      return near;
    }
    near.addAll(byLook.getOrDefault(Confusables.skeleton(person), List.of()));
    near.addAll(byLocalPart.getOrDefault(local, List.of()));
    for (int length = local.length() - 1; length <= local.length() + 1; length++) {
      for (Address other : byLength.getOrDefault(new Shelf(person.domain(), length), List.of())) {
        if (Closeness.slips(local, other.localPart(), 1) == 1) {
          near.add(other);
        }
      }
    }
    near.remove(person);
    return near;
  }
}
