package org.gatepost.correspondence;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Predicate;

/** How often something happened, and when last. */
final class Counts<K> {
  private final Map<K, Count> counts = new HashMap<>();

  private static final class Count {
    private int times;
    private Instant last = Instant.MIN;
  }

  void add(K key, Instant when) {
    Count count = counts.computeIfAbsent(key, _ -> new Count());
    count.times++;
    count.last = when.isAfter(count.last) ? when : count.last;
  }

  int of(K key) {
    Count count = counts.get(key);
    return count == null ? 0 : count.times;
  }

  /** Returns how many were dropped. */
  long forgetBefore(Instant then) {
    long before = counts.size();
    counts.values().removeIf(count -> count.last.isBefore(then));
    return before - counts.size();
  }

  /** Returns how many were dropped. */
  long removeIf(Predicate<K> over) {
    long before = counts.size();
    counts.keySet().removeIf(over);
    return before - counts.size();
  }
}
