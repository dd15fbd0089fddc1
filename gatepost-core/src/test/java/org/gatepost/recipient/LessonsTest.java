package org.gatepost.recipient;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.UnaryOperator;
import org.gatepost.correspondence.Closeness;
import org.gatepost.correspondence.Exchange;
import org.gatepost.correspondence.InMemoryCorrespondence;
import org.gatepost.correspondence.SubjectKey;
import org.gatepost.mail.Address;
import org.gatepost.mail.Domain;
import org.gatepost.mail.NamedAddress;
import org.gatepost.recipient.Lessons.Lesson;
import org.gatepost.recipient.RecipientSigns.Letter;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LessonsTest {
  private static final Instant NOW = Instant.parse("2011-03-01T09:00:00Z");
  private static final Address SENDER = Address.of("tom.marsh@city.example");
  private static final Address RIGHT = Address.of("harriet.lowndes@chambers.example");

  private final InMemoryCorrespondence memory =
      new InMemoryCorrespondence(
          address -> address.domain().equals(Domain.of("city.example")), UnaryOperator.identity());
  private final Lessons lessons = new Lessons(memory, new RecipientSigns(memory, domain -> false));

  @BeforeEach
  void somePeopleAreKnown() {
    for (String other :
        List.of(
            "harriet.lowndes@chambers.example",
            "harriet.mills@chambers.example",
            "harry.stone@chambers.example",
            "all-staff@city.example")) {
      memory.learn(
          new Exchange(
              NOW.minus(Duration.ofDays(3)),
              NamedAddress.of(SENDER),
              List.of(NamedAddress.of(Address.of(other))),
              SubjectKey.of("Report")));
    }
  }

  @ParameterizedTest
  @EnumSource(Mistake.class)
  void eachMistakeTakesThePlaceOfTheRightRecipient(Mistake mistake) {
    Lesson lesson = lessons.with(mistake, letter(RIGHT), new Random(7)).orElseThrow();

    assertThat(lesson.mistake()).contains(mistake);
    assertThat(lesson.wrong()).isZero();
    assertThat(lesson.recipients()).hasSize(1).doesNotContain(RIGHT);
    assertThat(lesson.rows()).hasSize(1);
  }

  @Test
  void aTypoIsNearTheRightAddressAndKnownToNobody() {
    for (long seed = 0; seed < 200; seed++) {
      Address typo =
          lessons
              .with(Mistake.TYPO, letter(RIGHT), new Random(seed))
              .orElseThrow()
              .recipients()
              .getFirst();

      assertThat(Closeness.between(typo, RIGHT)).isEqualTo(1);
      assertThat(memory.isKnown(typo)).isFalse();
    }
  }

  @Test
  void theSameSeedMakesTheSameMistake() {
    Optional<Lesson> once = lessons.with(Mistake.SWAPPED_PICK, letter(RIGHT), new Random(7));
    Optional<Lesson> again = lessons.with(Mistake.SWAPPED_PICK, letter(RIGHT), new Random(7));

    assertThat(once.map(Lesson::recipients)).isPresent().isEqualTo(again.map(Lesson::recipients));
  }

  @Test
  void noMistakeIsMadeOfSomebodyTheSenderDoesNotKnow() {
    Address stranger = Address.of("somebody.else@mail.example");

    assertThat(lessons.with(Mistake.TYPO, letter(stranger), new Random(7))).isEmpty();
  }

  @Test
  void theUntouchedMessageHasNoMistake() {
    Lesson lesson = lessons.untouched(letter(RIGHT));

    assertThat(lesson.mistake()).isEmpty();
    assertThat(lesson.wrong()).isEqualTo(-1);
    assertThat(lesson.recipients()).containsExactly(RIGHT);
  }

  private static Letter letter(Address to) {
    return new Letter(SENDER, List.of(to), SubjectKey.of("Re: Report"), Wording.of("Hello,"), NOW);
  }
}
