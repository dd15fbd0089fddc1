package org.gatepost.app.whole;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** Waits for what another process does and tells nobody about. */
final class Patience {
  private static final long LOOK_AGAIN_NANOS = Duration.ofMillis(20).toNanos();

  private Patience() {}

  /** What is waited for. */
  @FunctionalInterface
  interface Condition {
    boolean holds() throws IOException;
  }

  /**
   * Returns when the condition holds.
   *
   * @throws AssertionError when it does not within the limit
   */
  static void await(String what, Duration limit, Condition condition) throws IOException {
    long end = System.nanoTime() + limit.toNanos();
    while (!condition.holds()) {
      if (System.nanoTime() > end) {
        throw new AssertionError("Waited " + limit.toSeconds() + " s in vain: " + what);
      }
      LockSupport.parkNanos(LOOK_AGAIN_NANOS);
    }
  }
}
