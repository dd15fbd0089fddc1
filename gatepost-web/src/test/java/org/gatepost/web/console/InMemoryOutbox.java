package org.gatepost.web.console;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.gatepost.gate.Outbox;
import org.gatepost.mail.Address;
import org.gatepost.mail.Content;
import org.gatepost.mail.Envelope;
import org.gatepost.mail.Recipient;

/** A trial outbox in memory. */
final class InMemoryOutbox implements Outbox {
  private final List<Kept> kept = new ArrayList<>();
  private final Map<UUID, byte[]> contents = new LinkedHashMap<>();

  @Override
  public synchronized void keep(UUID id, Envelope envelope, Content content, Instant now) {
    byte[] octets;
    try (var in = content.open()) {
      octets = in.readAllBytes();
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
    contents.put(id, octets);
    String subject =
        new String(octets, StandardCharsets.UTF_8)
            .lines()
            .filter(line -> line.startsWith("Subject: "))
            .map(line -> line.substring(9))
            .findFirst()
            .orElse("");
    for (Recipient recipient : envelope.recipients()) {
      kept.addFirst(
          new Kept(
              id,
              envelope.reversePath().toString(),
              recipient.address(),
              subject,
              octets.length,
              now));
    }
  }

  @Override
  public synchronized List<Kept> list(
      Optional<Address> sender, Optional<String> text, Optional<Instant> before, int most) {
    return kept.stream()
        .filter(
            one ->
                sender.isEmpty()
                    || one.sender().equalsIgnoreCase(sender.get().toString())
                    || (one.sender().isEmpty()
                        && one.recipient().person().equals(sender.get().person())))
        .filter(
            one ->
                text.isEmpty()
                    || (one.sender() + " " + one.recipient() + " " + one.subject())
                        .toLowerCase(Locale.ROOT)
                        .contains(text.get().toLowerCase(Locale.ROOT)))
        .filter(one -> before.isEmpty() || one.at().isBefore(before.get()))
        .limit(most)
        .toList();
  }

  @Override
  public synchronized Optional<Kept> find(UUID id, Address recipient) {
    return kept.stream()
        .filter(one -> one.id().equals(id) && one.recipient().equals(recipient))
        .findFirst();
  }

  @Override
  public synchronized Optional<Content> open(UUID id) {
    return Optional.ofNullable(contents.get(id)).map(Content::of);
  }

  @Override
  public synchronized long count() {
    return kept.size();
  }
}
