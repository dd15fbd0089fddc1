package org.gatepost.delivery;

import java.util.Optional;
import org.gatepost.mail.Content;
import org.gatepost.mail.MailParameters;
import org.gatepost.mail.Recipient;
import org.gatepost.mail.ReversePath;
import org.gatepost.mail.SmtpReply;

/** The server that mail is handed to. It alone talks to the internet. */
public interface NextHop {
  /** What the next hop offers (RFC 5321 section 4.1.1.1), as last heard. */
  record Capabilities(
      boolean eightBitMime,
      boolean smtpUtf8,
      boolean dsn,
      boolean chunking,
      boolean enhancedStatusCodes,
      Optional<Long> size) {
    public static Capabilities all() {
      return new Capabilities(true, true, true, true, true, Optional.empty());
    }

    public static Capabilities none() {
      return new Capabilities(false, false, false, false, false, Optional.empty());
    }
  }

  /**
   * What the next hop offers; asks it when nothing is known yet or what is known is old. Empty when
   * it cannot be reached and was never heard.
   */
  Optional<Capabilities> capabilities();

  /**
   * Begins a transaction on a connection of its own. Does not wait for the next hop: the answer to
   * the first command tells whether it could be reached.
   */
  Transaction begin(ReversePath from, MailParameters parameters);

  /**
   * One mail transaction. Commands may be given before the answers to earlier ones are awaited, so
   * that they travel together (RFC 2920). Used by one thread.
   */
  interface Transaction extends AutoCloseable {
    /** The answer to MAIL FROM; 4xx of ours when the next hop cannot be reached. */
    Answer mail();

    Answer recipient(Recipient recipient);

    /**
     * Sends the content and returns the next hop's own final answer. At least one recipient must
     * have been taken.
     *
     * @param trace one header field with its line end, put in front of the content; may be empty
     * @return {@link Sent.Answered} with the answer, {@link Sent.NotSent} when the connection broke
     *     before the end of data was sent, {@link Sent.Unknown} when it broke after that
     */
    Sent send(byte[] trace, Content content);

    /** Gives the connection back; a transaction that was not sent is reset. Never fails. */
    @Override
    void close();
  }

  /** An answer that has been asked for and may still be on its way. */
  @FunctionalInterface
  interface Answer {
    SmtpReply await();
  }

  /** How sending the content ended. */
  sealed interface Sent {
    /** The next hop answered; a 2xx means that the message is now its own. */
    record Answered(SmtpReply reply) implements Sent {}

    /** The next hop does not have the message. */
    record NotSent(String cause) implements Sent {}

    /** The end of data went out and no answer came: the next hop may have the message. */
    record Unknown(String cause) implements Sent {}
  }
}
