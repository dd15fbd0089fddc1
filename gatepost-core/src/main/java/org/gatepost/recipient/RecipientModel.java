package org.gatepost.recipient;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/**
 * What weighs the signs of a recipient, and what its scores mean.
 *
 * @param calibration of these very trees
 */
public record RecipientModel(Trees trees, Calibration calibration) {
  private static final String TREES = "prior.trees";
  private static final String LIMITS = "prior.properties";

  /**
   * The model that comes with the program: trained and calibrated by {@code bench/recipients/run
   * --train …} on public mail, for an organisation whose own mail has not trained one.
   */
  public static RecipientModel prior() {
    try (InputStream trees = resource(TREES);
        InputStream limits = resource(LIMITS)) {
      return new RecipientModel(TreesFile.read(trees), Calibration.read(limits));
    } catch (IOException damaged) {
      throw new UncheckedIOException("The program's model of recipients is damaged.", damaged);
    }
  }

  private static InputStream resource(String name) {
    InputStream stream = RecipientModel.class.getResourceAsStream(name);
    if (stream == null) {
      throw new IllegalStateException(name + " is missing from the program.");
    }
    return new BufferedInputStream(stream);
  }

  /** How sure it is that this recipient is wrong, from 0 to 1; see {@link Calibration}. */
  public double confidence(float[] row) {
    return calibration.confidence(trees.score(row));
  }
}
