package org.gatepost.smtp.client;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.gatepost.mail.SmtpReply;
import org.gatepost.smtp.client.EnvelopeCommands.Wording;
import org.jspecify.annotations.Nullable;

/**
 * The envelope's commands on one connection, sent ahead of their replies (RFC 2920). At most so
 * many are on their way that neither side can block the other with full buffers.
 */
final class Pipeline {
  private static final int WINDOW = 200;

  private final HopConnection connection;
  private final Duration wait;
  private final List<@Nullable SmtpReply> replies = new ArrayList<>();
  private int sent;
  private int answered;

  Pipeline(HopConnection connection, Duration wait) {
    this.connection = connection;
    this.wait = wait;
  }

  HopConnection connection() {
    return connection;
  }

  /** What a command was answered with, if its reply has been read. */
  Optional<SmtpReply> known(int index) {
    return index < answered ? Optional.ofNullable(replies.get(index)) : Optional.empty();
  }

  /** True when the next hop has answered at least one command. */
  boolean hasHeard() {
    return answered > 0;
  }

  boolean hasSent() {
    return sent > 0;
  }

  /**
   * The reply to a command, reading those before it.
   *
   * @param count how many commands there are so far
   * @param wording says how the command with a number is to be written
   */
  SmtpReply await(int index, int count, Function<Integer, Wording> wording) throws IOException {
    while (answered <= index) {
      send(count, wording);
      SmtpReply known = answered < replies.size() ? replies.get(answered) : null;
      if (known == null) {
        replies.set(answered, connection.read(wait));
      }
      answered++;
    }
    SmtpReply reply = replies.get(index);
    if (reply == null) {
      throw new IllegalStateException("An answered command has no reply.");
    }
    return reply;
  }

  private void send(int count, Function<Integer, Wording> wording) throws IOException {
    int window = connection.offered().pipelining() ? WINDOW : 1;
    if (sent - answered > window / 2) {
      return;
    }
    while (sent < count && sent - answered < window) {
      switch (wording.apply(sent)) {
        case Wording.Command(String line) -> {
          connection.wire().append(line);
          replies.add(null);
        }
        case Wording.Refusal(SmtpReply reply) -> replies.add(reply);
      }
      sent++;
    }
    connection.flush(wait);
  }

  /** Reads the replies that nobody waited for. */
  void drain(Duration wait) throws IOException {
    while (answered < sent) {
      if (replies.get(answered) == null) {
        replies.set(answered, connection.read(wait));
      }
      answered++;
    }
  }
}
