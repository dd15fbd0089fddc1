package org.gatepost.smtp.client;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.gatepost.delivery.NextHop;
import org.gatepost.delivery.NextHop.Answer;
import org.gatepost.delivery.NextHop.Capabilities;
import org.gatepost.delivery.NextHop.Sent;
import org.gatepost.mail.Content;
import org.gatepost.mail.MailParameters;
import org.gatepost.mail.Recipient;
import org.gatepost.mail.ReversePath;
import org.gatepost.mail.SmtpReply;
import org.jspecify.annotations.Nullable;

/**
 * One mail transaction with the next hop. Nothing is sent before the first answer is waited for.
 *
 * <p>The envelope is said again on another connection when the first was kept too long and turned
 * out to be dead; when it died while the client was still writing; and when it was given to others
 * because the client left it unused. Nothing of the content has been sent then. Answers that were
 * given stay as they are; when the next hop does not take again what it took before, the
 * transaction ends with a transient answer, and the client's next try hears the new state.
 */
final class HopTransaction implements NextHop.Transaction, HopPool.Holder {
  private static final Duration CLEANING_UP = Duration.ofSeconds(10);
  private static final SmtpReply LOST =
      SmtpReply.of(451, "4.4.2", "The connection to the next hop was lost");
  private static final SmtpReply SLOW =
      SmtpReply.of(451, "4.4.2", "The next hop did not answer in time");
  private static final SmtpReply NOT_AGAIN =
      SmtpReply.of(451, "4.4.0", "The next hop took the envelope once and not again");
  private static final SmtpReply ENDED = SmtpReply.of(503, "5.5.1", "The transaction is over");
  private static final SmtpReply NO_EIGHT_BIT =
      SmtpReply.of(554, "5.6.3", "The next hop takes 7-bit messages only");

  private final NextHopSettings settings;
  private final HopPool pool;
  private final HopEnvelope envelope;

  /** Held while the connection is used. Everything below belongs to whoever holds it. */
  private final ReentrantLock use = new ReentrantLock();

  /** Empty before the first command, after the end, and while others have the connection. */
  private @Nullable Pipeline pipeline;

  /** What is said to commands without an answer once no connection will be taken any more. */
  private Optional<SmtpReply> over = Optional.empty();

  private boolean replaceable;
  private volatile long unusedSince = System.nanoTime();

  HopTransaction(
      NextHopSettings settings, HopPool pool, ReversePath from, MailParameters parameters) {
    this.settings = settings;
    this.pool = pool;
    this.envelope = new HopEnvelope(from, parameters);
  }

  @Override
  public Answer mail() {
    return () -> use(() -> await(0));
  }

  @Override
  public Answer recipient(Recipient recipient) {
    int index = use(() -> envelope.add(recipient));
    return () -> use(() -> await(index));
  }

  @Override
  public Sent send(byte[] trace, Content content) {
    return use(
        () -> {
          Sent sent = sendAll(trace, content);
          endWith(ENDED);
          return sent;
        });
  }

  @Override
  public void close() {
    use(
        () -> {
          endWith(ENDED);
          letGo();
          return this;
        });
  }

  @Override
  public Optional<Duration> unused() {
    return use.isLocked()
        ? Optional.empty()
        : Optional.of(Duration.ofNanos(System.nanoTime() - unusedSince));
  }

  @Override
  public void giveWay() {
    if (use.tryLock()) {
      try {
        letGo();
      } finally {
        use.unlock();
      }
    }
  }

  private <T> T use(Supplier<T> work) {
    use.lock();
    try {
      return work.get();
    } finally {
      unusedSince = System.nanoTime();
      use.unlock();
    }
  }

  private SmtpReply await(int index) {
    if (envelope.answer(index).isEmpty()) {
      hear(index);
    }
    return envelope.answer(index).or(() -> over).orElse(LOST);
  }

  /** Has commands up to one answered on the present connection, or ends the transaction. */
  private void hear(int last) {
    while (over.isEmpty()) {
      Pipeline current = pipeline;
      if (current == null) {
        open();
      } else if (current.heard() > last) {
        return;
      } else {
        hearNext(current);
      }
    }
  }

  private void hearNext(Pipeline current) {
    try {
      int index = current.heard();
      SmtpReply reply = current.next();
      if (index == 0 && replaceable && reply.code() == 421) {
        // It had decided to close before we spoke: that is no answer to us.
        replace(current);
      } else if (!envelope.answered(index, reply)) {
        endWith(NOT_AGAIN);
        letGo();
      }
    } catch (SocketTimeoutException slow) {
      drop(current, SLOW);
    } catch (IOException lost) {
      if (replaceable && current.heard() == 0) {
        replace(current);
      } else {
        drop(current, LOST);
      }
    }
  }

  private void open() {
    try {
      Turn turn = pool.take(this);
      replaceable = turn.reused();
      begin(turn);
    } catch (HopUnavailableException unavailable) {
      endWith(unavailable.reply());
    }
  }

  private void replace(Pipeline broken) {
    replaceable = false;
    pipeline = null;
    try {
      broken.turn().replace();
      begin(broken.turn());
    } catch (HopUnavailableException unavailable) {
      endWith(unavailable.reply());
    }
  }

  private void begin(Turn turn) {
    pipeline = new Pipeline(turn, envelope, settings.timeouts().command());
  }

  private void endWith(SmtpReply because) {
    if (over.isEmpty()) {
      over = Optional.of(because);
    }
  }

  private void drop(Pipeline broken, SmtpReply because) {
    pipeline = null;
    broken.turn().drop();
    endWith(because);
  }

  /** Ends the turn, if there is one; what was answered stays known. */
  private void letGo() {
    Pipeline current = pipeline;
    if (current == null) {
      return;
    }
    pipeline = null;
    try {
      current.reset(CLEANING_UP);
      current.turn().giveBack();
    } catch (IOException broken) {
      current.turn().drop();
    }
  }

  private Sent sendAll(byte[] trace, Content content) {
    Optional<Sent> unsaid = sayAll();
    if (unsaid.isPresent()) {
      return unsaid.get();
    }
    if (!envelope.hasTaken()) {
      return new Sent.NotSent("The next hop took no recipient");
    }
    return declare(content).orElseGet(() -> transfer(trace, content, true));
  }

  /** Sees to it that the whole envelope is known on the connection; how it ended, if it is not. */
  private Optional<Sent> sayAll() {
    hear(envelope.size() - 1);
    return over.map(because -> new Sent.NotSent(because.toString()));
  }

  /** Says the envelope again with the declaration of 8-bit content that the client left out. */
  private Optional<Sent> declare(Content content) {
    Pipeline current = current();
    Capabilities can = current.capabilities();
    try {
      if ((envelope.saysEightBit() && can.eightBitMime()) || !ContentSender.isEightBit(content)) {
        return Optional.empty();
      }
    } catch (IOException unreadable) {
      return Optional.of(new Sent.NotSent("The content could not be read"));
    }
    if (!can.eightBitMime()) {
      return Optional.of(new Sent.Answered(NO_EIGHT_BIT));
    }
    envelope.declareEightBit();
    try {
      current.reset(settings.timeouts().command());
      begin(current.turn());
    } catch (IOException broken) {
      drop(current, LOST);
    }
    return sayAll().or(this::cannotBeDeclared);
  }

  /**
   * Saying the envelope again may have led to a connection that offers less than the one before.
   */
  private Optional<Sent> cannotBeDeclared() {
    return current().capabilities().eightBitMime()
        ? Optional.empty()
        : Optional.of(new Sent.Answered(NO_EIGHT_BIT));
  }

  private Sent transfer(byte[] trace, Content content, boolean mayRepeat) {
    Pipeline current = current();
    return switch (new ContentSender(current.connection(), settings).send(trace, content)) {
      case ContentSender.Outcome.Done(SmtpReply reply, boolean ready) -> {
        if (!ready) {
          drop(current, LOST);
        } else if (reply.isPositive()) {
          pipeline = null;
          current.turn().giveBack();
        }
        yield new Sent.Answered(reply);
      }
      case ContentSender.Outcome.NotBegun(String cause) -> {
        if (!mayRepeat) {
          drop(current, LOST);
          yield new Sent.NotSent(cause);
        }
        replace(current);
        yield sayAll().or(() -> declare(content)).orElseGet(() -> transfer(trace, content, false));
      }
      case ContentSender.Outcome.Broken(String cause) -> {
        drop(current, LOST);
        yield new Sent.NotSent(cause);
      }
      case ContentSender.Outcome.Unanswered(String cause) -> {
        drop(current, LOST);
        yield new Sent.Unknown(cause);
      }
    };
  }

  private Pipeline current() {
    Pipeline current = pipeline;
    if (current == null) {
      throw new IllegalStateException("The transaction has no connection.");
    }
    return current;
  }
}
