package org.gatepost.gate;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Remembers which messages could not be judged, so that the same message is not deferred for ever.
 * Forgets the oldest beyond a bound and everything at a restart; both only mean another 4xx.
 */
final class Stumbles {
  private static final int REMEMBERED = 10_000;
  private static final int PATIENCE = 3;

  private final Map<String, Integer> counts =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Integer> eldest) {
          return size() > REMEMBERED;
        }
      };

  /** Counts one more failure. True when it is time to give a final answer. */
  synchronized boolean again(String key) {
    return counts.merge(key, 1, Integer::sum) > PATIENCE;
  }
}
