package org.gatepost.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.gatepost.delivery.Delivery.Kind;
import org.gatepost.delivery.Delivery.Status;
import org.gatepost.mail.Address;
import org.gatepost.mail.Content;
import org.gatepost.mail.Envelope;
import org.gatepost.mail.MailParameters;
import org.gatepost.mail.MailParameters.BodyType;
import org.gatepost.mail.Recipient;
import org.gatepost.mail.ReversePath;
import org.junit.jupiter.api.Test;

/** What every ledger promises about posting and leasing. */
public abstract class LedgerContract extends LedgerTrial {
  @Test
  protected void whatWasPostedIsLeasedAsItWas() throws Exception {
    UUID hold = IDS.next();
    Ledger.Posted posted = posted(ANNA, BERT);
    ledger().post(posted, Optional.of(hold), NOW);

    assertThat(lease("w", NOW))
        .containsExactly(
            new Delivery(
                posted.order().id(),
                Optional.of(hold),
                Kind.AS_IS,
                posted.order().envelope(),
                posted.order().content(),
                NOW,
                0,
                false));
    try (Content stored = ledger().open(posted.order().content());
        var in = stored.open()) {
      assertThat(in.readAllBytes()).asString(StandardCharsets.UTF_8).isEqualTo("Hello\r\n");
    }
  }

  @Test
  protected void postingTheSameTwiceIsOnce() {
    Ledger.Posted posted = posted(ANNA);
    ledger().post(posted, Optional.empty(), NOW);
    ledger().post(posted, Optional.empty(), NOW);

    assertThat(lease("w", NOW)).hasSize(1);
  }

  @Test
  protected void unknownDeliveriesAndContentsAreRefused() {
    assertThatThrownBy(() -> ledger().open(IDS.next())).isInstanceOf(IllegalStateException.class);
    Delivery unknown =
        new Delivery(
            IDS.next(),
            Optional.empty(),
            Kind.AS_IS,
            posted(ANNA).order().envelope(),
            IDS.next(),
            NOW,
            0,
            false);
    assertThatThrownBy(() -> ledger().begin(unknown, "w", NOW))
        .isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(
            () -> ledger().settle(unknown.id(), 1, List.of(), Optional.empty(), List.of(), NOW))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  protected void aLeasedDeliveryIsNobodyElses() {
    post(ANNA);

    assertThat(lease("w", NOW)).hasSize(1);
    assertThat(lease("v", NOW)).isEmpty();
  }

  @Test
  protected void workersAtOnceNeverShareADelivery() throws Exception {
    for (int i = 0; i < 40; i++) {
      post(Address.of("p" + i + "@post.example"));
    }
    List<Callable<List<Delivery>>> calls = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      String worker = "w" + i;
      calls.add(() -> ledger().lease(worker, 5, LEASE, NOW));
    }
    List<UUID> taken = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Future<List<Delivery>> batch : threads.invokeAll(calls)) {
        batch.get().forEach(delivery -> taken.add(delivery.id()));
      }
    }
    lease("rest", NOW).forEach(delivery -> taken.add(delivery.id()));

    assertThat(taken).doesNotHaveDuplicates().hasSize(40);
  }

  @Test
  protected void aRenewedLeaseIsNotTakenForADeadWorkers() {
    UUID id = post(ANNA);
    lease("w", NOW);
    begin(id, "w", NOW);
    ledger().renew("v", Set.of(id), NOW.plus(LEASE).minusSeconds(1));
    ledger().renew("w", Set.of(id), NOW.plus(LEASE).minusSeconds(1));
    assertThat(ledger().recover(Optional.empty(), NOW.plus(LEASE))).isZero();
    assertThat(lease("v", NOW.plus(LEASE))).isEmpty();
    assertThat(ledger().recover(Optional.empty(), NOW.plus(LEASE).plus(LEASE))).isEqualTo(1);
  }

  @Test
  protected void nobodyRenewsAnothersLease() {
    UUID id = post(ANNA);
    lease("w", NOW);
    begin(id, "w", NOW);
    ledger().renew("v", Set.of(id), NOW.plus(LEASE).minusSeconds(1));
    assertThat(ledger().recover(Optional.empty(), NOW.plus(LEASE))).isEqualTo(1);
  }

  @Test
  protected void beginningStartsTheLeaseAnew() {
    UUID id = post(ANNA);
    lease("w", NOW);
    begin(id, "w", NOW.plusSeconds(200));

    assertThat(ledger().recover(Optional.empty(), NOW.plus(LEASE))).isZero();
    assertThat(ledger().recover(Optional.empty(), NOW.plusSeconds(200).plus(LEASE))).isOne();
  }

  @Test
  protected void everyWishInTheEnvelopeIsKept() {
    Envelope envelope =
        new Envelope(
            ReversePath.none(),
            new MailParameters(
                BodyType.EIGHT_BIT_MIME,
                true,
                OptionalLong.of(7),
                Optional.of("HDRS"),
                Optional.of("abc+3D")),
            List.of(
                new Recipient(
                    Address.of("\"odd \\\"one\"@post.example"),
                    Optional.of("NEVER"),
                    Optional.of("rfc822;odd"))));
    ledger()
        .post(
            new Ledger.Posted(
                new Delivery.Order(IDS.next(), Kind.REPORT, envelope, IDS.next()),
                Content.of(new byte[0])),
            Optional.empty(),
            NOW);

    assertThat(lease("w", NOW).getFirst().envelope()).isEqualTo(envelope);
  }

  @Test
  protected void theNextDueIsTheEarliest() {
    UUID id = post(ANNA);
    attemptUntil(id, NOW.plusSeconds(50), result(ANNA, Status.QUEUED));
    ledger().post(posted(BERT), Optional.empty(), NOW.plusSeconds(20));

    assertThat(ledger().nextDue()).contains(NOW.plusSeconds(20));
  }
}
