package org.gatepost.smtp.client;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** The connections to the next hop: so many and no more, the one used last is used next. */
final class HopPool implements AutoCloseable {
  private final NextHopSettings settings;
  private final HopDialler dialler;
  private final Consumer<Offered> heard;
  private final Semaphore turns;
  private final ConcurrentLinkedDeque<HopConnection> idle = new ConcurrentLinkedDeque<>();
  private volatile boolean closed;

  /** A connection and whether it was used before. */
  record Taken(HopConnection connection, boolean reused) {}

  /**
   * Opens nothing yet.
   *
   * @param heard is told what each new connection offers
   */
  HopPool(NextHopSettings settings, HopDialler dialler, Consumer<Offered> heard) {
    this.settings = settings;
    this.dialler = dialler;
    this.heard = heard;
    this.turns = new Semaphore(settings.connections(), true);
  }

  /**
   * Waits for a turn and takes a connection; {@link #giveBack} or {@link #drop} ends the turn.
   *
   * @throws HopUnavailableException when there is none to be had; the turn is over then
   */
  Taken take() throws HopUnavailableException {
    awaitTurn();
    HopConnection kept;
    while ((kept = idle.pollLast()) != null) {
      if (!kept.hasBeenIdle(settings.timeouts().idle()) && !kept.isStale()) {
        return new Taken(kept, true);
      }
      kept.abort();
    }
    try {
      return new Taken(dial(), false);
    } catch (HopUnavailableException | RuntimeException failed) {
      turns.release();
      throw failed;
    }
  }

  /**
   * A new connection in place of one that broke, on the same turn.
   *
   * @throws HopUnavailableException when there is none to be had; the turn is over then
   */
  HopConnection replace(HopConnection broken) throws HopUnavailableException {
    broken.abort();
    try {
      return dial();
    } catch (HopUnavailableException | RuntimeException failed) {
      turns.release();
      throw failed;
    }
  }

  private HopConnection dial() throws HopUnavailableException {
    HopConnection connection = dialler.dial();
    heard.accept(connection.offered());
    return connection;
  }

  private void awaitTurn() throws HopUnavailableException {
    try {
      if (closed || !turns.tryAcquire(settings.timeouts().turn().toNanos(), TimeUnit.NANOSECONDS)) {
        throw new HopUnavailableException("All connections to the next hop are in use");
      }
    } catch (InterruptedException hurried) {
      Thread.currentThread().interrupt();
      throw new HopUnavailableException("Waiting for the next hop was cut short", hurried);
    }
  }

  /** Puts a connection back that is ready for MAIL. */
  void giveBack(HopConnection connection) {
    connection.becomesIdle();
    idle.addLast(connection);
    turns.release();
    if (closed) {
      close();
    }
  }

  void drop(HopConnection connection) {
    connection.abort();
    turns.release();
  }

  int idle() {
    return idle.size();
  }

  /** Says goodbye to connections that nobody used for a while. */
  void sweep() {
    List<HopConnection> old = new ArrayList<>();
    for (HopConnection connection : idle) {
      if (connection.hasBeenIdle(settings.timeouts().idle()) && idle.remove(connection)) {
        old.add(connection);
      }
    }
    if (!old.isEmpty()) {
      Thread.ofVirtual().name("smtp-farewell").start(() -> old.forEach(HopConnection::quit));
    }
  }

  @Override
  public void close() {
    closed = true;
    HopConnection connection;
    while ((connection = idle.poll()) != null) {
      connection.quit();
    }
  }
}
