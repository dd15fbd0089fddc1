package org.gatepost.bench.recipients;

import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.List;
import org.gatepost.recipient.RecipientSigns.Letter;
import org.gatepost.recipient.Trees;

/**
 * How long judging the recipients of one message takes, against everything that was learned: asking
 * the memory, working out the signs, scoring. The text is read beforehand. Wall-clock time in one
 * thread of this machine.
 *
 * @param median in milliseconds
 * @param p99 in milliseconds
 * @param messages how many were timed
 * @param load of the machine while it was taken: how many wanted to run, of the last minute
 */
record Timing(double median, double p99, int messages, double load) {
  private static final int ROUNDS = 3;

  static Timing of(Study study, Trees trees) {
    List<Letter> letters = study.sample();
    double[] times = new double[letters.size()];
    for (int round = 0; round < ROUNDS; round++) { // the first ones warm the compiler up
      for (int i = 0; i < times.length; i++) {
        long start = System.nanoTime();
        double worst =
            study.read(letters.get(i)).stream().mapToDouble(trees::score).max().orElse(0);
        times[i] = (System.nanoTime() - start) / 1e6;
        if (Double.isNaN(worst)) {
          throw new IllegalStateException("A score is no number.");
        }
      }
    }
    Arrays.sort(times);
    double load = ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
    return times.length == 0
        ? new Timing(0, 0, 0, load)
        : new Timing(times[times.length / 2], times[times.length * 99 / 100], times.length, load);
  }
}
