package org.gatepost.correspondence;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.gatepost.correspondence.CaseFile.Party;
import org.gatepost.mail.Address;

/** Who took part under which case reference. */
final class CaseMemory {
  private final Predicate<Address> inside;
  private final Map<CaseReference, Folder> folders = new HashMap<>();

  CaseMemory(Predicate<Address> inside) {
    this.inside = inside;
  }

  private static final class Folder {
    private final Map<Address, Party> parties = new HashMap<>(4);
    private int messages;
    private boolean complete = true;
    private Instant last = Instant.MIN;

    void take(Address person, Party did) {
      if (parties.size() < CaseFile.MOST_PARTIES || parties.containsKey(person)) {
        parties.merge(person, did, Folder::sum);
      } else {
        complete = false;
      }
      last = did.last().isAfter(last) ? did.last() : last;
    }

    private static Party sum(Party one, Party other) {
      return new Party(
          one.writtenTo() + other.writtenTo(),
          one.wrote() + other.wrote(),
          one.last().isAfter(other.last()) ? one.last() : other.last());
    }
  }

  void learn(Exchange exchange, Address from, List<Address> to) {
    for (CaseReference reference : exchange.cases()) {
      if (inside.test(from)) {
        Folder folder = folders.computeIfAbsent(reference, _ -> new Folder());
        folder.messages++;
        folder.take(from, new Party(0, 1, exchange.when()));
        to.forEach(person -> folder.take(person, new Party(1, 0, exchange.when())));
      } else {
        Folder folder = folders.get(reference);
        // Anybody can write a reference: only an answer in the case counts, and brings in nobody.
        if (folder != null && folder.parties.containsKey(from)) {
          folder.messages++;
          folder.take(from, new Party(0, 1, exchange.when()));
        }
      }
    }
  }

  Map<CaseReference, CaseFile> find(Set<CaseReference> references) {
    Map<CaseReference, CaseFile> found = new HashMap<>();
    for (CaseReference reference : references) {
      Folder folder = folders.get(reference);
      if (folder != null) {
        found.put(reference, new CaseFile(folder.messages, folder.parties, folder.complete));
      }
    }
    return found;
  }

  long forgetBefore(Instant then) {
    long before = folders.size();
    folders.values().removeIf(folder -> folder.last.isBefore(then));
    return before - folders.size();
  }

  long erase(Address person) {
    return folders.values().stream()
        .filter(folder -> folder.parties.remove(person) != null)
        .count();
  }
}
