package org.gatepost.inspect;

import org.gatepost.mail.Address;

/** Takes down what senders answer. Keeps keyed hashes, not addresses. */
public interface AnswerBook extends Answers {
  /** The sender was asked about these people, and sent the message to them. */
  void confirm(Address sender, Finding finding);

  /** A sender put another address in the place of this one, as it was suggested. */
  void mistaken(Address wrong);
}
