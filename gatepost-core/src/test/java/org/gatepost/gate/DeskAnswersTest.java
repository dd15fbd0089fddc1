package org.gatepost.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gatepost.gate.GateBench.CLERK;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.gatepost.hold.HeldMail.Outcome;
import org.gatepost.inspect.Answers;
import org.gatepost.inspect.Evidence;
import org.gatepost.inspect.Finding;
import org.gatepost.inspect.FindingKind;
import org.gatepost.inspect.Outgoing;
import org.gatepost.mail.Address;
import org.gatepost.policy.Policy;
import org.junit.jupiter.api.Test;

/** What a sender says about a doubt by what they do with a held message. */
class DeskAnswersTest extends DeskTrial {
  private static final Address TYPED = Address.of("ana@firm.example");
  private static final Address LIKELY = Address.of("anna@firm.example");

  private final GateBench doubting =
      new GateBench(Policy.defaultRules(), List.of(DeskAnswersTest::lookalike));

  private static List<Finding> lookalike(Outgoing outgoing) {
    return outgoing.envelope().addresses().contains(TYPED)
            && !outgoing.background().answers().isMeant(TYPED, FindingKind.LOOKALIKE_RECIPIENT)
        ? List.of(
            new Finding(
                FindingKind.LOOKALIKE_RECIPIENT,
                0.95,
                List.of(TYPED),
                Evidence.of(""),
                "",
                List.of(new Finding.Suggestion(TYPED, LIKELY))))
        : List.of();
  }

  private UUID doubted(String text) {
    doubting.submit("To: " + TYPED + "\r\n\r\n" + text + "\r\n", List.of(TYPED));
    return doubting.spool.all().getLast().id();
  }

  private Answers answers() {
    return doubting.answers.about(CLERK.person(), List.of(TYPED), doubting.now);
  }

  private boolean isMeant() {
    return answers().isMeant(TYPED, FindingKind.LOOKALIKE_RECIPIENT);
  }

  @Test
  void whoeverSendsItAsItIsIsNotAskedAgain() {
    UUID hold = doubted("one");
    assertThat(doubting.desk.sendAsIs(hold, OWNER, "It is Ana.")).isEqualTo(new Outcome.Done());

    assertThat(isMeant()).isTrue();
    assertThat(answers().isMistake(TYPED)).isFalse();
    doubted("two");
    assertThat(doubting.spool.all()).hasSize(1);
  }

  @Test
  void whoeverCancelsOrAsksAReviewerHasNotSaidThatTheyMeanIt() {
    doubting.desk.cancel(doubted("one"), OWNER);
    UUID hold = doubted("two");
    doubting.desk.askReviewer(hold, OWNER, "Please.");
    assertThat(doubting.desk.approve(hold, HEAD, Optional.empty())).isEqualTo(new Outcome.Done());

    assertThat(isMeant()).isFalse();
    assertThat(answers().isMistake(TYPED)).isFalse();
  }

  @Test
  void whoeverComesTooLateHasSaidNothing() {
    UUID hold = doubted("one");
    doubting.desk.cancel(hold, OWNER);
    assertThat(doubting.desk.sendAsIs(hold, OWNER, "It is Ana.")).isEqualTo(new Outcome.Ended());

    assertThat(isMeant()).isFalse();
  }

  @Test
  void whatWasCorrectedIsAMistakeFromThenOn() {
    assertThat(doubting.desk.correct(doubted("one"), OWNER)).isEqualTo(new Outcome.Done());

    assertThat(answers().isMistake(TYPED)).isTrue();
    assertThat(answers().isMistake(LIKELY)).isFalse();
    assertThat(isMeant()).isFalse();
  }

  @Test
  void whatCouldNotBeCorrectedIsNoMistakeYet() {
    assertThat(doubting.desk.correct(doubted("SIGNED: " + TYPED), OWNER))
        .isInstanceOf(Outcome.NotAllowed.class);

    assertThat(answers().isMistake(TYPED)).isFalse();
  }
}
