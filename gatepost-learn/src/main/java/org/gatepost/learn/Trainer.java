package org.gatepost.learn;

import io.github.metarank.lightgbm4j.LGBMBooster;
import io.github.metarank.lightgbm4j.LGBMDataset;
import io.github.metarank.lightgbm4j.LGBMException;
import org.gatepost.recipient.Sign;
import org.gatepost.recipient.Trees;

/**
 * Trains with LightGBM (Ke and others, 2017). The same set gives the same trees: one seed, and its
 * deterministic mode.
 */
public final class Trainer {
  private static final int TREES = 250;
  private static final String SETTINGS =
      "objective=binary learning_rate=0.06 num_leaves=31 min_data_in_leaf=60 lambda_l2=5"
          + " feature_fraction=0.5 bagging_fraction=0.8 bagging_freq=1 seed=1 deterministic=true"
          + " force_row_wise=true num_threads=2 verbosity=-1";

  private Trainer() {}

  /** Training failed; nothing was learned. */
  public static final class TrainingFailedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    TrainingFailedException(LGBMException cause) {
      super("LightGBM could not train.", cause);
    }
  }

  /**
   * Trains on a set.
   *
   * @throws IllegalArgumentException for an empty set
   */
  public static Trees train(TrainingSet set) {
    if (set.size() == 0) {
      throw new IllegalArgumentException("There is nothing to learn from.");
    }
    try (LGBMDataset data =
        LGBMDataset.createFromMat(
            set.signs(), set.size(), Sign.values().length, true, SETTINGS, null)) {
      data.setField("label", set.wrong());
      data.setField("weight", set.weights());
      try (LGBMBooster booster = LGBMBooster.create(data, SETTINGS)) {
        for (int i = 0; i < TREES; i++) {
          booster.updateOneIter();
        }
        return ModelText.read(
            booster.saveModelToString(0, 0, LGBMBooster.FeatureImportanceType.GAIN));
      }
    } catch (LGBMException failed) {
      throw new TrainingFailedException(failed);
    }
  }
}
