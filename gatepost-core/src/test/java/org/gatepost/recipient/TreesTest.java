package org.gatepost.recipient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.gatepost.recipient.Trees.Tree;
import org.junit.jupiter.api.Test;

class TreesTest {
  /** NEAR at most 1: then SENT at most 0 gives 3, else -1; farther gives -2. */
  private static final Trees TREES =
      new Trees(
          List.of(
              new Tree(
                  new int[] {Sign.NEAR.column(), Sign.SENT.column()},
                  new float[] {1, 0},
                  new int[] {1, -1},
                  new int[] {-3, -2},
                  new float[] {-1, 1},
                  new float[] {3, -1, -2})));

  @Test
  void theLeafReachedIsTheScore() {
    assertThat(TREES.score(row(1, 0))).isEqualTo(3);
    assertThat(TREES.score(row(1, 2))).isEqualTo(-1);
    assertThat(TREES.score(row(9, 0))).isEqualTo(-2);
    assertThat(TREES.confidence(row(1, 0))).isBetween(0.95, 0.96);
  }

  @Test
  void theSignsThatSpokeForAMistakeAreNamedStrongestFirst() {
    assertThat(TREES.reasons(row(1, 0), 3)).containsExactlyInAnyOrder(Sign.NEAR, Sign.SENT);
    assertThat(TREES.reasons(row(9, 0), 3)).isEmpty();
  }

  @Test
  void aTreeThatWouldWalkForEverIsRefused() {
    assertThatThrownBy(
            () ->
                new Tree(
                    new int[] {0},
                    new float[] {0},
                    new int[] {0},
                    new int[] {-1},
                    new float[] {0},
                    new float[] {0, 0}))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static float[] row(float near, float sent) {
    float[] row = new float[Sign.values().length];
    row[Sign.NEAR.column()] = near;
    row[Sign.SENT.column()] = sent;
    return row;
  }
}
