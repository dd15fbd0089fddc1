package org.gatepost.learn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.gatepost.recipient.Lessons.Lesson;
import org.gatepost.recipient.Mistake;
import org.gatepost.recipient.Sign;
import org.gatepost.recipient.Trees;
import org.junit.jupiter.api.Test;

class TrainerTest {
  @Test
  void aTypoOfAFrequentContactIsLearnedToBeWrong() {
    Trees trees = Trainer.train(lessons(1));

    assertThat(trees.confidence(row(new Random(3), true)))
        .isGreaterThan(0.5)
        .isGreaterThan(10 * trees.confidence(row(new Random(3), false)));
    assertThat(trees.reasons(row(new Random(3), true), 2))
        .containsAnyOf(Sign.NEAR, Sign.NEAR_SENT, Sign.SENT);
  }

  @Test
  void theSameLessonsGiveTheSameModel() {
    Trees once = Trainer.train(lessons(1));
    Trees again = Trainer.train(lessons(1));
    Random random = new Random(5);

    for (int i = 0; i < 100; i++) {
      float[] row = row(random, i % 2 == 0);
      assertThat(once.score(row)).isEqualTo(again.score(row));
    }
  }

  @Test
  void nothingIsLearnedFromNothing() {
    assertThatThrownBy(() -> Trainer.train(new TrainingSet()))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static TrainingSet lessons(long seed) {
    Random random = new Random(seed);
    TrainingSet set = new TrainingSet();
    for (int i = 0; i < 2_000; i++) {
      set.add(new Lesson(Optional.empty(), List.of(), -1, List.of(row(random, false))));
      set.add(new Lesson(Optional.of(Mistake.TYPO), List.of(), 0, List.of(row(random, true))));
    }
    return set;
  }

  private static float[] row(Random random, boolean typo) {
    float[] row = new float[Sign.values().length];
    row[Sign.NEAR.column()] = typo ? 1 : 9;
    row[Sign.NEAR_SENT.column()] = typo ? 2 + random.nextFloat() : 0;
    row[Sign.SENT.column()] = typo ? 0 : random.nextFloat() * 3;
    row[Sign.RECIPIENTS.column()] = 1 + random.nextInt(4);
    return row;
  }
}
