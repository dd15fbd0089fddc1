package org.gatepost.app.serve;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Does something again and again until it is closed; a failure is reported and not the end. */
final class Ticker implements AutoCloseable {
  private final CountDownLatch end = new CountDownLatch(1);
  private final Thread thread;

  /**
   * Begins.
   *
   * @param pause between the end of one time and the beginning of the next
   */
  Ticker(String name, Duration pause, Runnable task, Consumer<RuntimeException> alert) {
    this(name, Duration.ZERO, pause, task, alert);
  }

  /**
   * Begins after a while.
   *
   * @param first how long it waits before it does anything
   */
  Ticker(
      String name,
      Duration first,
      Duration pause,
      Runnable task,
      Consumer<RuntimeException> alert) {
    this.thread =
        Thread.ofPlatform().name(name).daemon().start(() -> run(first, pause, task, alert));
  }

  private void run(
      Duration first, Duration pause, Runnable task, Consumer<RuntimeException> alert) {
    try {
      if (end.await(first.toMillis(), TimeUnit.MILLISECONDS)) {
        return;
      }
      do {
        try {
          task.run();
        } catch (RuntimeException fault) {
          alert.accept(fault);
        }
      } while (!end.await(pause.toMillis(), TimeUnit.MILLISECONDS));
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    end.countDown();
    try {
      thread.join();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
