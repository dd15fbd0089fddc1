package org.gatepost.web;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Slows down guessing. Three counts run side by side: one account from one client, one client, one
 * account. Each allows some free failures, then doubles the wait with every further one. The count
 * of the account alone is generous, so that a stranger cannot easily lock somebody out. Memory is
 * bounded: the oldest counts are forgotten first.
 *
 * <p>An attempt is counted before the password is looked at, so that guesses made at once count as
 * well.
 */
public final class SignInAttempts {
  private static final int MOST = 10_000;
  private static final Duration FIRST_WAIT = Duration.ofSeconds(2);
  private static final Duration LONGEST_WAIT = Duration.ofMinutes(15);
  private static final Duration FORGOTTEN_AFTER = Duration.ofHours(2);

  private final InstantSource clock;
  private final Map<Key, Count> counts =
      new LinkedHashMap<>(64, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, Count> eldest) {
          return size() > MOST;
        }
      };

  public SignInAttempts(InstantSource clock) {
    this.clock = clock;
  }

  private enum Kind {
    PAIR(4),
    CLIENT(20),
    ACCOUNT(50);

    final int free;

    Kind(int free) {
      this.free = free;
    }
  }

  private record Key(Kind kind, String account, String client) {}

  private record Count(int failures, Instant last, Instant notBefore) {}

  /** Counts an attempt. Gives how long to wait instead when there were too many. */
  public synchronized Optional<Duration> begin(String account, String client) {
    Instant now = clock.instant();
    Optional<Duration> wait = Optional.empty();
    for (Key key : keys(account, client)) {
      Count count = counts.get(key);
      if (count != null && now.isBefore(count.notBefore())) {
        Duration left = Duration.between(now, count.notBefore());
        if (wait.isEmpty() || wait.get().compareTo(left) < 0) {
          wait = Optional.of(left);
        }
      }
    }
    if (wait.isEmpty()) {
      keys(account, client).forEach(key -> counts.put(key, next(key, now)));
    }
    return wait;
  }

  /** The password was right: that pair starts anew, and the others take the attempt back. */
  public synchronized void succeeded(String account, String client) {
    for (Key key : keys(account, client)) {
      Count count = counts.get(key);
      if (count == null) {
        continue;
      }
      if (key.kind() == Kind.PAIR || count.failures() <= 1) {
        counts.remove(key);
      } else {
        counts.put(key, new Count(count.failures() - 1, count.last(), Instant.EPOCH));
      }
    }
  }

  /** How many counts are remembered. */
  synchronized int size() {
    return counts.size();
  }

  private Count next(Key key, Instant now) {
    Count before = counts.get(key);
    int failures =
        before == null || now.isAfter(before.last().plus(FORGOTTEN_AFTER))
            ? 1
            : before.failures() + 1;
    int beyond = failures - key.kind().free;
    Duration wait = Duration.ZERO;
    if (beyond > 0) {
      wait = FIRST_WAIT.multipliedBy(1L << Math.min(beyond - 1, 20));
      wait = wait.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : wait;
    }
    return new Count(failures, now, now.plus(wait));
  }

  private static List<Key> keys(String account, String client) {
    return List.of(
        new Key(Kind.PAIR, account, client),
        new Key(Kind.CLIENT, "", client),
        new Key(Kind.ACCOUNT, account, ""));
  }
}
