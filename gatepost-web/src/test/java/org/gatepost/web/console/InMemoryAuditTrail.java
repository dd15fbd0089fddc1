package org.gatepost.web.console;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.gatepost.gate.AuditTrail;
import org.gatepost.mail.Address;

/** Judged mail in memory, newest first. */
final class InMemoryAuditTrail implements AuditTrail {
  private final List<Recorded> rows = new ArrayList<>();

  synchronized void add(Recorded row) {
    rows.addFirst(row);
  }

  @Override
  public void judged(Entry entry) {
    throw new UnsupportedOperationException("The console judges nothing.");
  }

  @Override
  public void outcome(UUID entry, Outcome outcome, String reply) {
    throw new UnsupportedOperationException("The console judges nothing.");
  }

  @Override
  public synchronized List<Recorded> search(Query query) {
    boolean reached = query.before().isEmpty();
    List<Recorded> found = new ArrayList<>();
    for (Recorded row : rows) {
      if (reached && matches(row, query) && found.size() < query.most()) {
        found.add(row);
      }
      reached = reached || row.id().equals(query.before().orElse(null));
    }
    return found;
  }

  private static boolean matches(Recorded row, Query query) {
    return query.person().map(person -> belongs(row, person)).orElse(true)
        && query.verdict().map(row.verdict()::equals).orElse(true)
        && query.from().map(from -> !row.at().isBefore(from)).orElse(true)
        && query.to().map(to -> row.at().isBefore(to)).orElse(true)
        && query.text().map(text -> holds(row, text)).orElse(true);
  }

  private static boolean belongs(Recorded row, Address person) {
    return Address.parse(row.sender()).map(person::equals).orElse(false)
        || row.authenticated().map(person::equals).orElse(false);
  }

  private static boolean holds(Recorded row, String text) {
    String looked = text.toLowerCase(Locale.ROOT);
    return row.sender().toLowerCase(Locale.ROOT).contains(looked)
        || row.messageId().map(text::equals).orElse(false)
        || row.recipients().stream()
            .anyMatch(line -> line.address().toLowerCase(Locale.ROOT).contains(looked));
  }

  @Override
  public synchronized Optional<Recorded> find(UUID entry) {
    return rows.stream().filter(row -> row.id().equals(entry)).findFirst();
  }
}
