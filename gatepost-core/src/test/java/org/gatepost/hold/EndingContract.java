package org.gatepost.hold;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gatepost.hold.Holds.NOW;
import static org.gatepost.hold.Holds.OWNER;
import static org.gatepost.hold.Holds.families;
import static org.gatepost.hold.Holds.intake;
import static org.gatepost.hold.Holds.resolution;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.gatepost.delivery.Delivery;
import org.gatepost.delivery.Delivery.Kind;
import org.gatepost.delivery.Ledger;
import org.gatepost.inspect.AnswerBook;
import org.gatepost.inspect.Answers;
import org.gatepost.inspect.FindingKind;
import org.gatepost.inspect.GivenAnswer;
import org.gatepost.mail.Address;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What every spool promises about the end of a hold. */
public abstract class EndingContract extends SpoolTrial {
  /** What is known of the answers that holds ended with. */
  protected abstract AnswerBook answers();

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
  protected void whatItsSenderSaidIsKnownWithTheEndAndNotWithoutIt() {
    Address there = Address.of("there-" + key + "@third.example");
    Address wrong = Address.of("wrong-" + key + "@third.example");
    Spool.Intake intake = intake(key, families(0, 1), List.of());
    spool().take(intake);

    assertThat(end(intake, new GivenAnswer.Mistaken(wrong))).isTrue();
    assertThat(end(intake, new GivenAnswer.Meant(OWNER, there, FindingKind.FIRST_CONTACT)))
        .isFalse();

    Answers known = answers().about(OWNER.person(), List.of(there.person()), NOW);
    assertThat(known.isMistake(wrong.person())).isTrue();
    assertThat(known.isMeant(there.person(), FindingKind.FIRST_CONTACT)).isFalse();
  }

  private boolean end(Spool.Intake intake, GivenAnswer answer) {
    return spool()
        .resolve(
            intake.hold(),
            resolution(HoldState.RELEASED),
            List.of(),
            List.of(),
            Optional.empty(),
            List.of(answer));
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
}
