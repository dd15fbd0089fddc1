package org.gatepost.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.gatepost.delivery.Delivery.Kind;
import org.gatepost.delivery.Delivery.Result;
import org.gatepost.delivery.Delivery.Status;
import org.gatepost.mail.Address;
import org.gatepost.mail.Content;
import org.gatepost.mail.Envelope;
import org.gatepost.mail.IdentitySource;
import org.gatepost.mail.ReversePath;

/** A ledger under test. It is empty when a test begins. */
public abstract class LedgerTrial {
  protected static final Instant NOW = Instant.parse("2026-06-01T10:00:00Z");

  protected static final Duration LEASE = Duration.ofMinutes(5);

  protected static final Address ANNA = Address.of("anna@post.example");

  protected static final Address BERT = Address.of("bert@post.example");

  protected static final IdentitySource IDS = new IdentitySource(() -> NOW, new SecureRandom());

  protected final Map<UUID, Delivery> leased = new HashMap<>();

  protected abstract Ledger ledger();

  protected List<Delivery> lease(String worker, Instant now) {
    List<Delivery> all = ledger().lease(worker, 100, LEASE, now);
    all.forEach(delivery -> leased.put(delivery.id(), delivery));
    return all;
  }

  /** Begins a delivery as it was leased last. */
  protected boolean begin(UUID id, String worker, Instant now) {
    return ledger().begin(Objects.requireNonNull(leased.get(id)), worker, now);
  }

  protected void attempt(UUID id, Result... results) {
    attemptUntil(id, NOW, results);
  }

  protected void attemptUntil(UUID id, Instant next, Result... results) {
    lease("w", NOW);
    assertThat(begin(id, "w", NOW)).isTrue();
    settle(id, Optional.of(next), results);
  }

  /** Settles the attempt that began from the last lease. */
  protected void settle(UUID id, Optional<Instant> next, Result... results) {
    int attempt = 1 + Objects.requireNonNull(leased.get(id)).attempts();
    assertThat(ledger().settle(id, attempt, List.of(results), next, List.of(), NOW)).isTrue();
  }

  protected boolean settle(UUID id, int attempt, Result... results) {
    return ledger().settle(id, attempt, List.of(results), Optional.of(NOW), List.of(), NOW);
  }

  protected static Result result(Address recipient, Status status) {
    return new Result(recipient, status, "250 ok", false);
  }

  protected UUID post(Address... to) {
    return post(IDS.next(), to);
  }

  protected UUID post(UUID hold, Address... to) {
    Ledger.Posted posted = posted(to);
    ledger().post(posted, Optional.of(hold), NOW);
    return posted.order().id();
  }

  protected static Ledger.Posted posted(Address... to) {
    return new Ledger.Posted(
        new Delivery.Order(
            IDS.next(),
            Kind.AS_IS,
            Envelope.of(ReversePath.of(Address.of("hanna@city.example")), List.of(to)),
            IDS.next()),
        Content.of("Hello\r\n".getBytes(StandardCharsets.UTF_8)));
  }
}
