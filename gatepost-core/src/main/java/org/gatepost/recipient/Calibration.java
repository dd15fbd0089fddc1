package org.gatepost.recipient;

import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.Properties;

/**
 * Turns a model's score into a confidence that means a budget of false warnings: of 1,000 messages
 * in which nothing is wrong, 10 have a recipient of {@link #TEN} or more, 5 one of {@link #FIVE}, 2
 * one of {@link #TWO}. Measured by {@code bench/recipients} on the mail that the model was made of;
 * in between it rises with the score, and never reaches 1.
 *
 * @param ten the score that 10 of 1,000 untouched messages exceed
 * @param five the same for 5
 * @param two the same for 2
 */
public record Calibration(double ten, double five, double two) {
  /** The confidence that 10 of 1,000 untouched messages exceed. */
  public static final double TEN = 0.8;

  /** The confidence that 5 of 1,000 untouched messages exceed. */
  public static final double FIVE = 0.9;

  /** The confidence that 2 of 1,000 untouched messages exceed. */
  public static final double TWO = 0.95;

  public Calibration {
    if (!(ten < five && five < two)) {
      throw new IllegalArgumentException("A smaller budget needs a higher score.");
    }
  }

  /**
   * Reads the properties {@code 2}, {@code 5} and {@code 10}, as {@code bench/recipients/run
   * --train} writes them.
   *
   * @throws IOException when they are not there
   */
  public static Calibration read(InputStream stream) throws IOException {
    Properties limits = new Properties();
    limits.load(stream);
    return new Calibration(limit(limits, "10"), limit(limits, "5"), limit(limits, "2"));
  }

  private static double limit(Properties limits, String budget) throws IOException {
    try {
      return Double.parseDouble(limits.getProperty(budget, ""));
    } catch (NumberFormatException missing) {
      throw new IOException("There is no limit for " + budget + " of 1,000.", missing);
    }
  }

  /** The scores by how many of 1,000 untouched messages exceed them. */
  public Map<Integer, Double> limits() {
    return Map.of(10, ten, 5, five, 2, two);
  }

  /** The confidence of a score, from 0 to 1; a score is a logarithm of odds. */
  public double confidence(double score) {
    if (score <= ten) {
      return TEN * Math.exp(score - ten);
    }
    if (score <= five) {
      return between(score, ten, TEN, five, FIVE);
    }
    if (score <= two) {
      return between(score, five, FIVE, two, TWO);
    }
    return 1 - (1 - TWO) * Math.exp(two - score);
  }

  private static double between(
      double score, double low, double atLow, double high, double atHigh) {
    return atLow + (atHigh - atLow) * (score - low) / (high - low);
  }
}
