package org.gatepost.learn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.metarank.lightgbm4j.LGBMBooster;
import io.github.metarank.lightgbm4j.LGBMDataset;
import java.util.Arrays;
import java.util.Random;
import org.gatepost.recipient.Sign;
import org.gatepost.recipient.Trees;
import org.junit.jupiter.api.Test;

class ModelTextTest {
  private static final int SIGNS = Sign.values().length;

  /** The library's own prediction is the oracle. */
  @Test
  void ourTreesScoreAsTheLibraryDoes() throws Exception {
    Random random = new Random(1);
    int rows = 3_000;
    float[] signs = new float[rows * SIGNS];
    float[] wrong = new float[rows];
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < SIGNS; j++) {
        signs[i * SIGNS + j] = j % 3 == 0 ? random.nextInt(3) - 1 : random.nextFloat() * 9;
      }
      wrong[i] = signs[i * SIGNS] + signs[i * SIGNS + 1] > 5 + random.nextFloat() ? 1 : 0;
    }
    String settings = "objective=binary num_leaves=15 verbosity=-1 num_threads=1";
    try (LGBMDataset data = LGBMDataset.createFromMat(signs, rows, SIGNS, true, settings, null)) {
      data.setField("label", wrong);
      try (LGBMBooster booster = LGBMBooster.create(data, settings)) {
        for (int i = 0; i < 50; i++) {
          booster.updateOneIter();
        }
        Trees trees =
            ModelText.read(booster.saveModelToString(0, 0, LGBMBooster.FeatureImportanceType.GAIN));

        assertThat(trees.trees()).hasSize(50);
        for (int i = 0; i < 500; i++) {
          float[] row = Arrays.copyOfRange(signs, i * SIGNS, (i + 1) * SIGNS);
          double theirs =
              booster.predictForMatSingleRow(
                  row, com.microsoft.ml.lightgbm.PredictionType.C_API_PREDICT_NORMAL);
          assertThat(trees.confidence(row))
              .isCloseTo(theirs, org.assertj.core.data.Offset.offset(1e-5));
        }
      }
    }
  }

  @Test
  void aModelWithAPartMissingIsRefused() {
    assertThatThrownBy(() -> ModelText.read("Tree=0\nleaf_value=1 2\n\nend of trees\n"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("split_feature");
  }
}
