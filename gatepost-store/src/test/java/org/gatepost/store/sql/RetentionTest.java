package org.gatepost.store.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.gatepost.delivery.Delivery;
import org.gatepost.hold.Hold;
import org.gatepost.hold.HoldState;
import org.gatepost.hold.Holds;
import org.gatepost.hold.Spool;
import org.gatepost.store.SharedStore;
import org.gatepost.store.Store;
import org.gatepost.store.crash.AuditEntries;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RetentionTest {
  private static final Instant LATER = Holds.NOW.plus(Duration.ofDays(1));

  private final Store store = SharedStore.store();

  @BeforeEach
  void emptyTables() {
    SharedStore.clear();
  }

  private Hold held() {
    Spool.Intake intake = Holds.intake("key-" + Holds.id(), Holds.families(0, 2), List.of());
    store
        .spool()
        .take(
            new Spool.Intake(
                intake.hold(),
                intake.joinKey(),
                intake.content(),
                Optional.empty(),
                intake.patience(),
                _ -> Optional.empty()));
    return intake.hold();
  }

  private void release(Hold hold) {
    store
        .spool()
        .resolve(
            hold,
            Holds.resolution(HoldState.RELEASED),
            List.of(
                new Delivery.Order(
                    Holds.id(), Delivery.Kind.AS_IS, hold.envelope(), hold.content())),
            List.of(),
            Optional.empty());
  }

  private void deliver() {
    Instant now = Holds.NOW.plusSeconds(120);
    for (Delivery delivery : store.ledger().lease("w", 10, Duration.ofMinutes(5), now)) {
      store.ledger().begin(delivery, "w", now);
      store
          .ledger()
          .settle(
              delivery.id(),
              1,
              delivery.recipients().stream()
                  .map(to -> new Delivery.Result(to, Delivery.Status.SENT, "250 ok", false))
                  .toList(),
              Optional.empty(),
              List.of(),
              now);
    }
  }

  private boolean isStored(Hold hold) {
    try (var content = store.ledger().open(hold.content())) {
      return content.size() > 0;
    } catch (IllegalStateException gone) {
      return false;
    }
  }

  @Test
  void whatIsHeldStaysHoweverOldItIs() {
    Hold hold = held();
    store.retention().purge(LATER, LATER);
    assertThat(isStored(hold)).isTrue();
    assertThat(store.spool().find(hold.id())).isPresent();
  }

  @Test
  void whatIsStillOwedStays() {
    Hold hold = held();
    release(hold);
    store.retention().purge(LATER, LATER);
    assertThat(isStored(hold)).isTrue();
    assertThat(store.ledger().progress(hold.id())).hasSize(2);
  }

  @Test
  void contentEndsBeforeTheRecordOfIt() {
    Hold hold = held();
    release(hold);
    deliver();
    store.retention().purge(LATER, Holds.NOW);

    assertThat(isStored(hold)).isFalse();
    assertThatThrownBy(() -> store.ledger().open(hold.content()))
        .isInstanceOf(IllegalStateException.class);
    assertThat(store.spool().find(hold.id())).isPresent();
    assertThat(store.ledger().progress(hold.id())).hasSize(2);
  }

  @Test
  void whatEndedLaterStays() {
    Hold hold = held();
    release(hold);
    deliver();
    store.retention().purge(Holds.NOW, Holds.NOW);
    assertThat(isStored(hold)).isTrue();
  }

  @Test
  void recordsEndWithAllThatBelongsToThem() {
    Hold hold = held();
    release(hold);
    deliver();
    UUID entry = Holds.id();
    store.audit().judged(AuditEntries.entry(entry));
    store
        .outbox()
        .keep(Holds.id(), Holds.envelope(Holds.families(0, 1)), Holds.content("x"), Holds.NOW);

    Retention.Removed removed = store.retention().purge(LATER, LATER);

    assertThat(removed).isEqualTo(new Retention.Removed(2, 1, 1, 1));
    assertThat(store.spool().find(hold.id())).isEmpty();
    assertThat(store.ledger().progress(hold.id())).isEmpty();
    assertThat(store.audit().find(entry)).isEmpty();
    assertThat(store.outbox().count()).isZero();
  }
}
