package org.gatepost.smtp.client;

import java.io.IOException;
import java.net.ProtocolException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.gatepost.delivery.NextHop;
import org.gatepost.delivery.NextHop.Answer;
import org.gatepost.delivery.NextHop.Capabilities;
import org.gatepost.delivery.NextHop.Sent;
import org.gatepost.mail.Content;
import org.gatepost.mail.MailParameters;
import org.gatepost.mail.MailParameters.BodyType;
import org.gatepost.mail.Recipient;
import org.gatepost.mail.ReversePath;
import org.gatepost.mail.SmtpReply;
import org.gatepost.smtp.client.EnvelopeCommands.Wording;
import org.jspecify.annotations.Nullable;

/**
 * One mail transaction with the next hop. Nothing is sent before the first answer is waited for. A
 * connection that turns out to be dead is replaced once, as long as the next hop had answered
 * nothing; one that died while the client was still writing is replaced too, and the envelope is
 * said again, because nothing of the content had been sent.
 */
final class HopTransaction implements NextHop.Transaction {
  private static final Duration CLEANING_UP = Duration.ofSeconds(10);
  private static final SmtpReply LOST =
      SmtpReply.of(451, "4.4.2", "The connection to the next hop was lost");
  private static final SmtpReply NO_TRANSACTION =
      SmtpReply.of(503, "5.5.1", "The next hop has no such transaction");
  private static final SmtpReply NO_EIGHT_BIT =
      SmtpReply.of(554, "5.6.3", "The next hop takes 7-bit messages only");

  private final NextHopSettings settings;
  private final HopPool pool;
  private final ReversePath from;
  private final MailParameters parameters;
  private final List<Recipient> recipients = new ArrayList<>();
  private @Nullable Pipeline pipeline;
  private Optional<SmtpReply> failure = Optional.empty();
  private boolean replaceable;
  private boolean mailRefused;
  private boolean eightBit;
  private boolean ended;

  HopTransaction(
      NextHopSettings settings, HopPool pool, ReversePath from, MailParameters parameters) {
    this.settings = settings;
    this.pool = pool;
    this.from = from;
    this.parameters = parameters;
  }

  @Override
  public Answer mail() {
    return () -> await(0);
  }

  @Override
  public Answer recipient(Recipient recipient) {
    recipients.add(recipient);
    int index = recipients.size();
    return () -> await(index);
  }

  private SmtpReply await(int index) {
    while (failure.isEmpty()) {
      Pipeline current = pipeline;
      try {
        if (current == null) {
          current = open();
        }
        boolean first = !current.hasHeard();
        SmtpReply reply = current.await(index, recipients.size() + 1, this::wording);
        if (first && replaceable && isFarewell(current)) {
          // It had decided to close before we spoke: that is no answer to us.
          replace(current);
          continue;
        }
        return reply;
      } catch (HopUnavailableException unavailable) {
        pipeline = null;
        failure = Optional.of(unavailable.reply());
      } catch (IOException lost) {
        if (current != null) {
          lost(current);
        }
      }
    }
    Pipeline dead = pipeline;
    return dead == null ? failure.get() : dead.known(index).orElse(failure.get());
  }

  private static boolean isFarewell(Pipeline heard) {
    return heard.known(0).map(reply -> reply.code() == 421).orElse(false);
  }

  private Pipeline open() throws HopUnavailableException {
    HopPool.Taken taken = pool.take();
    replaceable = taken.reused();
    Pipeline opened = new Pipeline(taken.connection(), settings.timeouts().command());
    pipeline = opened;
    return opened;
  }

  private void replace(Pipeline broken) throws HopUnavailableException {
    replaceable = false;
    pipeline = null;
    HopConnection fresh = pool.replace(broken.connection());
    pipeline = new Pipeline(fresh, settings.timeouts().command());
  }

  private void lost(Pipeline broken) {
    if (replaceable && !broken.hasHeard()) {
      try {
        replace(broken);
      } catch (HopUnavailableException unavailable) {
        failure = Optional.of(unavailable.reply());
      }
    } else {
      drop(broken, LOST);
    }
  }

  /** The connection is of no more use. Replies that were read stay known. */
  private void drop(Pipeline broken, SmtpReply because) {
    if (!ended) {
      ended = true;
      failure = Optional.of(because);
      pool.drop(broken.connection());
    }
  }

  private Wording wording(int index) {
    Pipeline current = pipeline;
    Capabilities can =
        current == null ? Capabilities.none() : current.connection().offered().capabilities();
    if (index == 0) {
      Wording mail = EnvelopeCommands.mail(from, parameters, eightBit, can);
      mailRefused = mail instanceof Wording.Refusal;
      return mail;
    }
    return mailRefused
        ? new Wording.Refusal(NO_TRANSACTION)
        : EnvelopeCommands.recipient(recipients.get(index - 1), saysUtf8(), can);
  }

  private boolean saysUtf8() {
    return parameters.smtpUtf8()
        || from.mailbox().map(address -> address.isInternational()).orElse(false);
  }

  @Override
  public Sent send(byte[] trace, Content content) {
    await(recipients.size());
    Pipeline current = pipeline;
    if (failure.isPresent() || current == null) {
      return new Sent.NotSent(failure.orElse(LOST).toString());
    }
    if (taken(current).isEmpty()) {
      return new Sent.NotSent("The next hop took no recipient");
    }
    try {
      Capabilities can = current.connection().offered().capabilities();
      boolean declared = parameters.body() == BodyType.EIGHT_BIT_MIME && can.eightBitMime();
      if (!declared && ContentSender.isEightBit(content)) {
        if (!can.eightBitMime()) {
          return new Sent.Answered(NO_EIGHT_BIT);
        }
        eightBit = true;
        Optional<Sent> changed = again(current, false);
        if (changed.isPresent()) {
          return changed.get();
        }
      }
    } catch (IOException unreadable) {
      return new Sent.NotSent("The content could not be read");
    }
    return transfer(trace, content, true);
  }

  private Sent transfer(byte[] trace, Content content, boolean mayRepeat) {
    Pipeline current = pipeline;
    if (current == null) {
      return new Sent.NotSent(failure.orElse(LOST).toString());
    }
    ContentSender sender = new ContentSender(current.connection(), settings);
    ContentSender.Outcome outcome = sender.send(trace, content);
    return switch (outcome) {
      case ContentSender.Outcome.Done(SmtpReply reply, boolean ready) -> {
        if (ready) {
          ended = reply.isPositive();
          if (ended) {
            pool.giveBack(current.connection());
          }
        } else {
          drop(current, LOST);
        }
        yield new Sent.Answered(reply);
      }
      case ContentSender.Outcome.NotBegun(String cause) -> {
        Optional<Sent> over =
            mayRepeat ? again(current, true) : Optional.of(new Sent.NotSent(cause));
        if (over.isEmpty()) {
          yield transfer(trace, content, false);
        }
        if (!mayRepeat) {
          drop(current, LOST);
        }
        yield over.get();
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

  private List<Recipient> taken(Pipeline asked) {
    List<Recipient> taken = new ArrayList<>();
    for (int i = 0; i < recipients.size(); i++) {
      if (asked.known(i + 1).map(SmtpReply::isPositive).orElse(false)) {
        taken.add(recipients.get(i));
      }
    }
    return taken;
  }

  /**
   * Says the envelope again with the recipients that were taken: on a new connection, or declaring
   * 8-bit content that the client did not declare.
   *
   * @return empty when all were taken again; how the sending ended otherwise
   */
  private Optional<Sent> again(Pipeline before, boolean dead) {
    List<Recipient> taken = taken(before);
    Pipeline anew;
    try {
      if (dead) {
        replace(before);
      } else {
        before.connection().wire().append("RSET\r\n");
        before.connection().flush(settings.timeouts().command());
        SmtpReply reset = before.connection().read(settings.timeouts().command());
        if (!reset.isPositive()) {
          throw new ProtocolException("RSET was refused");
        }
        pipeline = new Pipeline(before.connection(), settings.timeouts().command());
      }
      anew = java.util.Objects.requireNonNull(pipeline);
      List<Recipient> all = List.copyOf(recipients);
      recipients.clear();
      recipients.addAll(taken);
      try {
        for (int i = 0; i <= taken.size(); i++) {
          SmtpReply reply = anew.await(i, taken.size() + 1, this::wording);
          if (!reply.isPositive()) {
            anew.drain(CLEANING_UP);
            return Optional.of(
                new Sent.NotSent("The next hop took the envelope once and not again: " + reply));
          }
        }
      } finally {
        recipients.clear();
        recipients.addAll(all);
      }
      return Optional.empty();
    } catch (HopUnavailableException unavailable) {
      failure = Optional.of(unavailable.reply());
      return Optional.of(new Sent.NotSent(unavailable.reply().toString()));
    } catch (IOException lost) {
      Pipeline current = pipeline;
      if (current != null) {
        drop(current, LOST);
      }
      return Optional.of(new Sent.NotSent(LOST.toString()));
    }
  }

  @Override
  public void close() {
    Pipeline current = pipeline;
    if (ended || current == null) {
      return;
    }
    try {
      current.drain(CLEANING_UP);
      if (current.hasSent()) {
        current.connection().wire().append("RSET\r\n");
        current.connection().flush(CLEANING_UP);
        if (!current.connection().read(CLEANING_UP).isPositive()) {
          throw new ProtocolException("RSET was refused");
        }
      }
      ended = true;
      pool.giveBack(current.connection());
    } catch (IOException broken) {
      drop(current, LOST);
    }
  }
}
