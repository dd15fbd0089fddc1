package org.gatepost.bench.recipients;

import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.List;
import org.gatepost.recipient.RecipientSigns.Letter;
import org.gatepost.recipient.Trees;

/**
 * How long judging the recipients of one message takes, against everything that was learned: asking
 * the memory, working out the signs, scoring. The text is read beforehand. Wall-clock time in one
 * thread of this machine; each message is timed in several rounds and stands with its middle one,
 * so that the percentiles are over messages and not over what else the machine did.
 *
 * @param median in milliseconds
 * @param p99 in milliseconds
 * @param messages how many were timed
 * @param load of the machine while it was taken: how many wanted to run, of the last minute
 */
record Timing(double median, double p99, int messages, double load) {
  private static final int WARM_UP = 2;
  private static final int ROUNDS = 5;

  static Timing of(Study study, Trees trees) {
    List<Letter> letters = study.sample();
    double[][] rounds = new double[letters.size()][ROUNDS];
    for (int round = -WARM_UP; round < ROUNDS; round++) {
      for (int i = 0; i < letters.size(); i++) {
        double time = time(study, trees, letters.get(i));
        if (round >= 0) {
          rounds[i][round] = time;
        }
      }
    }
    double[] times = Arrays.stream(rounds).mapToDouble(Timing::middle).sorted().toArray();
    double load = ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
    return times.length == 0
        ? new Timing(0, 0, 0, load)
        : new Timing(times[times.length / 2], times[times.length * 99 / 100], times.length, load);
  }

  private static double time(Study study, Trees trees, Letter letter) {
    long start = System.nanoTime();
    double worst = study.read(letter).stream().mapToDouble(trees::score).max().orElse(0);
    double time = (System.nanoTime() - start) / 1e6;
    if (Double.isNaN(worst)) {
      throw new IllegalStateException("A score is no number.");
    }
    return time;
  }

  private static double middle(double[] times) {
    double[] sorted = times.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }
}
