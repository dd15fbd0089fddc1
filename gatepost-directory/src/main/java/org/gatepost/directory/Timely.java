package org.gatepost.directory;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.gatepost.directory.DirectorySource.Reading;

/** Readings that end in time, whatever the other side does: drips, hangs, never ends. */
final class Timely implements AutoCloseable {
  private static final Reading STOPPING = new Reading.Failed("Gatepost is stopping");

  private final Duration limit;
  private Optional<FutureTask<Reading>> current = Optional.empty();
  private boolean closed;

  /**
   * @param limit of one reading in all
   */
  Timely(Duration limit) {
    this.limit = limit;
  }

  /** On a thread of its own, which an interrupt wakes from waiting for a socket. */
  Reading read(DirectorySource source) {
    FutureTask<Reading> task = new FutureTask<>(source::read);
    if (!begin(task)) {
      return STOPPING;
    }
    Thread.ofVirtual().name("directory " + source.name()).start(task);
    try {
      return task.get(limit.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException late) {
      task.cancel(true);
      return new Reading.Failed("it took longer than " + limit.toSeconds() + " seconds");
    } catch (CancellationException stopped) {
      return STOPPING;
    } catch (InterruptedException stopped) {
      task.cancel(true);
      Thread.currentThread().interrupt();
      return STOPPING;
    } catch (ExecutionException broken) {
      throw new IllegalStateException("Reading directory." + source.name(), broken.getCause());
    }
  }

  private synchronized boolean begin(FutureTask<Reading> task) {
    current = Optional.of(task);
    return !closed;
  }

  /** Ends what is being read, and reads nothing more. */
  @Override
  public synchronized void close() {
    closed = true;
    current.ifPresent(task -> task.cancel(true));
  }
}
