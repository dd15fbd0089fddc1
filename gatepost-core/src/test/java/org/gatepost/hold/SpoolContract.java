package org.gatepost.hold;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.gatepost.hold.Holds.NOW;
import static org.gatepost.hold.Holds.OWNER;
import static org.gatepost.hold.Holds.families;
import static org.gatepost.hold.Holds.intake;
import static org.gatepost.hold.Holds.resolution;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import org.gatepost.delivery.Delivery;
import org.gatepost.delivery.Delivery.Kind;
import org.gatepost.delivery.Ledger;
import org.gatepost.mail.Address;
import org.gatepost.mail.Content;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What every spool promises. Each test works on messages and people of its own. */
public abstract class SpoolContract {
  private final String key = "key-" + Holds.id();

  protected abstract Spool spool();

  /** The ledger whose commits the spool shares. */
  protected abstract Ledger ledger();

  @Test
  protected void whatWasTakenIsReadBackAsItWas() throws Exception {
    Spool.Intake intake = intake(key, families(0, 3), List.of());

    assertThat(spool().take(intake)).isEqualTo(new Spool.Taken.Fresh(intake.hold().id(), false));

    assertThat(spool().find(intake.hold().id())).contains(intake.hold());
    assertThat(spool().recipients(intake.hold().id()))
        .isEqualTo(intake.hold().envelope().recipients());
    assertThat(octets(intake.hold().content())).isEqualTo(octets(intake.content()));
  }

  @Test
  protected void nobodyKnowsAnUnknownHold() {
    assertThat(spool().find(Holds.id())).isEmpty();
    assertThat(spool().askedBecause(Holds.id())).isEmpty();
    Hold unknown = intake(key, families(0, 1), List.of()).hold();
    assertThatThrownBy(() -> resolve(unknown, HoldState.CANCELLED, List.of()))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  protected void theFreePartIsOwedAtOnceAndTheHeldPartIsNot() {
    Spool.Intake intake = intake(key, families(0, 3), families(10, 12));
    spool().take(intake);

    assertThat(recipients(intake.hold().id(), Kind.AS_IS)).isEqualTo(families(10, 12));
    assertThat(recipients(intake.hold().id(), Kind.NOTICE)).containsExactly(OWNER);
    assertThat(recipients(intake.hold().id(), Kind.COPY)).isEmpty();
  }

  @Test
  protected void whoIsHeldAndFreeInOneIntakeIsHeld() {
    Spool.Intake intake = intake(key, families(0, 3), families(2, 5));
    spool().take(intake);

    assertThat(recipients(intake.hold().id(), Kind.AS_IS)).isEqualTo(families(3, 5));
  }

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

  @ParameterizedTest
  @EnumSource(
      value = HoldState.class,
      names = {"RELEASED", "CHANGED", "CANCELLED", "EXPIRED"})
  protected void aRetryAfterTheEndIsNotHeldAgain(HoldState end) {
    Spool.Intake first = intake(key, families(0, 3), List.of());
    spool().take(first);
    resolve(first.hold().id(), end, List.of());

    assertThat(spool().take(intake(key, families(1, 3), List.of())))
        .isEqualTo(new Spool.Taken.Joined(first.hold().id(), false));
    assertThat(held(first)).isEqualTo(families(0, 3));
  }

  @ParameterizedTest
  @EnumSource(
      value = HoldState.class,
      names = {"RELEASED", "CHANGED"})
  protected void whoGotItIsNotHeldAgainForFiveDays(HoldState end) {
    Spool.Intake first = intake(key, families(0, 3), families(10, 11));
    spool().take(first);
    Instant ended = resolveNow(first, end);
    Spool.Intake late =
        again(ended.plus(Duration.ofDays(5)).minusMillis(1), Optional.of("<news@city.example>"));

    assertThat(spool().take(late)).isEqualTo(new Spool.Taken.Joined(first.hold().id(), false));

    Spool.Intake later = again(ended.plus(Duration.ofDays(5)), Optional.of("<news@city.example>"));
    assertThat(spool().take(later)).isEqualTo(new Spool.Taken.Fresh(later.hold().id(), false));
    assertThat(held(later)).isEqualTo(families(0, 3));
    assertThat(recipients(later.hold().id(), Kind.AS_IS)).isEqualTo(families(10, 11));
    assertThat(recipients(later.hold().id(), Kind.NOTICE)).containsExactly(OWNER);
  }

  @ParameterizedTest
  @EnumSource(
      value = HoldState.class,
      names = {"RELEASED", "CHANGED"})
  protected void aMessageWithoutAnIdIsHeldAnewAfterTheEnd(HoldState end) {
    Spool.Intake first = intake(key, families(0, 3), families(10, 11));
    spool().take(first);
    Instant ended = resolveNow(first, end);
    Spool.Intake resent = again(ended.plusSeconds(1), Optional.empty());

    assertThat(spool().take(resent)).isEqualTo(new Spool.Taken.Fresh(resent.hold().id(), false));

    assertThat(held(resent)).isEqualTo(families(0, 3));
  }

  @ParameterizedTest
  @EnumSource(
      value = HoldState.class,
      names = {"CANCELLED", "EXPIRED"})
  protected void whatWasNotSentIsHeldAnewOnceARetryIsOver(HoldState end) throws Exception {
    Spool.Intake first = intake(key, families(0, 3), families(10, 11));
    spool().take(first);
    Instant ended = resolveNow(first, end);
    Spool.Intake retry = again(ended.plus(Duration.ofMinutes(10)).minusMillis(1), Optional.empty());

    assertThat(spool().take(retry)).isEqualTo(new Spool.Taken.Joined(first.hold().id(), false));

    Spool.Intake resent =
        again(ended.plus(Duration.ofMinutes(10)), Optional.of("<news@city.example>"));
    assertThat(spool().take(resent)).isEqualTo(new Spool.Taken.Fresh(resent.hold().id(), false));
    assertThat(held(resent)).isEqualTo(families(0, 3));
    assertThat(octets(resent.hold().content())).isEqualTo(octets(resent.content()));
    Spool.Intake again =
        again(ended.plus(Duration.ofMinutes(11)), Optional.of("<news@city.example>"));
    assertThat(spool().take(again)).isEqualTo(new Spool.Taken.Joined(resent.hold().id(), false));
    assertThat(held(resent)).isEqualTo(families(0, 3));
  }

  @Test
  protected void aRetryWhileItIsHeldIsNotHeldTwiceHoweverLate() {
    Spool.Intake first = intake(key, families(0, 3), families(10, 11));
    spool().take(first);

    assertThat(spool().take(again(NOW.plus(Duration.ofDays(30)), Optional.empty())))
        .isEqualTo(new Spool.Taken.Joined(first.hold().id(), false));
    assertThat(held(first)).isEqualTo(families(0, 3));
    assertThat(recipients(first.hold().id(), Kind.AS_IS)).isEqualTo(families(10, 11));
  }

  @Test
  protected void afterTheEndOnlyNewRecipientsAreHeldAnew() {
    Spool.Intake first = intake(key, families(0, 3), List.of());
    spool().take(first);
    resolve(first.hold().id(), HoldState.CANCELLED, List.of());
    Spool.Intake second = intake(key, families(2, 5), List.of());

    assertThat(spool().take(second)).isEqualTo(new Spool.Taken.Fresh(second.hold().id(), false));

    assertThat(held(second)).isEqualTo(families(3, 5));
    assertThat(held(first)).isEqualTo(families(0, 3));
    Spool.Intake third = intake(key, families(4, 6), List.of());
    assertThat(spool().take(third)).isEqualTo(new Spool.Taken.Joined(second.hold().id(), false));
    assertThat(held(second)).isEqualTo(families(3, 6));
  }

  @Test
  protected void freeRecipientsThatComeAfterTheEndAreSentAllTheSame() throws Exception {
    Spool.Intake first = intake(key, families(0, 3), List.of());
    spool().take(first);
    resolve(first.hold().id(), HoldState.CANCELLED, List.of());
    Spool.Intake second = intake(key, families(0, 3), families(10, 11));

    assertThat(spool().take(second)).isEqualTo(new Spool.Taken.Joined(first.hold().id(), false));

    assertThat(recipients(first.hold().id(), Kind.AS_IS)).isEqualTo(families(10, 11));
    assertThat(octets(second.hold().content())).isEqualTo(octets(second.content()));
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

  @ParameterizedTest
  @EnumSource(
      value = HoldState.class,
      names = {"RELEASED", "CHANGED", "CANCELLED", "EXPIRED"})
  protected void aHoldEndsOnceInEachWay(HoldState end) {
    Spool.Intake intake = intake(key, families(0, 2), List.of());
    spool().take(intake);

    assertThat(resolve(intake.hold().id(), end, List.of())).isTrue();
    assertThat(resolve(intake.hold().id(), HoldState.RELEASED, copies(intake, 0, 2))).isFalse();

    Hold ended = spool().find(intake.hold().id()).orElseThrow();
    assertThat(ended.state()).isEqualTo(end);
    assertThat(ended.resolution()).contains(resolution(end));
    assertThat(recipients(intake.hold().id(), Kind.COPY)).isEmpty();
  }

  @Test
  protected void theCopiesAreOwedWithTheRelease() {
    Spool.Intake intake = intake(key, families(0, 5), List.of());
    spool().take(intake);

    resolve(intake.hold().id(), HoldState.RELEASED, copies(intake, 0, 5));

    assertThat(recipients(intake.hold().id(), Kind.COPY)).isEqualTo(families(0, 5));
  }

  @Test
  protected void twoWhoDecideAtOnceGetOneWinner() throws Exception {
    Spool.Intake intake = intake(key, families(0, 5), List.of());
    spool().take(intake);

    List<Boolean> won =
        atOnce(
            List.of(HoldState.RELEASED, HoldState.CANCELLED, HoldState.EXPIRED),
            end ->
                resolve(
                    intake.hold().id(),
                    end,
                    end == HoldState.RELEASED ? copies(intake, 0, 5) : List.of()));

    assertThat(won).containsOnlyOnce(true);
    Hold ended = spool().find(intake.hold().id()).orElseThrow();
    assertThat(recipients(intake.hold().id(), Kind.COPY))
        .hasSize(ended.state() == HoldState.RELEASED ? 5 : 0);
  }

  @ParameterizedTest
  @EnumSource(
      value = HoldState.class,
      names = {"RELEASED", "CHANGED", "CANCELLED", "EXPIRED"})
  protected void whoJoinedSinceItWasSeenIsNotForgotten(HoldState end) {
    Spool.Intake intake = intake(key, families(0, 5), List.of());
    spool().take(intake);
    Hold seen = spool().find(intake.hold().id()).orElseThrow();
    spool().take(intake(key, families(5, 6), List.of()));

    assertThat(resolve(seen, end, copies(intake, 0, 5))).isFalse();

    assertThat(spool().find(seen.id()).orElseThrow().state()).isEqualTo(HoldState.HELD);
    assertThat(recipients(seen.id(), Kind.COPY)).isEmpty();
  }

  @Test
  protected void aCorrectedVersionIsHeldInTheSameCommit() throws Exception {
    Spool.Intake intake = intake(key, families(0, 5), List.of());
    spool().take(intake);
    Spool.Intake next = intake(key + "changed", families(0, 2), families(7, 8));

    spool()
        .resolve(
            intake.hold(), resolution(HoldState.CHANGED), List.of(), List.of(), Optional.of(next));

    assertThat(spool().find(intake.hold().id()).orElseThrow().state()).isEqualTo(HoldState.CHANGED);
    assertThat(spool().find(next.hold().id())).contains(next.hold());
    assertThat(recipients(next.hold().id(), Kind.AS_IS)).isEqualTo(families(7, 8));
    assertThat(octets(next.hold().content())).isEqualTo(octets(next.content()));
  }

  @Test
  protected void aCorrectedVersionThatEqualsAnotherHeldMessageIsAHoldOfItsOwn() {
    Spool.Intake other = intake(key + "same", families(0, 2), List.of());
    spool().take(other);
    Spool.Intake intake = intake(key, families(0, 5), List.of());
    spool().take(intake);
    Spool.Intake next = intake(key + "same", families(0, 2), List.of());

    spool()
        .resolve(
            intake.hold(), resolution(HoldState.CHANGED), List.of(), List.of(), Optional.of(next));

    assertThat(held(next)).isEqualTo(families(0, 2));
    assertThat(held(other)).isEqualTo(families(0, 2));
  }

  @Test
  protected void mailOfOursIsPostedWithTheEnd() throws Exception {
    Spool.Intake intake = intake(key, families(0, 1), List.of());
    spool().take(intake);
    Ledger.Posted letter = Holds.notice();

    spool()
        .resolve(
            intake.hold(),
            resolution(HoldState.EXPIRED),
            List.of(),
            List.of(letter),
            Optional.empty());

    assertThat(recipients(intake.hold().id(), Kind.NOTICE)).hasSize(2);
    assertThat(octets(letter.order().content())).isEqualTo(octets(letter.content()));
  }

  @Test
  protected void aReviewerIsAskedWithTheSendersReason() {
    Spool.Intake intake = intake(key, families(0, 1), List.of());
    spool().take(intake);
    Instant due = NOW.plus(Duration.ofDays(9));

    assertThat(spool().askReviewer(intake.hold().id(), OWNER.toString(), "It is urgent.", due))
        .isTrue();

    Hold asked = spool().find(intake.hold().id()).orElseThrow();
    assertThat(asked.awaiting()).isEqualTo(Awaiting.REVIEWER);
    assertThat(asked.dueAt()).isEqualTo(due);
    assertThat(spool().askedBecause(intake.hold().id())).contains("It is urgent.");
  }

  @Test
  protected void nobodyIsAskedAboutAHoldThatEnded() {
    Spool.Intake intake = intake(key, families(0, 1), List.of());
    spool().take(intake);
    resolve(intake.hold().id(), HoldState.CANCELLED, List.of());

    assertThat(spool().askReviewer(intake.hold().id(), OWNER.toString(), "Please.", NOW)).isFalse();
    assertThat(spool().askedBecause(intake.hold().id())).isEmpty();
  }

  @Test
  protected void anOwnerSeesTheirOwnNewestFirst() {
    Address owner = Address.of("Own-" + Holds.id() + "@city.example");
    List<UUID> ids = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      ids.add(takeAs(Awaiting.SENDER, Optional.of(owner), NOW.plusSeconds(i)));
    }
    Address otherSpelling = Address.of(owner.toString().replace("Own-", "own-"));

    assertThat(spool().ownedBy(otherSpelling, 2).stream().map(Hold::id))
        .containsExactly(ids.get(2), ids.get(1));
  }

  @Test
  protected void reviewersSeeWhatWaitsForThemOldestFirst() {
    UUID second = takeAs(Awaiting.REVIEWER, Optional.of(OWNER), NOW.plusSeconds(1));
    UUID first = takeAs(Awaiting.SENDER, Optional.empty(), NOW);
    UUID sendersOwn = takeAs(Awaiting.SENDER, Optional.of(OWNER), NOW);
    UUID ended = takeAs(Awaiting.REVIEWER, Optional.of(OWNER), NOW);
    resolve(ended, HoldState.CANCELLED, List.of());

    List<UUID> seen = spool().forReviewers(1000).stream().map(Hold::id).toList();

    assertThat(seen).containsSubsequence(first, second).doesNotContain(sendersOwn, ended);
  }

  @Test
  protected void aHoldIsDueAtItsTimeAndNotBefore() {
    Hold hold = spool().find(takeAs(Awaiting.TIMER, Optional.of(OWNER), NOW)).orElseThrow();

    assertThat(ids(spool().due(hold.dueAt().minusMillis(1), 1000))).doesNotContain(hold.id());
    assertThat(ids(spool().due(hold.dueAt(), 1000))).contains(hold.id());
    resolve(hold.id(), HoldState.RELEASED, List.of());
    assertThat(ids(spool().due(hold.dueAt(), 1000))).doesNotContain(hold.id());
  }

  private UUID takeAs(Awaiting awaiting, Optional<Address> owner, Instant heldAt) {
    Spool.Intake intake = intake(key + Holds.id(), families(0, 1), List.of());
    Hold hold = Holds.hold(intake.hold(), awaiting, owner, heldAt, heldAt.plusSeconds(60));
    spool()
        .take(
            new Spool.Intake(
                hold,
                intake.joinKey(),
                intake.content(),
                Optional.empty(),
                Holds.PATIENCE,
                _ -> Optional.empty()));
    return hold.id();
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

  /** The same message once more, for the same people. */
  private Spool.Intake again(Instant at, Optional<String> messageId) {
    Spool.Intake made = intake(key, families(0, 3), families(10, 11));
    return new Spool.Intake(
        Holds.hold(made.hold(), messageId, at),
        key,
        made.content(),
        made.free(),
        made.patience(),
        made.notice());
  }

  /** Returns when it ended. */
  private Instant resolveNow(Spool.Intake intake, HoldState end) {
    assertThat(resolve(intake.hold().id(), end, List.of())).isTrue();
    return resolution(end).at();
  }

  private boolean resolve(UUID hold, HoldState state, List<Delivery.Order> orders) {
    return resolve(spool().find(hold).orElseThrow(), state, orders);
  }

  private boolean resolve(Hold seen, HoldState state, List<Delivery.Order> orders) {
    return spool().resolve(seen, resolution(state), orders, List.of(), Optional.empty());
  }

  private static List<Delivery.Order> copies(Spool.Intake intake, int from, int to) {
    return families(from, to).stream()
        .map(
            family ->
                new Delivery.Order(
                    Holds.id(),
                    Kind.COPY,
                    Holds.envelope(List.of(family)),
                    intake.hold().content()))
        .toList();
  }

  private List<Address> held(Spool.Intake intake) {
    return spool().find(intake.hold().id()).orElseThrow().envelope().addresses();
  }

  private List<Address> recipients(UUID hold, Kind kind) {
    return ledger().progress(hold).stream()
        .filter(line -> line.kind() == kind)
        .map(Delivery.Progress::recipient)
        .toList();
  }

  private static List<UUID> ids(List<Hold> holds) {
    return holds.stream().map(Hold::id).toList();
  }

  private String octets(UUID content) throws Exception {
    try (Content stored = ledger().open(content)) {
      return octets(stored);
    }
  }

  private static String octets(Content content) throws Exception {
    try (var in = content.open()) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static <A, B> List<B> atOnce(List<A> inputs, Function<A, B> call) throws Exception {
    CountDownLatch start = new CountDownLatch(1);
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<B>> running = new ArrayList<>();
      for (A input : inputs) {
        running.add(
            threads.submit(
                () -> {
                  start.await();
                  return call.apply(input);
                }));
      }
      start.countDown();
      List<B> results = new ArrayList<>();
      for (Future<B> future : running) {
        results.add(future.get());
      }
      return results;
    }
  }
}
