package org.gatepost.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gatepost.gate.GateBench.CLERK;
import static org.gatepost.gate.GateBench.families;
import static org.gatepost.gate.GateBench.openCc;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.gatepost.delivery.Delivery;
import org.gatepost.hold.HeldMail.Actor;
import org.gatepost.hold.HeldMail.Outcome;
import org.gatepost.hold.HoldState;
import org.gatepost.mail.Address;
import org.gatepost.mail.SmtpReply;
import org.gatepost.policy.Condition;
import org.gatepost.policy.Disposition;
import org.gatepost.policy.Rule;
import org.junit.jupiter.api.Test;

class HoldDeskTest extends DeskTrial {
  @Test
  void copiesGoToEachRecipientAloneOnce() {
    UUID hold = held(12);
    assertThat(bench.desk.sendCopies(hold, OWNER)).isEqualTo(new Outcome.Done());
    bench.deliver();
    bench.deliver();
    assertThat(copies()).hasSize(12);
    assertThat(new HashSet<>(copies())).hasSize(12);
    assertThat(state(hold)).isEqualTo(HoldState.RELEASED);
  }

  @Test
  void theFirstDecisionWinsAndTheSecondIsTold() {
    UUID hold = held(12);
    bench.desk.cancel(hold, OWNER);
    assertThat(bench.desk.sendCopies(hold, OWNER)).isEqualTo(new Outcome.Ended());
    bench.deliver();
    assertThat(copies()).isEmpty();
    assertThat(state(hold)).isEqualTo(HoldState.CANCELLED);
  }

  @Test
  void aMessageThatNamesARecipientInItsTextIsNotSplit() {
    List<Address> people = families(12);
    bench.submit(openCc(people) + "Ask family3@freemail.example\r\n", people);
    UUID hold = bench.spool.all().getFirst().id();
    assertThat(bench.desk.sendCopies(hold, OWNER)).isInstanceOf(Outcome.CannotSplit.class);
    assertThat(state(hold)).isEqualTo(HoldState.HELD);
  }

  @Test
  void nobodyElseDecides() {
    UUID hold = held(12);
    Actor colleague = new Actor(Address.of("b@city.example"), false, false);
    assertThat(bench.desk.sendCopies(hold, colleague)).isInstanceOf(Outcome.NotAllowed.class);
    assertThat(bench.desk.approve(hold, HEAD, Optional.empty()))
        .isInstanceOf(Outcome.NotAllowed.class);
    assertThat(state(hold)).isEqualTo(HoldState.HELD);
  }

  @Test
  void sendingItAsItIsNeedsAReason() {
    UUID hold = held(12);
    assertThat(bench.desk.sendAsIs(hold, OWNER, " ")).isInstanceOf(Outcome.NotAllowed.class);
    assertThat(bench.desk.sendAsIs(hold, OWNER, "They asked for it."))
        .isEqualTo(new Outcome.Done());
    bench.deliver();
    assertThat(bench.nextHop.received).anySatisfy(m -> assertThat(m.to()).hasSize(12));
    assertThat(bench.spool.find(hold).orElseThrow().resolution().orElseThrow().reason())
        .contains("They asked for it.");
  }

  @Test
  void whatThePolicyDoesNotOfferIsNotDone() {
    Rule bare =
        new Rule(
            "bare",
            new Condition.Always(),
            Rule.Scope.EVERYONE,
            Disposition.holdForSender(),
            Set.of());
    GateBench strict = new GateBench(List.of(bare), List.of());
    strict.submit(openCc(families(2)), families(2));
    UUID hold = strict.spool.all().getFirst().id();
    assertThat(strict.desk.sendAsIs(hold, OWNER, "Please")).isInstanceOf(Outcome.NotAllowed.class);
    assertThat(strict.desk.sendCopies(hold, OWNER)).isInstanceOf(Outcome.NotAllowed.class);
  }

  @Test
  void aHoldThatNobodyDecidesExpiresAndNeverSends() {
    UUID hold = held(12);
    bench.clock.endOverdue();
    assertThat(state(hold)).isEqualTo(HoldState.HELD);
    bench.now = bench.now.plus(Duration.ofDays(3));
    bench.clock.endOverdue();
    bench.deliver();
    assertThat(state(hold)).isEqualTo(HoldState.EXPIRED);
    assertThat(bench.nextHop.received)
        .extracting(ScriptedNextHop.Received::to)
        .containsOnly(List.of(CLERK));
    assertThat(bench.nextHop.received.getLast().text()).contains("was not sent");
  }

  @Test
  void anUndoWindowReleasesAtItsEnd() {
    Rule undo =
        new Rule(
            "undo",
            new Condition.Always(),
            Rule.Scope.EVERYONE,
            new Disposition.Hold(new Disposition.Until.TimeIsOver(Duration.ofSeconds(60))),
            Set.of());
    GateBench patient = new GateBench(List.of(undo), List.of());
    patient.submit("To: a@firm.example\r\n\r\n", List.of(Address.of("a@firm.example")));
    patient.now = patient.now.plusSeconds(59);
    assertThat(patient.clock.endOverdue()).isZero();
    patient.now = patient.now.plusSeconds(1);
    assertThat(patient.clock.endOverdue()).isEqualTo(1);
    patient.deliver();
    assertThat(patient.nextHop.received)
        .anySatisfy(m -> assertThat(m.to()).containsExactly(Address.of("a@firm.example")));
  }

  @Test
  void aCopyThatTheNextHopRefusesIsReportedToTheSender() {
    UUID hold = held(12);
    bench.nextHop.recipients.put(families(1).getFirst(), SmtpReply.of(550, "5.1.1", "Unknown"));
    bench.desk.sendCopies(hold, OWNER);
    bench.deliver();
    assertThat(bench.ledger.progress(hold))
        .filteredOn(progress -> progress.status() == Delivery.Status.FAILED)
        .extracting(Delivery.Progress::recipient)
        .containsExactly(families(1).getFirst());
    bench.deliver();
    assertThat(bench.nextHop.received.getLast().text()).contains("Subject: Failed");
  }
}
