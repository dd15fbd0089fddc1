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
import org.gatepost.delivery.Delivery.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What every spool promises about transactions that come after the end. */
public abstract class RetryContract extends SpoolTrial {
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
}
