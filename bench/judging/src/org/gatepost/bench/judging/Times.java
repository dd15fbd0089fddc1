package org.gatepost.bench.judging;

import java.util.Arrays;
import java.util.Locale;

/** Durations of single judgements, in nanoseconds. */
final class Times {
  private long[] nanos = new long[1 << 12];
  private int count;

  void add(long duration) {
    if (count == nanos.length) {
      nanos = Arrays.copyOf(nanos, count * 2);
    }
    nanos[count++] = duration;
  }

  private double quantile(double share) {
    long[] sorted = Arrays.copyOf(nanos, count);
    Arrays.sort(sorted);
    int place = (int) Math.ceil(share * count) - 1;
    return sorted[Math.max(0, Math.min(count - 1, place))] / 1e6;
  }

  @Override
  public String toString() {
    return count == 0
        ? "none"
        : String.format(
            Locale.ROOT,
            "%d judgements, median %.3f, p99 %.3f, most %.3f",
            count,
            quantile(0.5),
            quantile(0.99),
            quantile(1));
  }
}
