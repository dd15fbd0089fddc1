package org.gatepost.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.gatepost.delivery.Delivery.Kind;
import org.gatepost.delivery.Delivery.Result;
import org.gatepost.delivery.Delivery.Status;
import org.gatepost.mail.Address;
import org.gatepost.mail.Content;
import org.gatepost.mail.Envelope;
import org.gatepost.mail.IdentitySource;
import org.gatepost.mail.MailParameters;
import org.gatepost.mail.MailParameters.BodyType;
import org.gatepost.mail.Recipient;
import org.gatepost.mail.ReversePath;
import org.junit.jupiter.api.Test;

/** What every ledger promises. The ledger is empty when a test begins. */
public abstract class LedgerContract {
  protected static final Instant NOW = Instant.parse("2026-06-01T10:00:00Z");
  private static final Duration LEASE = Duration.ofMinutes(5);
  private static final Address ANNA = Address.of("anna@post.example");
  private static final Address BERT = Address.of("bert@post.example");
  private static final IdentitySource IDS = new IdentitySource(() -> NOW, new SecureRandom());

  private final Map<UUID, Delivery> leased = new HashMap<>();

  protected abstract Ledger ledger();

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
  protected void anAttemptIsBegunOnceAndCounted() {
    UUID id = post(ANNA);
    lease("w", NOW);

    assertThat(begin(id, "v", NOW)).isFalse();
    assertThat(begin(id, "w", NOW)).isTrue();
    assertThat(begin(id, "w", NOW)).isFalse();
    settle(id, Optional.of(NOW), result(ANNA, Status.QUEUED));
    assertThat(lease("w", NOW).getFirst().attempts()).isEqualTo(1);
  }

  @Test
  protected void whoLostTheLeaseMustNotBegin() {
    UUID id = post(ANNA);
    lease("w", NOW);

    assertThat(begin(id, "w", NOW.plus(LEASE))).isFalse();
    ledger().recover(Optional.empty(), NOW.plus(LEASE));
    assertThat(begin(id, "w", NOW.plus(LEASE))).isFalse();
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
  protected void whatWasSentIsDone() {
    UUID hold = IDS.next();
    UUID id = post(hold, ANNA);
    attempt(id, result(ANNA, Status.SENT));

    assertThat(lease("w", NOW.plus(Duration.ofDays(9)))).isEmpty();
    assertThat(ledger().nextDue()).isEmpty();
    assertThat(ledger().progress(hold))
        .containsExactly(
            new Delivery.Progress(
                id, Kind.AS_IS, ANNA, Status.SENT, "250 ok", 1, false, Optional.of(NOW)));
  }

  @Test
  protected void onlyOpenRecipientsAreTriedAgainAndAtTheirTime() {
    UUID id = post(ANNA, BERT);
    Instant later = NOW.plusSeconds(900);
    lease("w", NOW);
    begin(id, "w", NOW);
    settle(id, Optional.of(later), result(ANNA, Status.SENT), result(BERT, Status.QUEUED));

    assertThat(ledger().nextDue()).contains(later);
    assertThat(lease("w", later.minusMillis(1))).isEmpty();
    Delivery again = lease("w", later).getFirst();
    assertThat(again.recipients()).containsExactly(BERT);
    assertThat(again.inDoubt()).isFalse();
  }

  @Test
  protected void recipientsThatWereNotTriedStayOpen() {
    UUID id = post(ANNA, BERT);
    attempt(id, result(ANNA, Status.FAILED));

    assertThat(lease("w", NOW).getFirst().recipients()).containsExactly(BERT);
  }

  @Test
  protected void aSettledRecipientStaysAsItIs() {
    UUID hold = IDS.next();
    UUID id = post(hold, ANNA);
    attempt(id, result(ANNA, Status.SENT));
    assertThat(settle(id, 1, result(ANNA, Status.QUEUED))).isTrue();

    assertThat(lease("w", NOW)).isEmpty();
    assertThat(ledger().progress(hold).getFirst().status()).isEqualTo(Status.SENT);
  }

  @Test
  protected void aLostAnswerLeavesTheDeliveryInDoubtForGood() {
    UUID hold = IDS.next();
    UUID id = post(hold, ANNA);
    attempt(id, new Result(ANNA, Status.QUEUED, "no answer", true));
    assertThat(lease("w", NOW).getFirst().inDoubt()).isTrue();
    begin(id, "w", NOW);
    settle(id, Optional.of(NOW), result(ANNA, Status.QUEUED));

    assertThat(lease("w", NOW).getFirst().inDoubt()).isTrue();
    assertThat(ledger().progress(hold).getFirst().inDoubt()).isTrue();
  }

  @Test
  protected void reportsAreOwedWithTheOutcome() {
    UUID hold = IDS.next();
    UUID id = post(hold, ANNA);
    lease("w", NOW);
    begin(id, "w", NOW);
    Ledger.Posted report = posted(BERT);
    ledger()
        .settle(
            id, 1, List.of(result(ANNA, Status.FAILED)), Optional.empty(), List.of(report), NOW);

    Delivery owed = lease("w", NOW).getFirst();
    assertThat(owed.id()).isEqualTo(report.order().id());
    assertThat(owed.hold()).contains(hold);
  }

  @Test
  protected void anOutcomeThatIsWrittenDownTwiceHasOneReport() {
    UUID id = post(ANNA);
    lease("w", NOW);
    begin(id, "w", NOW);
    List<Result> failed = List.of(result(ANNA, Status.FAILED));
    ledger().settle(id, 1, failed, Optional.empty(), List.of(posted(BERT)), NOW);
    ledger().settle(id, 1, failed, Optional.empty(), List.of(posted(BERT)), NOW);

    assertThat(lease("w", NOW)).hasSize(1);
  }

  @Test
  protected void afterACrashOnlyWhatWasBegunIsInDoubt() {
    UUID untouched = post(ANNA);
    UUID begun = post(BERT);
    lease("w", NOW);
    begin(begun, "w", NOW);

    assertThat(ledger().recover(Optional.of("w"), NOW)).isOne();

    Set<UUID> doubtful = new HashSet<>();
    Set<UUID> sure = new HashSet<>();
    lease("v", NOW).forEach(one -> (one.inDoubt() ? doubtful : sure).add(one.id()));
    assertThat(doubtful).containsExactly(begun);
    assertThat(sure).containsExactly(untouched);
  }

  @Test
  protected void recoveryLeavesOthersLeasesAlone() {
    UUID id = post(ANNA);
    lease("other", NOW);
    begin(id, "other", NOW);

    assertThat(ledger().recover(Optional.of("w"), NOW)).isZero();
    assertThat(lease("w", NOW)).isEmpty();
    assertThat(ledger().recover(Optional.of("w"), NOW.plus(LEASE))).isOne();
  }

  @Test
  protected void whatAWorkerLearntAfterItsLeaseEndedStillCounts() {
    UUID id = post(ANNA);
    lease("w", NOW);
    begin(id, "w", NOW);
    ledger().recover(Optional.empty(), NOW.plus(LEASE));
    lease("v", NOW.plus(LEASE));
    assertThat(settle(id, 1, result(ANNA, Status.SENT))).isTrue();

    assertThat(begin(id, "v", NOW.plus(LEASE))).isFalse();
    assertThat(lease("v", NOW.plus(LEASE))).isEmpty();
  }

  @Test
  protected void onceALaterAttemptHasBegunTheEarlierOneCountsNoMore() {
    UUID hold = IDS.next();
    UUID id = post(hold, ANNA, BERT);
    lease("w", NOW);
    begin(id, "w", NOW);
    ledger().recover(Optional.empty(), NOW.plus(LEASE));
    lease("v", NOW.plus(LEASE));
    assertThat(begin(id, "v", NOW.plus(LEASE))).isTrue();
    List<Delivery.Progress> before = ledger().progress(hold);

    List<Result> late = List.of(result(ANNA, Status.FAILED), result(BERT, Status.QUEUED));
    assertThat(
            ledger().settle(id, 1, late, Optional.of(NOW), List.of(posted(BERT)), NOW.plus(LEASE)))
        .isFalse();

    assertThat(ledger().progress(hold)).isEqualTo(before);
    assertThat(lease("u", NOW.plus(LEASE))).isEmpty();
    assertThat(settle(id, 2, result(ANNA, Status.SENT), result(BERT, Status.SENT))).isTrue();
    assertThat(ledger().progress(hold))
        .extracting(Delivery.Progress::status)
        .containsOnly(Status.SENT);
    assertThat(settle(id, 1, result(ANNA, Status.FAILED))).isFalse();
    assertThat(lease("u", NOW.plus(LEASE))).isEmpty();
  }

  @Test
  protected void onlyWhatWasLeasedIsBegun() {
    UUID id = post(ANNA, BERT);
    Delivery stale = lease("w", NOW).getFirst();
    begin(id, "w", NOW);
    settle(id, Optional.of(NOW), result(ANNA, Status.QUEUED), result(BERT, Status.QUEUED));
    Delivery fresh = lease("w", NOW).getFirst();

    assertThat(ledger().begin(stale, "w", NOW)).isFalse();
    assertThat(ledger().begin(fresh, "w", NOW)).isTrue();
  }

  @Test
  protected void whoHasTheLeaseDoesNotBeginWhatWasSettledSince() {
    UUID id = post(ANNA, BERT);
    lease("w", NOW);
    begin(id, "w", NOW);
    ledger().recover(Optional.empty(), NOW.plus(LEASE));
    Delivery stale = lease("w", NOW.plus(LEASE)).getFirst();
    settle(id, 1, result(ANNA, Status.SENT), result(BERT, Status.QUEUED));
    Delivery fresh = lease("w", NOW.plus(LEASE)).getFirst();

    assertThat(stale.attempts()).isEqualTo(fresh.attempts());
    assertThat(ledger().begin(stale, "w", NOW.plus(LEASE))).isFalse();
    assertThat(ledger().begin(fresh, "w", NOW.plus(LEASE))).isTrue();
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

  private List<Delivery> lease(String worker, Instant now) {
    List<Delivery> all = ledger().lease(worker, 100, LEASE, now);
    all.forEach(delivery -> leased.put(delivery.id(), delivery));
    return all;
  }

  /** Begins a delivery as it was leased last. */
  private boolean begin(UUID id, String worker, Instant now) {
    return ledger().begin(Objects.requireNonNull(leased.get(id)), worker, now);
  }

  private void attempt(UUID id, Result... results) {
    attemptUntil(id, NOW, results);
  }

  private void attemptUntil(UUID id, Instant next, Result... results) {
    lease("w", NOW);
    assertThat(begin(id, "w", NOW)).isTrue();
    settle(id, Optional.of(next), results);
  }

  /** Settles the attempt that began from the last lease. */
  private void settle(UUID id, Optional<Instant> next, Result... results) {
    int attempt = 1 + Objects.requireNonNull(leased.get(id)).attempts();
    assertThat(ledger().settle(id, attempt, List.of(results), next, List.of(), NOW)).isTrue();
  }

  private boolean settle(UUID id, int attempt, Result... results) {
    return ledger().settle(id, attempt, List.of(results), Optional.of(NOW), List.of(), NOW);
  }

  private static Result result(Address recipient, Status status) {
    return new Result(recipient, status, "250 ok", false);
  }

  private UUID post(Address... to) {
    return post(IDS.next(), to);
  }

  private UUID post(UUID hold, Address... to) {
    Ledger.Posted posted = posted(to);
    ledger().post(posted, Optional.of(hold), NOW);
    return posted.order().id();
  }

  private static Ledger.Posted posted(Address... to) {
    return new Ledger.Posted(
        new Delivery.Order(
            IDS.next(),
            Kind.AS_IS,
            Envelope.of(ReversePath.of(Address.of("hanna@city.example")), List.of(to)),
            IDS.next()),
        Content.of("Hello\r\n".getBytes(StandardCharsets.UTF_8)));
  }
}
