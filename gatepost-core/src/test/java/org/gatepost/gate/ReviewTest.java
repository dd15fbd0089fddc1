package org.gatepost.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gatepost.gate.GateBench.CLERK;
import static org.gatepost.gate.GateBench.REVIEWER;
import static org.gatepost.gate.GateBench.families;
import static org.gatepost.gate.GateBench.openCc;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.gatepost.audience.Audience.Relation;
import org.gatepost.hold.Awaiting;
import org.gatepost.hold.HeldMail.Actor;
import org.gatepost.hold.HeldMail.Outcome;
import org.gatepost.hold.HoldState;
import org.gatepost.mail.Address;
import org.gatepost.policy.Condition;
import org.gatepost.policy.Disposition;
import org.gatepost.policy.Rule;
import org.junit.jupiter.api.Test;

class ReviewTest extends DeskTrial {
  @Test
  void aReviewerThatWasAskedDecides() {
    UUID hold = held(12);
    assertThat(bench.desk.askReviewer(hold, OWNER, "They know each other."))
        .isEqualTo(new Outcome.Done());
    assertThat(bench.spool.find(hold).orElseThrow().awaiting()).isEqualTo(Awaiting.REVIEWER);
    assertThat(bench.desk.sendAsIs(hold, OWNER, "Now")).isInstanceOf(Outcome.NotAllowed.class);
    assertThat(bench.desk.approve(hold, new Actor(CLERK, true, false), Optional.empty()))
        .isInstanceOf(Outcome.NotAllowed.class);
    assertThat(bench.desk.approve(hold, HEAD, Optional.empty())).isEqualTo(new Outcome.Done());
    bench.deliver();
    assertThat(bench.nextHop.received).anySatisfy(m -> assertThat(m.to()).hasSize(12));
  }

  @Test
  void whatARuleWantsSplitGoesOutSplitWhenItIsApproved() {
    GateBench mixed = splitOutsideAndReview("See you there.");
    UUID hold = mixed.spool.all().getFirst().id();
    assertThat(mixed.spool.all().getFirst().awaiting()).isEqualTo(Awaiting.REVIEWER);
    assertThat(mixed.desk.approve(hold, HEAD, Optional.empty())).isEqualTo(new Outcome.Done());
    mixed.deliver();
    assertThat(copies(mixed)).containsExactlyInAnyOrderElementsOf(families(3));
    assertThat(mixed.nextHop.received)
        .filteredOn(received -> !received.text().contains("copy"))
        .extracting(ScriptedNextHop.Received::to)
        .containsExactlyInAnyOrder(List.of(REVIEWER), List.of(COLLEAGUE));
  }

  /** The copies that a reviewer was promised cannot be asked away by the sender. */
  @Test
  void whatWaitsForAReviewerAnywayIsNotAskedFor() {
    GateBench mixed = splitOutsideAndReview("See you there.");
    UUID hold = mixed.spool.all().getFirst().id();
    assertThat(mixed.desk.askReviewer(hold, OWNER, "They know each other."))
        .isInstanceOf(Outcome.NotAllowed.class);
    assertThat(mixed.spool.askedBecause(hold)).isEmpty();
    assertThat(mixed.desk.approve(hold, HEAD, Optional.empty())).isEqualTo(new Outcome.Done());
    mixed.deliver();
    assertThat(copies(mixed)).containsExactlyInAnyOrderElementsOf(families(3));
  }

  /** Or the sender would believe that somebody decides, and it would lie there until it expires. */
  @Test
  void whereThereIsNobodyToAskTheSenderIsToldSo() {
    UUID hold = held(12);
    bench.reviewers = List.of();
    assertThat(bench.desk.askReviewer(hold, OWNER, "They know each other."))
        .isInstanceOf(Outcome.NotAllowed.class);
    assertThat(bench.spool.find(hold).orElseThrow().awaiting()).isEqualTo(Awaiting.SENDER);
    assertThat(bench.desk.sendAsIs(hold, OWNER, "Now")).isEqualTo(new Outcome.Done());
  }

  @Test
  void nobodyIsAskedWhereThereIsNobodyToAsk() {
    UUID hold = held(12);
    for (List<Address> reviewers : List.of(List.<Address>of(), List.of(CLERK))) {
      bench.alerts.clear();
      bench.reviewers = reviewers;
      assertThat(bench.desk.hasSecondPerson(bench.spool.find(hold).orElseThrow())).isFalse();
      assertThat(bench.desk.askReviewer(hold, OWNER, "They know each other."))
          .isInstanceOfSatisfying(
              Outcome.NotAllowed.class, no -> assertThat(no.because()).contains("nobody to ask"));
      assertThat(bench.alerts).singleElement().asString().contains("no reviewer");
    }
    assertThat(bench.spool.find(hold).orElseThrow().awaiting()).isEqualTo(Awaiting.SENDER);
    assertThat(bench.desk.sendCopies(hold, OWNER)).isEqualTo(new Outcome.Done());
  }

  @Test
  void aReviewerWhoIsAskedIsToldUntilWhen() {
    UUID hold = held(12);
    bench.now = bench.now.plus(Duration.ofDays(2));
    bench.desk.askReviewer(hold, OWNER, "They know each other.");
    assertThat(bench.desk.askReviewer(hold, OWNER, "They do."))
        .as("and once")
        .isInstanceOf(Outcome.NotAllowed.class);
    bench.deliver();
    assertThat(bench.nextHop.received)
        .filteredOn(letter -> letter.to().equals(List.of(REVIEWER)))
        .singleElement()
        .satisfies(
            letter ->
                assertThat(letter.text())
                    .contains(
                        "If nobody decides by 9:41am on 14 June 2026, the message is not sent."));
  }

  @Test
  void whatCannotBeSplitIsNotApprovedUnlessTheReviewerSaysSo() {
    GateBench mixed = splitOutsideAndReview("Ask family2@freemail.example");
    UUID hold = mixed.spool.all().getFirst().id();
    assertThat(mixed.desk.approve(hold, HEAD, Optional.of("Fine.")))
        .isInstanceOf(Outcome.CannotSplit.class);
    assertThat(mixed.spool.find(hold).orElseThrow().state()).isEqualTo(HoldState.HELD);
    assertThat(mixed.desk.approveAsIs(hold, HEAD, " ")).isInstanceOf(Outcome.NotAllowed.class);
    assertThat(mixed.desk.approveAsIs(hold, OWNER, "Now")).isInstanceOf(Outcome.NotAllowed.class);
    assertThat(mixed.desk.approveAsIs(hold, HEAD, "They are one family."))
        .isEqualTo(new Outcome.Done());
    mixed.deliver();
    assertThat(copies(mixed)).isEmpty();
    assertThat(mixed.nextHop.received).anySatisfy(m -> assertThat(m.to()).hasSize(4));
    assertThat(mixed.spool.find(hold).orElseThrow().resolution().orElseThrow().reason())
        .contains("They are one family.");
  }

  @Test
  void aSenderWhoAskedForItAsItIsGetsItAsItIs() {
    Rule split =
        new Rule(
            "split",
            new Condition.Always(),
            Rule.Scope.EVERYONE,
            new Disposition.Split(),
            Set.of());
    Rule ask =
        new Rule(
            "ask",
            new Condition.Always(),
            Rule.Scope.EVERYONE,
            Disposition.holdForSender(),
            Set.of());
    GateBench both = new GateBench(List.of(split, ask), List.of());
    both.submit(openCc(families(3)), families(3));
    UUID hold = both.spool.all().getFirst().id();
    both.desk.askReviewer(hold, OWNER, "They know each other.");
    assertThat(both.desk.approve(hold, HEAD, Optional.empty())).isEqualTo(new Outcome.Done());
    both.deliver();
    assertThat(both.nextHop.received).anySatisfy(m -> assertThat(m.to()).hasSize(3));
  }

  private static final Address COLLEAGUE = Address.of("boss@city.example");

  /** Three families whom one rule wants split, and everybody waits for a reviewer. */
  private static GateBench splitOutsideAndReview(String words) {
    Rule split =
        new Rule(
            "split",
            new Condition.RecipientRelation(Set.of(Relation.OUTSIDE)),
            Rule.Scope.EVERYONE,
            new Disposition.Split(),
            Set.of());
    Rule review =
        new Rule(
            "review",
            new Condition.Always(),
            Rule.Scope.EVERYONE,
            new Disposition.Hold(new Disposition.Until.ReviewerDecides()),
            Set.of());
    GateBench mixed = new GateBench(List.of(split, review), List.of());
    List<Address> to = new ArrayList<>(families(3));
    to.add(COLLEAGUE);
    mixed.submit(openCc(to) + words + "\r\n", to);
    return mixed;
  }

  @Test
  void aDeclinedMessageIsNotSentAndItsSenderHearsWhy() {
    UUID hold = held(12);
    bench.desk.askReviewer(hold, OWNER, "They know each other.");
    bench.desk.decline(hold, HEAD, "They do not.");
    bench.deliver();
    assertThat(state(hold)).isEqualTo(HoldState.CANCELLED);
    assertThat(bench.nextHop.received)
        .anySatisfy(
            letter -> {
              assertThat(letter.to()).containsExactly(CLERK);
              assertThat(letter.text()).contains("They do not.");
            });
  }
}
