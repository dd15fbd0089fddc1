package org.gatepost.store.sql;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.gatepost.delivery.StorageUnavailableException;

/**
 * Many callers, one commit: whoever comes while a batch is being written shares the next one. A
 * caller comes back when its item is durable, or learns that it is not.
 */
final class GroupCommit<T> implements AutoCloseable {
  private final BlockingQueue<Waiting<T>> queue;
  private final int batch;
  private final Duration patience;
  private final Consumer<List<T>> write;
  private final Thread writer;
  private volatile boolean open = true;

  private record Waiting<T>(T item, CompletableFuture<Void> durable) {}

  /**
   * @param room how many may wait; more are refused at once
   * @param batch how many share a commit at most
   * @param patience how long a caller waits
   * @param write commits a batch
   */
  GroupCommit(String name, int room, int batch, Duration patience, Consumer<List<T>> write) {
    this.queue = new ArrayBlockingQueue<>(room);
    this.batch = batch;
    this.patience = patience;
    this.write = write;
    this.writer = Thread.ofPlatform().name(name).daemon().start(this::work);
  }

  void add(T item) {
    Waiting<T> waiting = new Waiting<>(item, new CompletableFuture<>());
    if (!open || !queue.offer(waiting)) {
      throw unavailable(new IllegalStateException("Too much waits to be written."));
    }
    try {
      waiting.durable().get(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException failed) {
      throw unavailable(failed);
    } catch (TimeoutException late) {
      waiting.durable().cancel(false);
      throw unavailable(late);
    } catch (InterruptedException interrupted) {
      waiting.durable().cancel(false);
      Thread.currentThread().interrupt();
      throw unavailable(interrupted);
    }
  }

  private static StorageUnavailableException unavailable(Throwable cause) {
    return new StorageUnavailableException("It was not written down.", cause);
  }

  private void work() {
    List<Waiting<T>> taken = new ArrayList<>(batch);
    while (open || !queue.isEmpty()) {
      try {
        Waiting<T> first = queue.poll(100, TimeUnit.MILLISECONDS);
        if (first != null) {
          taken.add(first);
          queue.drainTo(taken, batch - 1);
          // Whoever gave up has told its client so.
          taken.removeIf(waiting -> waiting.durable().isDone());
          write(taken);
          taken.clear();
        }
      } catch (InterruptedException _) {
        open = false;
      }
    }
  }

  private void write(List<Waiting<T>> waiting) {
    if (waiting.isEmpty()) {
      return;
    }
    try {
      write.accept(waiting.stream().map(Waiting::item).toList());
      waiting.forEach(each -> each.durable().complete(null));
    } catch (StorageUnavailableException unavailable) {
      waiting.forEach(each -> each.durable().completeExceptionally(unavailable));
    } catch (RuntimeException fault) {
      if (waiting.size() == 1) {
        waiting.getFirst().durable().completeExceptionally(fault);
      } else {
        // One item that cannot be written is no reason to refuse the others.
        waiting.forEach(each -> write(List.of(each)));
      }
    }
  }

  /** Writes what waits, and ends. */
  @Override
  public void close() {
    open = false;
    try {
      writer.join();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
