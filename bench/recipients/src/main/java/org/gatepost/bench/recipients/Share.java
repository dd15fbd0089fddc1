package org.gatepost.bench.recipients;

import java.util.Arrays;
import java.util.Random;

/**
 * A share with its 95 % interval, from a bootstrap over the users: one person's messages are alike,
 * so it is people that are drawn again, not messages.
 *
 * @param value hits of all, pooled
 * @param low 2.5th percentile
 * @param high 97.5th percentile
 * @param of how many were counted
 */
record Share(double value, double low, double high, long of) {
  private static final int DRAWS = 2_000;

  /** Counts for one share, by user. */
  static final class Counter {
    private final long[] hits;
    private final long[] all;

    Counter(int users) {
      hits = new long[users];
      all = new long[users];
    }

    void count(int user, boolean hit) {
      hits[user] += hit ? 1 : 0;
      all[user]++;
    }

    Share share() {
      Random random = new Random(1);
      double[] draws = new double[DRAWS];
      for (int draw = 0; draw < DRAWS; draw++) {
        long drawnHits = 0;
        long drawnAll = 0;
        for (int i = 0; i < hits.length; i++) {
          int user = random.nextInt(hits.length);
          drawnHits += hits[user];
          drawnAll += all[user];
        }
        draws[draw] = ratio(drawnHits, drawnAll);
      }
      Arrays.sort(draws);
      long total = Arrays.stream(all).sum();
      return new Share(
          ratio(Arrays.stream(hits).sum(), total),
          draws[(int) (DRAWS * 0.025)],
          draws[(int) (DRAWS * 0.975)],
          total);
    }

    private static double ratio(long hits, long all) {
      return all == 0 ? 0 : (double) hits / all;
    }
  }
}
