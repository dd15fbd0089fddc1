package org.gatepost.smtp;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Ends reads and writes that take too long. A socket's own time-out covers no writes and is not
 * safe in the middle of a TLS record; one thread that looks at every {@link Wire} now and then
 * covers both, and costs a wire nothing but noting its deadline.
 */
public final class DeadlineWatch implements AutoCloseable {
  private final Set<Wire> wires = ConcurrentHashMap.newKeySet();
  private final ScheduledExecutorService clock =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("smtp-deadlines").daemon().factory());

  /**
   * Starts watching.
   *
   * @param precision how late a deadline may be noticed
   */
  public DeadlineWatch(Duration precision) {
    long nanos = precision.toNanos();
    var _ = clock.scheduleWithFixedDelay(this::look, nanos, nanos, TimeUnit.NANOSECONDS);
  }

  /** Calls something again and again, in the watch's thread; it must be quick and never throw. */
  public void every(Duration period, Runnable chore) {
    var _ =
        clock.scheduleWithFixedDelay(
            chore, period.toNanos(), period.toNanos(), TimeUnit.NANOSECONDS);
  }

  void add(Wire wire) {
    wires.add(wire);
  }

  void remove(Wire wire) {
    wires.remove(wire);
  }

  private void look() {
    long now = System.nanoTime();
    for (Wire wire : wires) {
      wire.expireIfDue(now);
    }
  }

  @Override
  public void close() {
    clock.shutdownNow();
  }
}
