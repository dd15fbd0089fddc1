package org.gatepost.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gatepost.gate.GateBench.families;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.gatepost.hold.HeldMail.Change;
import org.gatepost.hold.HeldMail.Outcome;
import org.gatepost.hold.HoldState;
import org.gatepost.inspect.AddressCheck;
import org.gatepost.inspect.PublicListDetector;
import org.gatepost.mail.Address;
import org.gatepost.policy.Offer;
import org.gatepost.policy.Policy;
import org.junit.jupiter.api.Test;

class CorrectionTest extends DeskTrial {
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
}
