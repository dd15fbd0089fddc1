package org.gatepost.gate;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.gatepost.delivery.StorageUnavailableException;

/** Remembers what was written down, in the order of events. */
final class RecordingAudit implements AuditTrail {
  final List<Entry> entries = new ArrayList<>();
  final List<Outcome> outcomes = new ArrayList<>();
  final List<String> events;
  boolean available = true;

  RecordingAudit(List<String> events) {
    this.events = events;
  }

  @Override
  public void judged(Entry entry) {
    if (!available) {
      throw new StorageUnavailableException("stopped", new IOException("stopped"));
    }
    events.add("judged");
    entries.add(entry);
  }

  @Override
  public void outcome(UUID entry, Outcome outcome, String reply) {
    events.add("outcome");
    outcomes.add(outcome);
  }

  @Override
  public List<Recorded> search(Query query) {
    return List.of();
  }

  @Override
  public Optional<Recorded> find(UUID entry) {
    return Optional.empty();
  }
}
