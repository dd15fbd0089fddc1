package org.gatepost.hold;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gatepost.hold.Holds.NOW;
import static org.gatepost.hold.Holds.OWNER;
import static org.gatepost.hold.Holds.families;
import static org.gatepost.hold.Holds.intake;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.gatepost.delivery.Delivery.Kind;
import org.gatepost.mail.Address;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What every spool promises about further transactions of a message that is held. */
public abstract class JoiningContract extends SpoolTrial {
  @Test
  protected void aSecondTransactionOfTheSameMessageJoinsWithOneNotice() {
    Spool.Intake first = intake(key, families(0, 3), families(10, 12));
    Spool.Intake second = intake(key, families(2, 5), families(11, 13));
    spool().take(first);

    assertThat(spool().take(second)).isEqualTo(new Spool.Taken.Joined(first.hold().id(), false));

    assertThat(held(first)).isEqualTo(families(0, 5));
    assertThat(recipients(first.hold().id(), Kind.AS_IS)).isEqualTo(families(10, 13));
    assertThat(recipients(first.hold().id(), Kind.NOTICE)).hasSize(1);
    assertThat(spool().find(second.hold().id())).isEmpty();
  }

  @Test
  protected void aRetryOfTheSameTransactionChangesNothing() {
    Spool.Intake first = intake(key, families(0, 3), families(10, 12));
    spool().take(first);
    Optional<Hold> before = spool().find(first.hold().id());

    assertThat(spool().take(intake(key, families(0, 3), families(10, 12))))
        .isEqualTo(new Spool.Taken.Joined(first.hold().id(), false));

    assertThat(spool().find(first.hold().id())).isEqualTo(before);
    assertThat(recipients(first.hold().id(), Kind.AS_IS)).isEqualTo(families(10, 12));
  }

  @Test
  protected void whoIsOnTheWayAlreadyIsNotHeldByALaterTransaction() {
    Spool.Intake first = intake(key, families(0, 3), families(10, 12));
    spool().take(first);

    spool().take(intake(key, families(11, 14), List.of()));

    List<Address> expected = new ArrayList<>(families(0, 3));
    expected.addAll(families(12, 14));
    assertThat(held(first)).isEqualTo(expected);
  }

  @Test
  protected void theStricterWaitWinsWhenTransactionsJoin() {
    Spool.Intake timer = intake(key, families(0, 1), List.of());
    Hold window =
        Holds.hold(timer.hold(), Awaiting.TIMER, Optional.of(OWNER), NOW, NOW.plusSeconds(60));
    spool()
        .take(
            new Spool.Intake(
                window, key, timer.content(), Optional.empty(), Holds.PATIENCE, timer.notice()));

    Spool.Intake sender = intake(key, families(1, 2), List.of());
    spool().take(sender);

    Hold united = spool().find(window.id()).orElseThrow();
    assertThat(united.awaiting()).isEqualTo(Awaiting.SENDER);
    assertThat(united.dueAt()).isEqualTo(sender.hold().dueAt());
  }

  @ParameterizedTest
  @CsvSource({
    "TIMER, SPLIT, SENDER",
    "SPLIT, TIMER, SENDER",
    "SPLIT, SENDER, SENDER",
    "TIMER, SENDER, SENDER",
    "SPLIT, REVIEWER, REVIEWER",
    "SENDER, REVIEWER, REVIEWER"
  })
  protected void whoMustDecideOnlyNowIsToldAndHasTheTime(
      Awaiting first, Awaiting second, Awaiting decides) {
    List<Hold> told = new ArrayList<>();
    Spool.Intake earlier = waiting(first, families(0, 1), NOW, new ArrayList<>());
    Spool.Intake later = waiting(second, families(1, 2), NOW.plusSeconds(5), told);
    spool().take(earlier);

    spool().take(later);

    Hold united = spool().find(earlier.hold().id()).orElseThrow();
    assertThat(united.awaiting()).isEqualTo(decides);
    assertThat(united.dueAt()).isEqualTo(NOW.plusSeconds(5).plus(Holds.PATIENCE));
    assertThat(told).containsExactly(united);
    assertThat(recipients(united.id(), Kind.NOTICE)).hasSize(2);
  }

  @ParameterizedTest
  @EnumSource(
      value = Awaiting.class,
      names = {"TIMER", "SENDER"})
  protected void whereNobodyIsKnownAReviewerDecides(Awaiting second) {
    List<Hold> told = new ArrayList<>();
    Spool.Intake earlier =
        waiting(Awaiting.SPLIT, families(0, 1), NOW, Optional.empty(), new ArrayList<>());
    Spool.Intake later = waiting(second, families(1, 2), NOW.plusSeconds(5), told);
    spool().take(earlier);

    spool().take(later);

    Hold united = spool().find(earlier.hold().id()).orElseThrow();
    assertThat(united.awaiting()).isEqualTo(Awaiting.REVIEWER);
    assertThat(united.dueAt()).isEqualTo(NOW.plusSeconds(5).plus(Holds.PATIENCE));
    assertThat(told).containsExactly(united);
  }

  @ParameterizedTest
  @CsvSource({
    "SPLIT, TIMER, false, true",
    "TIMER, SENDER, true, true",
    "TIMER, TIMER, true, false"
  })
  protected void whoIsToBeToldAndCannotBeIsSaid(
      Awaiting first, Awaiting second, boolean untoldFirst, boolean untoldThen) {
    Spool.Intake earlier = untold(waiting(first, families(0, 1), NOW, new ArrayList<>()));
    Spool.Intake later = untold(waiting(second, families(1, 2), NOW, new ArrayList<>()));

    assertThat(spool().take(earlier))
        .isEqualTo(new Spool.Taken.Fresh(earlier.hold().id(), untoldFirst));
    assertThat(spool().take(later))
        .isEqualTo(new Spool.Taken.Joined(earlier.hold().id(), untoldThen));
    assertThat(spool().take(later)).isEqualTo(new Spool.Taken.Joined(earlier.hold().id(), false));
  }

  @Test
  protected void whoGetsACopyOfTheirOwnIsKeptWhenTransactionsJoin() {
    Spool.Intake first = splitting(intake(key, families(0, 3), List.of()), families(0, 2));
    Spool.Intake second = splitting(intake(key, families(2, 5), List.of()), families(2, 4));
    spool().take(first);
    assertThat(spool().find(first.hold().id())).contains(first.hold());

    spool().take(second);

    Hold united = spool().find(first.hold().id()).orElseThrow();
    assertThat(united.split())
        .as("and the third was held as it is by the first")
        .containsExactlyInAnyOrder(
            families(0, 4).get(0), families(0, 4).get(1), families(0, 4).get(3));
  }

  @ParameterizedTest
  @CsvSource({"TIMER, TIMER", "SENDER, TIMER", "SENDER, SENDER", "REVIEWER, SENDER"})
  protected void whoDecidesAnywayIsNotToldTwice(Awaiting first, Awaiting second) {
    List<Hold> told = new ArrayList<>();
    Spool.Intake earlier = waiting(first, families(0, 1), NOW, new ArrayList<>());
    spool().take(earlier);

    spool().take(waiting(second, families(1, 2), NOW.plusSeconds(5), told));

    Hold united = spool().find(earlier.hold().id()).orElseThrow();
    assertThat(united.awaiting()).isEqualTo(first);
    assertThat(united.dueAt()).isEqualTo(earlier.hold().dueAt());
    assertThat(told).isEmpty();
    assertThat(recipients(united.id(), Kind.NOTICE)).hasSize(1);
  }

  @Test
  protected void otherMessagesDoNotJoin() {
    Spool.Intake first = intake(key, families(0, 3), List.of());
    Spool.Intake other = intake(key + "other", families(0, 3), List.of());
    spool().take(first);

    assertThat(spool().take(other)).isEqualTo(new Spool.Taken.Fresh(other.hold().id(), false));
  }

  @Test
  protected void tenTransactionsAtOnceAreOneHoldWithOneNotice() throws Exception {
    List<Spool.Intake> intakes = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      intakes.add(intake(key, families(i * 50, i * 50 + 50), families(500 + i, 501 + i)));
    }
    List<Spool.Taken> taken = atOnce(intakes, spool()::take);

    List<Spool.Taken.Fresh> fresh =
        taken.stream()
            .filter(Spool.Taken.Fresh.class::isInstance)
            .map(Spool.Taken.Fresh.class::cast)
            .toList();
    assertThat(fresh).hasSize(1);
    UUID hold = fresh.getFirst().hold();
    assertThat(spool().find(hold).orElseThrow().envelope().addresses())
        .containsExactlyInAnyOrderElementsOf(families(0, 500));
    assertThat(recipients(hold, Kind.AS_IS)).isEqualTo(families(500, 510));
    assertThat(recipients(hold, Kind.NOTICE)).hasSize(1);
  }

  /** Due after a minute; its notices are noted. */
  private Spool.Intake waiting(Awaiting awaiting, List<Address> to, Instant at, List<Hold> told) {
    return waiting(awaiting, to, at, Optional.of(OWNER), told);
  }

  private Spool.Intake waiting(
      Awaiting awaiting, List<Address> to, Instant at, Optional<Address> owner, List<Hold> told) {
    Spool.Intake made = intake(key, to, List.of());
    return new Spool.Intake(
        Holds.hold(made.hold(), awaiting, owner, at, at.plusSeconds(60)),
        key,
        made.content(),
        Optional.empty(),
        Holds.PATIENCE,
        hold -> {
          told.add(hold);
          return Optional.of(Holds.notice());
        });
  }

  private static Spool.Intake untold(Spool.Intake made) {
    return new Spool.Intake(
        made.hold(),
        made.joinKey(),
        made.content(),
        made.free(),
        made.patience(),
        _ -> Optional.empty());
  }

  private static Spool.Intake splitting(Spool.Intake made, List<Address> split) {
    return new Spool.Intake(
        Holds.withSplit(made.hold(), split),
        made.joinKey(),
        made.content(),
        made.free(),
        made.patience(),
        made.notice());
  }
}
