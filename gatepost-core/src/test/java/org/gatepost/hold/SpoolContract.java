package org.gatepost.hold;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
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

/** What every spool promises about taking mail and finding it again. */
public abstract class SpoolContract extends SpoolTrial {
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

  private static List<UUID> ids(List<Hold> holds) {
    return holds.stream().map(Hold::id).toList();
  }
}
