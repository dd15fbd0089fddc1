package org.gatepost.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.ArrayList;
import java.util.List;

/**
 * The clients: so many sessions, each sending one message after the other on a connection that it
 * keeps. One thread, one selector, no memory taken while it runs. The clock starts when every
 * session has been greeted.
 */
final class Load {
  private static final long PATIENCE = 60_000_000_000L;

  private final Selector selector;
  private final Letter letter;
  private final Flight flight;
  private final List<LoadSession> sessions = new ArrayList<>();
  private int ready;
  private int ended;
  private int refused;
  private int broken;
  private int reconnects;
  private String complaint = "";
  private long begun;
  private long deadline;
  private long lastAnswer;

  private Load(Selector selector, Letter letter, Flight flight) {
    this.selector = selector;
    this.letter = letter;
    this.flight = flight;
  }

  /**
   * How it went.
   *
   * @param nanos from the first command to the last final answer
   * @param begun when the first command left, on {@link System#nanoTime}'s clock
   * @param refused messages answered with 4xx or 5xx
   * @param broken connections that ended before their time
   * @param reconnects connections that the server ended in order, and that were opened anew
   * @param complaint the first refusal or fault, empty when there was none
   */
  record Outcome(
      long nanos, long begun, int refused, int broken, int reconnects, String complaint) {}

  /** Sends for so many seconds, then lets every message that is under way come to its end. */
  static Outcome run(
      InetSocketAddress server, int sessions, double seconds, Letter letter, Flight flight)
      throws IOException {
    try (Selector selector = Selector.open()) {
      Load load = new Load(selector, letter, flight);
      try {
        load.connect(server, sessions);
        load.send(seconds);
        return new Outcome(
            load.lastAnswer - load.begun,
            load.begun,
            load.refused,
            load.broken,
            load.reconnects,
            load.complaint);
      } finally {
        load.sessions.forEach(LoadSession::close);
      }
    }
  }

  private void connect(InetSocketAddress server, int wanted) throws IOException {
    for (int i = 0; i < wanted; i++) {
      sessions.add(LoadSession.open(server, selector, this, letter));
    }
    long limit = System.nanoTime() + PATIENCE;
    while (ready < wanted) {
      turn();
      if (ended > 0 || System.nanoTime() > limit) {
        throw new IOException(
            "only " + ready + " of " + wanted + " sessions were greeted: " + complaint);
      }
    }
  }

  private void send(double seconds) throws IOException {
    begun = System.nanoTime();
    lastAnswer = begun;
    deadline = begun + (long) (seconds * 1e9);
    sessions.forEach(LoadSession::begin);
    long limit = deadline + PATIENCE;
    while (ended < sessions.size()) {
      turn();
      if (System.nanoTime() > limit) {
        throw new IOException("some message was not answered within a minute");
      }
    }
  }

  private void turn() throws IOException {
    try {
      selector.select(Load::ready, 200);
    } catch (UncheckedIOException fault) {
      throw fault.getCause();
    }
  }

  private static void ready(SelectionKey key) {
    ((LoadSession) key.attachment()).ready();
  }

  void greeted() {
    ready++;
  }

  /** True while another message may begin. */
  boolean more() {
    return System.nanoTime() < deadline && !flight.full() && refused < 1000;
  }

  long depart() {
    return flight.depart(System.nanoTime());
  }

  void answered(long number, boolean positive, String reply) {
    lastAnswer = System.nanoTime();
    if (positive) {
      flight.accepted(number, lastAnswer);
    } else {
      refused++;
      complain(reply);
    }
  }

  void ended() {
    ended++;
  }

  void reconnected() {
    reconnects++;
  }

  void broke(String cause) {
    broken++;
    ended++;
    complain(cause);
  }

  private void complain(String cause) {
    if (complaint.isEmpty()) {
      complaint = cause;
    }
  }
}
