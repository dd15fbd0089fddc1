package org.gatepost.smtp.server;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;

/** Counts failures of AUTH by whatever they are counted by, for a while and in bounded memory. */
final class Failures {
  private static final int MOST_REMEMBERED = 20_000;

  private record Count(Instant since, int number) {}

  private final int allowed;
  private final Duration window;
  private final InstantSource clock;
  private final Map<Object, Count> counts = new LinkedHashMap<>(16, 0.75f, true);

  Failures(int allowed, Duration window, InstantSource clock) {
    this.allowed = allowed;
    this.window = window;
    this.clock = clock;
  }

  synchronized boolean areTooMany(Object key) {
    Count count = counts.get(key);
    return count != null && !isOver(count) && count.number() >= allowed;
  }

  synchronized void add(Object key) {
    counts.merge(
        key,
        new Count(clock.instant(), 1),
        (old, one) -> isOver(old) ? one : new Count(old.since(), old.number() + 1));
    if (counts.size() > MOST_REMEMBERED) {
      counts.remove(counts.keySet().iterator().next());
    }
  }

  private boolean isOver(Count count) {
    return count.since().plus(window).isBefore(clock.instant());
  }
}
