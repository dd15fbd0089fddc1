package org.gatepost.recipient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RecipientModelTest {
  private static final Calibration CALIBRATION = new Calibration(2, 3, 4);

  @ParameterizedTest
  @CsvSource({"2, 0.8", "2.5, 0.85", "3, 0.9", "4, 0.95", "-1000, 0", "1000, 1"})
  void aConfidenceMeansABudget(double score, double confidence) {
    assertThat(CALIBRATION.confidence(score)).isCloseTo(confidence, within(1e-9));
  }

  @Test
  void aHigherScoreIsNeverLessSure() {
    double before = 0;
    for (double score = -20; score < 20; score += 0.01) {
      double confidence = CALIBRATION.confidence(score);
      assertThat(confidence).isBetween(before, 1.0);
      before = confidence;
    }
  }

  @Test
  void theProgramsModelIsForTheSignsOfThisVersion() {
    RecipientModel prior = RecipientModel.prior();

    assertThat(prior.trees().trees()).hasSizeGreaterThan(100);
    assertThat(prior.confidence(new float[Sign.values().length])).isBetween(0.0, 1.0);
  }

  @Test
  void weightsAddUpToTheScore() {
    Trees trees = RecipientModel.prior().trees();
    float[] one = new float[Sign.values().length];
    float[] other = one.clone();
    other[Sign.NEAR.column()] = 1;
    other[Sign.HERE_UNKNOWN.column()] = 1;

    double difference = sum(trees.weights(other)) - sum(trees.weights(one));

    assertThat(difference).isCloseTo(trees.score(other) - trees.score(one), within(0.01));
  }

  @ParameterizedTest
  @CsvSource({"''", "'2=4\n5=3'", "'2=4\n5=three\n10=2'"})
  void limitsThatAreNotThereAreRefused(String limits) {
    assertThatThrownBy(
            () ->
                Calibration.read(
                    new ByteArrayInputStream(limits.getBytes(StandardCharsets.ISO_8859_1))))
        .isInstanceOf(IOException.class);
  }

  private static double sum(double[] weights) {
    double sum = 0;
    for (double weight : weights) {
      sum += weight;
    }
    return sum;
  }
}
