package org.gatepost.smtp.client;

import java.io.IOException;
import java.net.ProtocolException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import org.gatepost.delivery.NextHop.Capabilities;
import org.gatepost.mail.SmtpReply;
import org.gatepost.smtp.client.EnvelopeCommands.Wording;

/**
 * An envelope's commands on one connection, sent ahead of their replies (RFC 2920). At most so many
 * are on their way that neither side can block the other with full buffers.
 */
final class Pipeline {
  private static final int WINDOW = 200;

  private final Turn turn;
  private final HopConnection connection;
  private final HopEnvelope envelope;
  private final Duration wait;

  /** One for each command on its way: our own reply, or nothing where one is to be read. */
  private final Deque<Optional<SmtpReply>> underWay = new ArrayDeque<>();

  private int heard;

  Pipeline(Turn turn, HopEnvelope envelope, Duration wait) {
    this.turn = turn;
    this.connection = turn.connection();
    this.envelope = envelope;
    this.wait = wait;
  }

  Turn turn() {
    return turn;
  }

  HopConnection connection() {
    return connection;
  }

  Capabilities capabilities() {
    return connection.offered().capabilities();
  }

  /** How many commands were answered on this connection. */
  int heard() {
    return heard;
  }

  /** The reply to the next command; sends it, and those behind it, if need be. */
  SmtpReply next() throws IOException {
    send();
    return hear(wait);
  }

  private void send() throws IOException {
    int window = connection.offered().pipelining() ? WINDOW : 1;
    if (underWay.size() > window / 2) {
      return;
    }
    while (heard + underWay.size() < envelope.size() && underWay.size() < window) {
      switch (envelope.wording(heard + underWay.size(), capabilities())) {
        case Wording.Command(String line) -> {
          connection.wire().append(line);
          underWay.add(Optional.empty());
        }
        case Wording.Refusal(SmtpReply reply) -> underWay.add(Optional.of(reply));
      }
    }
    connection.flush(wait);
  }

  private SmtpReply hear(Duration wait) throws IOException {
    Optional<SmtpReply> ours = underWay.getFirst();
    SmtpReply reply = ours.isPresent() ? ours.get() : connection.read(wait);
    underWay.removeFirst();
    heard++;
    return reply;
  }

  /**
   * Makes the connection ready for MAIL again. Replies that nobody waited for are read and count
   * for nothing: their commands have no answer yet.
   */
  void reset(Duration wait) throws IOException {
    connection.flush(wait);
    while (!underWay.isEmpty()) {
      hear(wait);
    }
    if (heard > 0) {
      connection.wire().append("RSET\r\n");
      connection.flush(wait);
      if (!connection.read(wait).isPositive()) {
        throw new ProtocolException("RSET was refused");
      }
    }
  }
}
