package org.gatepost.gate;

import org.gatepost.delivery.NextHop;
import org.gatepost.inspect.Submission;
import org.gatepost.mail.Content;
import org.gatepost.mail.MailParameters;
import org.gatepost.mail.Recipient;
import org.gatepost.mail.ReversePath;
import org.gatepost.mail.SmtpReply;

/** What a listener asks of the gate. */
public interface Submissions {
  /**
   * What may be offered to clients now: what the next hop offers and the gate can carry. Asked once
   * for each EHLO.
   */
  NextHop.Capabilities capabilities();

  /** Begins a transaction. Used by one thread; the listener closes it. */
  Transaction begin(Submission submission, ReversePath from, MailParameters parameters);

  /** One mail transaction of one client. */
  interface Transaction extends AutoCloseable {
    /** The answer to MAIL FROM: the next hop's own where it could be asked. */
    NextHop.Answer mail();

    NextHop.Answer recipient(Recipient recipient);

    /**
     * Judges the content and carries the verdict out. At least one recipient must have been taken.
     * The content belongs to the gate from here on; it is closed by {@link #close()} at the latest.
     *
     * @param trace our {@code Received} field with its line end
     */
    SmtpReply deliver(byte[] trace, Content content);

    /**
     * What the client hears when its content was read to the end and is not handed over: it breaks
     * a rule of the listener's or a limit.
     *
     * @param refusal what the listener would say
     */
    default SmtpReply unread(SmtpReply refusal) {
      return refusal;
    }

    @Override
    void close();
  }
}
