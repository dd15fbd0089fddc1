package org.gatepost.correspondence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.gatepost.correspondence.Letter.CLERK;
import static org.gatepost.correspondence.Letter.COLLEAGUE;
import static org.gatepost.correspondence.Letter.COUNSEL;
import static org.gatepost.correspondence.Letter.MISTYPED;
import static org.gatepost.correspondence.Letter.SOLICITOR;
import static org.gatepost.correspondence.Letter.START;
import static org.gatepost.correspondence.Letter.letter;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.gatepost.correspondence.Recollection.Conversation.Basis;
import org.gatepost.mail.Address;
import org.gatepost.mail.Domain;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Two memories of different mail answer as one that learned all of it. */
class JointCorrespondenceTest {
  private static final Duration DAY = Duration.ofDays(1);
  private static final Instant NOW = START.plus(DAY.multipliedBy(30));

  private final InMemoryCorrespondence early = memory();
  private final InMemoryCorrespondence late = memory();
  private final InMemoryCorrespondence all = memory();
  private final Correspondence joint = new JointCorrespondence(early, late);

  private static InMemoryCorrespondence memory() {
    return new InMemoryCorrespondence(
        address -> address.domain().equals(Domain.of("city.example")), UnaryOperator.identity());
  }

  private void inEarly(Letter letter) {
    early.learn(letter.exchange());
    all.learn(letter.exchange());
  }

  private void inLate(Letter letter) {
    late.learn(letter.exchange());
    all.learn(letter.exchange());
  }

  private static Inquiry inquiry(Address... people) {
    return new Inquiry(
        SOLICITOR,
        List.of(people),
        List.of(),
        Set.of("harriet"),
        SubjectKey.of(Letter.SUBJECT),
        ThreadMarks.none(),
        Letter.references("CP/2011/0417"),
        NOW);
  }

  @Test
  void countsAddUp() {
    inEarly(letter(SOLICITOR, COUNSEL, CLERK).about("CP/2011/0417"));
    inEarly(letter(COUNSEL, SOLICITOR).at(START.plus(DAY)).about("CP/2011/0417"));
    inLate(letter(SOLICITOR, COUNSEL, CLERK).at(START.plus(DAY.multipliedBy(5))));
    inLate(letter(COUNSEL, SOLICITOR).at(START.plus(DAY.multipliedBy(6))));
    inLate(letter(SOLICITOR, COUNSEL).about("CP/2011/0417").at(START.plus(DAY.multipliedBy(9))));

    Recollection sum = joint.recall(inquiry(COUNSEL, CLERK));
    Recollection whole = all.recall(inquiry(COUNSEL, CLERK));

    assertThat(sum)
        .usingRecursiveComparison()
        .withComparatorForType((a, b) -> Math.abs(a - b) < 1e-9 ? 0 : 1, Double.class)
        .ignoringFields("habits")
        .isEqualTo(whole);
    assertThat(sum.contact(COUNSEL).sent()).isEqualTo(3);
    assertThat(sum.habits().messages()).isEqualTo(whole.habits().messages());
    assertThat(sum.habits().newRate()).isCloseTo(whole.habits().newRate(), within(0.2));
  }

  @Test
  void anAddressIsNearToWhatEitherKnows() {
    inEarly(letter(SOLICITOR, COUNSEL));
    inLate(letter(SOLICITOR, COUNSEL).at(START.plus(DAY)));
    inLate(letter(SOLICITOR, Address.of("harriet.lownde@chambers.example")));

    assertThat(joint.recall(inquiry(MISTYPED)).near())
        .isEqualTo(all.recall(inquiry(MISTYPED)).near())
        .containsOnlyKeys(MISTYPED);
  }

  @Test
  void whoWasHeardOfByOneIsHeardOf() {
    inEarly(letter(SOLICITOR, COUNSEL));
    assertThat(heard()).isEqualTo(new Heard.Unknown());
    inLate(letter(COUNSEL, SOLICITOR).at(START.plus(DAY)));
    assertThat(heard()).isEqualTo(new Heard.Wrote(0, 1, START.plus(DAY)));
    inEarly(letter(COUNSEL, SOLICITOR).at(START.plus(DAY.multipliedBy(2))));
    assertThat(heard()).isEqualTo(new Heard.Wrote(1, 1, START.plus(DAY.multipliedBy(2))));
  }

  @Test
  void neverNeedsOneThatWouldHaveSeenIt() {
    inEarly(letter(SOLICITOR, COUNSEL));
    inLate(letter(CLERK, COLLEAGUE));
    assertThat(heard()).isEqualTo(new Heard.Never());
    assertThat(new JointCorrespondence(late, early).recall(inquiry(COUNSEL)).standing(COUNSEL))
        .isEqualTo(joint.recall(inquiry(COUNSEL)).standing(COUNSEL));
  }

  private Heard heard() {
    return joint.recall(inquiry(COUNSEL)).standing(COUNSEL).heard();
  }

  @Test
  void referencesTellOfAConversationBeforeItsSubjectDoes() {
    inEarly(letter(SOLICITOR, COLLEAGUE, COUNSEL).at(NOW.minus(DAY)));
    inLate(letter(SOLICITOR, CLERK).id("<a@city.example>").at(NOW.minus(DAY)));
    Inquiry answering =
        new Inquiry(
            SOLICITOR,
            List.of(CLERK),
            List.of(),
            Set.of(),
            SubjectKey.of(Letter.SUBJECT),
            letter(SOLICITOR, CLERK).answering("<a@city.example>").exchange().thread(),
            Set.of(),
            NOW);

    assertThat(joint.recall(answering).conversation())
        .hasValueSatisfying(
            found -> {
              assertThat(found.basis()).isEqualTo(Basis.REFERENCES);
              assertThat(found.people()).contains(CLERK).doesNotContain(COLLEAGUE);
            });
  }

  @Test
  void aNameThatWasShownGoesBeforeOneReadFromTheAddress() {
    inEarly(letter(SOLICITOR, COUNSEL));
    inLate(letter(SOLICITOR, COUNSEL).called(COUNSEL, "Hattie Lowndes-Smith"));

    assertThat(joint.recall(inquiry(COUNSEL)).name(COUNSEL))
        .isEqualTo(all.recall(inquiry(COUNSEL)).name(COUNSEL));
  }

  /** One who knows nothing changes nothing, on either side. */
  @Nested
  class BesideNothing extends CorrespondenceContract {
    @Override
    protected Correspondence correspondence() {
      return new JointCorrespondence(early, memory());
    }

    @Override
    protected CorrespondenceLog log() {
      return early;
    }
  }

  @Nested
  class NothingBeside extends ConversationContract {
    @Override
    protected Correspondence correspondence() {
      return new JointCorrespondence(memory(), early);
    }

    @Override
    protected CorrespondenceLog log() {
      return early;
    }
  }

  @Nested
  class NeighboursBesideNothing extends NeighbourContract {
    @Override
    protected Correspondence correspondence() {
      return new JointCorrespondence(memory(), early);
    }

    @Override
    protected CorrespondenceLog log() {
      return early;
    }
  }
}
