package org.gatepost.smtp.client;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * The connections to the next hop: so many and no more, the one used last is used next. Whoever
 * leaves one unused while others wait loses it to them.
 */
final class HopPool implements AutoCloseable {
  private final NextHopSettings settings;
  private final HopDialler dialler;
  private final Consumer<Offered> heard;
  private final Semaphore turns;
  private final Set<Turn> lent = ConcurrentHashMap.newKeySet();
  private final ConcurrentLinkedDeque<HopConnection> idle = new ConcurrentLinkedDeque<>();
  private volatile boolean closed;

  /** Who has a connection; both methods are called by threads of the pool. */
  interface Holder {
    /** For how long the connection has not been used; empty while it is. */
    Optional<Duration> unused();

    /** Ends the turn, unless the connection is used just now. */
    void giveWay();
  }

  /** Somebody with a connection, as it was at one moment. */
  private record Unused(Holder holder, Duration time) {}

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
   * Waits for a turn and takes a connection.
   *
   * @throws HopUnavailableException when there is none to be had; the turn is over then
   */
  Turn take(Holder holder) throws HopUnavailableException {
    awaitTurn();
    boolean taken = false;
    try {
      Optional<HopConnection> kept = kept();
      HopConnection connection = kept.isPresent() ? kept.get() : dial();
      Turn turn = new Turn(this, holder, connection, kept.isPresent());
      lent.add(turn);
      taken = true;
      return turn;
    } finally {
      if (!taken) {
        turns.release();
      }
    }
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

  private Optional<HopConnection> kept() {
    HopConnection kept;
    while ((kept = idle.pollLast()) != null) {
      if (!kept.hasBeenIdle(settings.timeouts().idle()) && !kept.isStale()) {
        return Optional.of(kept);
      }
      kept.abort();
    }
    return Optional.empty();
  }

  /** A connection for somebody whose turn it is. */
  HopConnection dial() throws HopUnavailableException {
    HopConnection connection = dialler.dial();
    heard.accept(connection.offered());
    return connection;
  }

  /** Puts a connection aside for the next turn. */
  void keep(HopConnection connection) {
    connection.becomesIdle();
    idle.addLast(connection);
    if (closed) {
      close();
    }
  }

  void ended(Turn turn) {
    lent.remove(turn);
    turns.release();
  }

  /**
   * Asks those to give way who have used nothing for longest, one for each transaction that waits.
   * Whoever cannot end a turn at once keeps nobody else from being asked.
   *
   * @return who was asked
   */
  List<Holder> makeWay() {
    int waiting = waiting();
    if (waiting == 0) {
      return List.of();
    }
    List<Holder> asked =
        lent.stream()
            .map(Turn::holder)
            .flatMap(holder -> holder.unused().map(time -> new Unused(holder, time)).stream())
            .filter(one -> one.time().compareTo(settings.timeouts().unused()) >= 0)
            .sorted(Comparator.comparing(Unused::time).reversed())
            .limit(waiting)
            .map(Unused::holder)
            .toList();
    asked.forEach(holder -> Thread.ofVirtual().name("smtp-give-way").start(holder::giveWay));
    return asked;
  }

  /** How many wait for a turn. */
  int waiting() {
    return turns.getQueueLength();
  }

  /** How many turns nobody has. */
  int free() {
    return turns.availablePermits();
  }

  /** How many connections wait to be used again. */
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
