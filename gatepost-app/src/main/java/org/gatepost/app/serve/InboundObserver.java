package org.gatepost.app.serve;

import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import org.gatepost.delivery.NextHop;
import org.gatepost.delivery.NextHop.Answer;
import org.gatepost.delivery.NextHop.Capabilities;
import org.gatepost.gate.MessageReader;
import org.gatepost.gate.Submissions;
import org.gatepost.inspect.Submission;
import org.gatepost.mail.Content;
import org.gatepost.mail.MailParameters;
import org.gatepost.mail.Message;
import org.gatepost.mail.Recipient;
import org.gatepost.mail.ReversePath;
import org.gatepost.mail.SmtpReply;
import org.jspecify.annotations.Nullable;

/**
 * Takes copies of incoming mail, has them learned from, and drops them. It holds, delivers, answers
 * and relays nothing.
 *
 * <p>Every copy is answered 250, whatever becomes of it here: the message itself goes its own way,
 * and a refusal or a 4xx would make the mail server bounce the copy to its sender, or keep it in
 * its queue, for the sake of statistics. What could not be read is counted.
 */
final class InboundObserver implements Submissions {
  private static final SmtpReply OK = SmtpReply.of(250, "2.1.0", "Ok");
  private static final SmtpReply SEEN = SmtpReply.of(250, "2.0.0", "Seen, and not kept");

  private final MessageReader reader;
  private final Consumer<Message> learner;
  private final LongAdder seen = new LongAdder();
  private final LongAdder unread = new LongAdder();

  /**
   * @param learner takes messages one after the other, on many threads; does not close them
   */
  InboundObserver(MessageReader reader, Consumer<Message> learner) {
    this.reader = reader;
    this.learner = learner;
  }

  /** Copies that came so far. */
  long seen() {
    return seen.sum();
  }

  /** Those of them that could not be read. */
  long unread() {
    return unread.sum();
  }

  /** No chunks: a fault between two would have to be refused. */
  @Override
  public Capabilities capabilities() {
    return new Capabilities(true, true, true, false, true, Optional.empty());
  }

  @Override
  public Transaction begin(Submission submission, ReversePath from, MailParameters parameters) {
    return new Copy();
  }

  private final class Copy implements Transaction {
    private @Nullable Content taken;

    @Override
    public NextHop.Answer mail() {
      return () -> OK;
    }

    @Override
    public Answer recipient(Recipient recipient) {
      return () -> OK;
    }

    @Override
    public SmtpReply deliver(byte[] trace, Content content) {
      taken = content;
      seen.increment();
      try {
        switch (reader.read(content)) {
          case MessageReader.Reading.Read(var message) -> learner.accept(message);
          case MessageReader.Reading.Unread _ -> unread.increment();
        }
      } catch (IOException broken) {
        unread.increment();
      }
      return SEEN;
    }

    @Override
    public SmtpReply unread(SmtpReply refusal) {
      seen.increment();
      unread.increment();
      return SEEN;
    }

    @Override
    public void close() {
      if (taken != null) {
        taken.close();
      }
    }
  }
}
