package org.gatepost.smtp.server;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;
import org.gatepost.delivery.NextHop.Answer;
import org.gatepost.mail.SmtpReply;
import org.gatepost.smtp.Wire;

/**
 * What is still to be told to the client, in the order of its commands. Answers that are asked of
 * the next hop are waited for only when the client has nothing more to say, so that the commands of
 * one group travel on together and their replies come back with one write (RFC 2920).
 */
final class Answers {
  private record Pending(Answer answer, Consumer<SmtpReply> then) {}

  private final Wire wire;
  private final Duration write;
  private final Deque<Pending> pending = new ArrayDeque<>();
  private int wrong;
  private boolean utf8;

  Answers(Wire wire, Duration write) {
    this.wire = wire;
    this.write = write;
  }

  /** The client may be sent more than ASCII from here on. */
  void utf8(boolean allowed) {
    utf8 = allowed;
  }

  /**
   * Queues an answer that may still be on its way.
   *
   * @param then is told the reply when it is there
   */
  void ask(Answer answer, Consumer<SmtpReply> then) {
    pending.add(new Pending(answer, then));
  }

  /** Waits for every answer that was asked for. */
  void settle() {
    Pending next;
    while ((next = pending.poll()) != null) {
      SmtpReply reply = next.answer().await();
      next.then().accept(reply);
      wire.append(passedOn(reply), utf8);
    }
  }

  /** Queues a reply of our own. */
  void say(SmtpReply reply) {
    settle();
    int code = reply.code();
    if ((code >= 500 && code <= 504) || code == 555) {
      wrong++;
    }
    wire.append(reply, utf8);
  }

  void say(int code, String enhanced, String text) {
    say(SmtpReply.of(code, enhanced, text));
  }

  /** Refuses a command; the session goes on, which is returned. */
  boolean wrong(int code, String enhanced, String text) {
    say(code, enhanced, text);
    return true;
  }

  /** Refuses to go on with a client that does not wait for answers. */
  boolean outOfStep(String text) {
    say(554, "5.5.0", text);
    return false;
  }

  /** The reply to the content, the next hop's own or the gate's. */
  void pass(SmtpReply reply) {
    settle();
    wire.append(passedOn(reply), utf8);
  }

  /**
   * 421 means that the connection on which it is said is about to close (RFC 5321 section 3.8). The
   * next hop's does, ours does not.
   */
  private static SmtpReply passedOn(SmtpReply reply) {
    return reply.code() == 421 ? new SmtpReply(451, reply.enhanced(), reply.lines()) : reply;
  }

  /** Writes everything that is settled. */
  void flush() throws IOException {
    wire.flush(Wire.after(write));
  }

  /** How many commands of the client were wrong. */
  int wrong() {
    return wrong;
  }
}
