package org.gatepost.bench.judging;

import java.util.Arrays;
import java.util.Locale;

/** Times of single judgements: on the clock, and of the processor alone. */
final class Times {
  static final String HEAD =
      """
      | milliseconds | messages | median | p99 | p99.9 | most | processor: median | p99 | p99.9 |
      |---|--:|--:|--:|--:|--:|--:|--:|--:|\
      """;

  private final long[] clock;
  private final long[] processor;
  private int count;

  Times(int most) {
    this.clock = new long[most];
    this.processor = new long[most];
  }

  void add(Time time) {
    clock[count] = time.clock();
    processor[count] = time.processor();
    count++;
  }

  /** One judgement, in nanoseconds. */
  record Time(long clock, long processor) {}

  private double quantile(long[] nanos, double share) {
    long[] sorted = Arrays.copyOf(nanos, count);
    Arrays.sort(sorted);
    int place = (int) Math.ceil(share * count) - 1;
    return sorted[Math.max(0, Math.min(count - 1, place))] / 1e6;
  }

  String row(String name) {
    return String.format(
        Locale.ROOT,
        "| %s | %d | %.3f | %.3f | %.3f | %.3f | %.3f | %.3f | %.3f |",
        name,
        count,
        quantile(clock, 0.5),
        quantile(clock, 0.99),
        quantile(clock, 0.999),
        quantile(clock, 1),
        quantile(processor, 0.5),
        quantile(processor, 0.99),
        quantile(processor, 0.999));
  }
}
