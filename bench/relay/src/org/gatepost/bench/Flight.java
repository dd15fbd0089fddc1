package org.gatepost.bench;

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.function.LongSupplier;

/**
 * The messages of one measurement: when each left, when its final answer came, when it arrived at
 * the sink and how often. Written by the load's thread and the sink's thread, each its own part.
 */
final class Flight {
  /** More messages than one measurement can hold; the load stops when it is full. */
  static final int MOST = 1_500_000;

  private final long first;
  private final int most;
  private final AtomicLongArray departed;
  private final AtomicLongArray answered;
  private final AtomicLongArray arrived;
  private final AtomicIntegerArray arrivals;
  private final AtomicInteger departures = new AtomicInteger();
  private final AtomicInteger accepted = new AtomicInteger();
  private final AtomicInteger distinct = new AtomicInteger();
  private final AtomicInteger doubled = new AtomicInteger();
  private final AtomicInteger altered = new AtomicInteger();
  private volatile long lastArrival;

  /**
   * @param first the number of the first message
   * @param most how many messages at most
   */
  Flight(long first, int most) {
    this.first = first;
    this.most = most;
    this.departed = new AtomicLongArray(most);
    this.answered = new AtomicLongArray(most);
    this.arrived = new AtomicLongArray(most);
    this.arrivals = new AtomicIntegerArray(most);
  }

  boolean full() {
    return departures.get() == most;
  }

  /** The number of a message that leaves now. */
  long depart(long now) {
    int index = departures.get();
    departed.set(index, now);
    departures.set(index + 1);
    return first + index;
  }

  void accepted(long number, long now) {
    answered.set((int) (number - first), now);
    accepted.incrementAndGet();
  }

  /** False when the message is not of this measurement. */
  boolean arrived(long number, boolean unchanged, long now) {
    long index = number - first;
    if (index < 0 || index >= departures.get()) {
      return false;
    }
    if (arrivals.incrementAndGet((int) index) > 1) {
      doubled.incrementAndGet();
      return true;
    }
    if (!unchanged) {
      altered.incrementAndGet();
    }
    arrived.set((int) index, now);
    lastArrival = now;
    distinct.incrementAndGet();
    return true;
  }

  /** The first number after this measurement's. */
  long next() {
    return first + departures.get();
  }

  int accepted() {
    return accepted.get();
  }

  int distinct() {
    return distinct.get();
  }

  int doubled() {
    return doubled.get();
  }

  int altered() {
    return altered.get();
  }

  long lastArrival() {
    return lastArrival;
  }

  /** Accepted messages that have not arrived. */
  int missing() {
    int missing = 0;
    for (int i = 0; i < departures.get(); i++) {
      if (answered.get(i) != 0 && arrivals.get(i) == 0) {
        missing++;
      }
    }
    return missing;
  }

  /** Nanoseconds from MAIL to the final answer, sorted, of the accepted messages. */
  long[] answerTimes() {
    return sorted(answered);
  }

  /** Nanoseconds from MAIL to the arrival at the sink, sorted, of the messages that arrived. */
  long[] arrivalTimes() {
    return sorted(arrived);
  }

  private long[] sorted(AtomicLongArray ends) {
    long[] times = new long[departures.get()];
    int count = 0;
    for (int i = 0; i < times.length; i++) {
      if (ends.get(i) != 0) {
        times[count++] = ends.get(i) - departed.get(i);
      }
    }
    long[] found = Arrays.copyOf(times, count);
    Arrays.sort(found);
    return found;
  }

  /** Waits until a count is reached; false when it stands still for so many seconds. */
  static boolean awaitCount(LongSupplier count, long wanted, int seconds)
      throws InterruptedException {
    long before = count.getAsLong();
    long since = System.nanoTime();
    while (before < wanted) {
      Thread.sleep(2);
      long now = count.getAsLong();
      if (now != before) {
        before = now;
        since = System.nanoTime();
      } else if (System.nanoTime() - since > seconds * 1_000_000_000L) {
        return false;
      }
    }
    return true;
  }
}
