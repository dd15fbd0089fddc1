package org.gatepost.delivery;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Works through the ledger for as long as it is open: takes what is due, a few at a time, and has
 * the courier carry it. The database may go away and come back; nothing is dropped, an outcome that
 * is known is written down as soon as it can be.
 */
public final class Dispatch implements AutoCloseable {
  private static final Duration LEASE = Duration.ofMinutes(15);
  private static final Duration PAUSE = Duration.ofMillis(500);
  private static final Duration RECOVERY = Duration.ofMinutes(1);

  private final Ledger ledger;
  private final Courier courier;
  private final String worker;
  private final int connections;
  private final Consumer<RuntimeException> alert;
  private final InstantSource clock;
  private final Semaphore free;
  private final Semaphore signal = new Semaphore(0);
  private final Set<UUID> carried = ConcurrentHashMap.newKeySet();
  private volatile boolean open = true;
  private final Thread thread;

  /**
   * @param worker names this process in the ledger
   * @param connections how many deliveries are carried at once, and so how many can be in doubt
   *     after a crash
   * @param alert hears of faults that somebody should know of
   */
  public Dispatch(
      Ledger ledger,
      Courier courier,
      String worker,
      int connections,
      Consumer<RuntimeException> alert,
      InstantSource clock) {
    this.ledger = ledger;
    this.courier = courier;
    this.worker = worker;
    this.connections = connections;
    this.alert = alert;
    this.clock = clock;
    this.free = new Semaphore(connections);
    this.thread = Thread.ofPlatform().name("dispatch").daemon().unstarted(this::work);
  }

  /** Takes back what an earlier run of this worker left, and begins. */
  public void start() {
    ledger.recover(Optional.of(worker), clock.instant());
    thread.start();
  }

  /** Says that there may be something new. */
  public void wakeUp() {
    if (signal.availablePermits() == 0) {
      signal.release();
    }
  }

  /** Takes nothing new and waits for what is under way. */
  @Override
  public void close() {
    open = false;
    wakeUp();
    try {
      thread.join();
      free.acquire(connections);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void work() {
    long recoverAt = clock.millis() + RECOVERY.toMillis();
    while (open) {
      try {
        if (clock.millis() >= recoverAt) {
          ledger.renew(worker, Set.copyOf(carried), clock.instant());
          ledger.recover(Optional.empty(), clock.instant());
          recoverAt = clock.millis() + RECOVERY.toMillis();
        }
        if (takeSome() == 0) {
          signal.tryAcquire(PAUSE.toMillis(), TimeUnit.MILLISECONDS);
        }
      } catch (InterruptedException interrupted) {
        open = false;
      } catch (RuntimeException fault) {
        alert.accept(fault);
        pause();
      }
    }
  }

  private int takeSome() throws InterruptedException {
    free.acquire();
    int room = 1 + free.drainPermits();
    List<Delivery> leased = List.of();
    try {
      leased = ledger.lease(worker, room, LEASE, clock.instant());
    } finally {
      free.release(room - leased.size());
    }
    for (Delivery delivery : leased) {
      carried.add(delivery.id());
      Thread.ofVirtual().name("delivery").start(() -> carry(delivery));
    }
    return leased.size();
  }

  private void carry(Delivery delivery) {
    try {
      attempt(delivery).ifPresent(this::seeThrough);
    } catch (RuntimeException fault) {
      // What is known could not be written down; it is in doubt when its lease ends.
      alert.accept(fault);
    } finally {
      carried.remove(delivery.id());
      free.release();
      wakeUp();
    }
  }

  private Optional<Courier.Settlement> attempt(Delivery delivery) {
    Courier.Attempt attempt = courier.attempt(delivery, worker);
    try {
      return persist(attempt::carry);
    } catch (RuntimeException fault) {
      alert.accept(fault);
      return Optional.of(attempt.fault());
    }
  }

  /** A known outcome is written down, however long the database takes to come back. */
  private void seeThrough(Courier.Settlement settlement) {
    Optional<Boolean> counts = persist(() -> Optional.of(settlement.write()));
    if (counts.isPresent() && !counts.get()) {
      alert.accept(
          new IllegalStateException(
              "A delivery took longer than its lease, and another attempt at it has begun."));
    }
  }

  /**
   * Tries until the database answers, and once more after the end was asked for; what is still not
   * written down then is recovered at the next start.
   */
  private <T> Optional<T> persist(Supplier<Optional<T>> step) {
    while (true) {
      boolean last = !open;
      try {
        return step.get();
      } catch (StorageUnavailableException unavailable) {
        alert.accept(unavailable);
        if (last) {
          return Optional.empty();
        }
        pause();
      }
    }
  }

  private void pause() {
    try {
      TimeUnit.MILLISECONDS.sleep(PAUSE.toMillis());
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      open = false;
    }
  }
}
