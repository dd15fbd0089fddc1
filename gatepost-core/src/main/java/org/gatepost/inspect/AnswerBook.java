package org.gatepost.inspect;

import java.time.Instant;
import java.util.List;
import org.gatepost.mail.Address;

/**
 * What senders have answered, for as long as it is of use to somebody. It is written down with the
 * decision that it belongs to ({@link org.gatepost.hold.Spool#resolve}), as keyed hashes: nobody
 * can read from it who was meant.
 */
@FunctionalInterface
public interface AnswerBook {
  /**
   * What concerns one message. Nothing is looked up before it is asked for, and then all of it at
   * once; an answer that is asked for has been of use at that time.
   *
   * @param sender by person
   * @param people to whom the message goes, by person: who is not among them is not known as meant
   */
  Answers about(Address sender, List<Address> people, Instant now);

  /** Nobody was ever asked. */
  static AnswerBook none() {
    return (_, _, _) -> Answers.none();
  }
}
