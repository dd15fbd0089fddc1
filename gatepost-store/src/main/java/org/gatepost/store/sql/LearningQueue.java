package org.gatepost.store.sql;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import org.gatepost.correspondence.CorrespondenceLog;
import org.gatepost.correspondence.Exchange;
import org.gatepost.delivery.StorageUnavailableException;

/**
 * Learns in the background, many messages in one commit, so that nobody who sends mail waits for
 * it. What waits here when the process is killed, or comes when there is no room, is lost: it is
 * statistics, and the mail itself is not touched by it. While the database is down, what fits
 * waits.
 */
public final class LearningQueue implements Consumer<Exchange>, AutoCloseable {
  private static final int BATCH = 1_000;
  private static final Duration PAUSE = Duration.ofMillis(200);

  /**
   * For so long more are waited for: a batch costs as many statements as a single message, and what
   * several messages add to one row is written once.
   */
  private static final Duration GATHERING = Duration.ofMillis(250);

  private final CorrespondenceLog log;
  private final Duration again;
  private final Consumer<RuntimeException> alert;
  private final BlockingQueue<Exchange> queue;
  private final LongAdder dropped = new LongAdder();
  private final CountDownLatch end = new CountDownLatch(1);
  private final Thread writer;

  /**
   * Begins.
   *
   * @param room how many may wait; an exchange has at most {@link Exchange#MOST_PEOPLE} people
   * @param again how long to wait for a database that is down
   * @param alert told of a batch that could not be learned and is given up
   */
  public LearningQueue(
      CorrespondenceLog log, int room, Duration again, Consumer<RuntimeException> alert) {
    this.log = log;
    this.again = again;
    this.alert = alert;
    this.queue = new ArrayBlockingQueue<>(room);
    this.writer = Thread.ofPlatform().name("learning").daemon().start(this::work);
  }

  /** Takes a message to learn from; never waits and never fails. */
  @Override
  public void accept(Exchange exchange) {
    if (!queue.offer(exchange)) {
      dropped.increment();
    }
  }

  /** Messages that were not learned for want of room. */
  public long dropped() {
    return dropped.sum();
  }

  private void work() {
    boolean up = true;
    try {
      while (up && (end.getCount() > 0 || !queue.isEmpty())) {
        List<Exchange> batch = gather();
        up = batch.isEmpty() || learn(batch);
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /** What waits, and what comes soon after it; nothing when nothing comes. */
  private List<Exchange> gather() throws InterruptedException {
    List<Exchange> batch = new ArrayList<>();
    Exchange first = queue.poll(PAUSE.toMillis(), TimeUnit.MILLISECONDS);
    if (first != null) {
      batch.add(first);
      if (queue.size() < BATCH) {
        end.await(GATHERING.toMillis(), TimeUnit.MILLISECONDS);
      }
      queue.drainTo(batch, BATCH - 1);
    }
    return batch;
  }

  /** Returns false when the process ends: nobody must wait for a database that is down. */
  private boolean learn(List<Exchange> batch) throws InterruptedException {
    while (true) {
      try {
        log.learn(batch);
        return true;
      } catch (StorageUnavailableException unavailable) {
        if (end.await(again.toMillis(), TimeUnit.MILLISECONDS)) {
          return false;
        }
      } catch (RuntimeException fault) {
        alert.accept(fault);
        return true;
      }
    }
  }

  /** Learns what waits, then ends; while the database is down, with the next thing that fails. */
  @Override
  public void close() {
    end.countDown();
    try {
      writer.join();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
