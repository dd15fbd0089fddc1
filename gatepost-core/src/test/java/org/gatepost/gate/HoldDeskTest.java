package org.gatepost.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gatepost.gate.GateBench.CLERK;
import static org.gatepost.gate.GateBench.REVIEWER;
import static org.gatepost.gate.GateBench.families;
import static org.gatepost.gate.GateBench.openCc;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.gatepost.audience.Audience.Relation;
import org.gatepost.delivery.Delivery;
import org.gatepost.hold.Awaiting;
import org.gatepost.hold.HeldMail.Actor;
import org.gatepost.hold.HeldMail.Change;
import org.gatepost.hold.HeldMail.Outcome;
import org.gatepost.hold.HoldState;
import org.gatepost.inspect.AddressCheck;
import org.gatepost.inspect.PublicListDetector;
import org.gatepost.mail.Address;
import org.gatepost.mail.SmtpReply;
import org.gatepost.policy.Condition;
import org.gatepost.policy.Disposition;
import org.gatepost.policy.Offer;
import org.gatepost.policy.Policy;
import org.gatepost.policy.Rule;
import org.junit.jupiter.api.Test;

class HoldDeskTest {
  private static final Actor OWNER = new Actor(CLERK, false, true);
  private static final Actor HEAD = new Actor(REVIEWER, true, false);
  private final GateBench bench = new GateBench();

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
  void aChangedMessageThatIsCleanGoes() {
    UUID hold = held(12);
    Change change =
        new Change(
            new HashSet<>(families(12).subList(2, 12)),
            Map.of(families(12).getFirst(), Address.of("right@firm.example")),
            false);
    assertThat(bench.desk.change(hold, OWNER, change)).isEqualTo(new Outcome.Done());
    bench.deliver();
    assertThat(state(hold)).isEqualTo(HoldState.CHANGED);
    assertThat(bench.nextHop.received)
        .anySatisfy(
            m ->
                assertThat(m.to())
                    .containsExactly(Address.of("right@firm.example"), families(12).get(1)));
  }

  @Test
  void aChangedMessageIsJudgedAgain() {
    UUID hold = held(12);
    Change change = new Change(Set.of(families(12).getFirst()), Map.of(), false);
    Outcome outcome = bench.desk.change(hold, OWNER, change);
    assertThat(outcome).isInstanceOf(Outcome.HeldAgain.class);
    assertThat(state(hold)).isEqualTo(HoldState.CHANGED);
    UUID successor = ((Outcome.HeldAgain) outcome).hold();
    assertThat(bench.spool.find(successor).orElseThrow().replaces()).contains(hold);
    assertThat(bench.spool.find(successor).orElseThrow().envelope().addresses()).hasSize(11);
  }

  @Test
  void whatIsSuggestedIsCorrectedInEnvelopeHeaderAndText() {
    GateBench wrong = wrongAddress("Write to talk@lists.example, please.");
    UUID hold = wrong.spool.all().getFirst().id();
    assertThat(wrong.spool.all().getFirst().offers()).contains(Offer.CORRECT_ADDRESS);
    assertThat(wrong.desk.correct(hold, OWNER)).isEqualTo(new Outcome.Done());
    wrong.deliver();
    assertThat(wrong.spool.find(hold).orElseThrow().resolution().orElseThrow().action())
        .isEqualTo("correct-address");
    assertThat(wrong.nextHop.received)
        .anySatisfy(
            sent -> {
              assertThat(sent.to()).containsExactly(Address.of("desk@city.example"));
              assertThat(sent.text())
                  .contains("Cc: desk@city.example")
                  .contains("Write to desk@city.example, please.");
            });
  }

  @Test
  void aTypedCorrectionChangesTheTextAsWell() {
    GateBench wrong = wrongAddress("Write to talk@lists.example, please.");
    UUID hold = wrong.spool.all().getFirst().id();
    Change change =
        new Change(
            Set.of(),
            Map.of(Address.of("talk@lists.example"), Address.of("x@firm.example")),
            false);
    assertThat(wrong.desk.change(hold, OWNER, change)).isEqualTo(new Outcome.Done());
    wrong.deliver();
    assertThat(wrong.nextHop.received)
        .anySatisfy(
            sent -> {
              assertThat(sent.to()).containsExactly(Address.of("x@firm.example"));
              assertThat(sent.text()).contains("Write to x@firm.example, please.");
            });
  }

  @Test
  void aTypedCorrectionReachesTheRecipientsOfASignedMessage() {
    GateBench wrong = wrongAddress("SIGNED: write to talk@lists.example");
    UUID hold = wrong.spool.all().getFirst().id();
    Change change =
        new Change(
            Set.of(),
            Map.of(Address.of("talk@lists.example"), Address.of("x@firm.example")),
            false);
    assertThat(wrong.desk.change(hold, OWNER, change)).isEqualTo(new Outcome.Done());
  }

  @Test
  void whatCannotBeCorrectedEverywhereIsNotCorrectedAnywhere() {
    GateBench wrong = wrongAddress("SIGNED: write to talk@lists.example");
    UUID hold = wrong.spool.all().getFirst().id();
    assertThat(wrong.desk.correct(hold, OWNER))
        .isEqualTo(new Outcome.NotAllowed("Not corrected: the text. It is signed."));
    assertThat(wrong.spool.find(hold).orElseThrow().state()).isEqualTo(HoldState.HELD);
  }

  @Test
  void nothingIsCorrectedThatWasNotOffered() {
    UUID hold = held(12);
    assertThat(bench.desk.correct(hold, OWNER)).isInstanceOf(Outcome.NotAllowed.class);
    assertThat(wrongAddress("x").desk.correct(hold, OWNER)).isEqualTo(new Outcome.Ended());
  }

  /** One message to a public list for which another address is suggested. */
  private static GateBench wrongAddress(String text) {
    Address list = Address.of("talk@lists.example");
    GateBench bench =
        new GateBench(
            Policy.defaultRules(),
            List.of(
                new PublicListDetector(
                    (address, _) ->
                        address.equals(list)
                            ? Optional.of(
                                new AddressCheck.Doubt(
                                    0.99,
                                    "a list",
                                    "is a list",
                                    "",
                                    Optional.of(Address.of("desk@city.example"))))
                            : Optional.empty())));
    bench.submit("Cc: " + list + "\r\n\r\n" + text + "\r\n", List.of(list));
    return bench;
  }

  @Test
  void aMessageToNobodyIsNotSent() {
    UUID hold = held(12);
    Change change = new Change(new HashSet<>(families(12)), Map.of(), false);
    assertThat(bench.desk.change(hold, OWNER, change)).isInstanceOf(Outcome.NotAllowed.class);
    assertThat(state(hold)).isEqualTo(HoldState.HELD);
  }

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

  private UUID held(int people) {
    bench.submit(openCc(families(people)), families(people));
    return bench.spool.all().getLast().id();
  }

  private HoldState state(UUID hold) {
    return bench.spool.find(hold).orElseThrow().state();
  }

  private List<Address> copies() {
    return copies(bench);
  }

  private static List<Address> copies(GateBench bench) {
    return bench.nextHop.received.stream()
        .filter(received -> received.text().contains("copy"))
        .map(received -> received.to().getFirst())
        .toList();
  }
}
