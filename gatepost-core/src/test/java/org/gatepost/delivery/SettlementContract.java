package org.gatepost.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.gatepost.delivery.Delivery.Kind;
import org.gatepost.delivery.Delivery.Result;
import org.gatepost.delivery.Delivery.Status;
import org.junit.jupiter.api.Test;

/** What every ledger promises about attempts and how they end. */
public abstract class SettlementContract extends LedgerTrial {
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
}
