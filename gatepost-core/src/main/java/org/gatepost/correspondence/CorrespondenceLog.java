package org.gatepost.correspondence;

import java.time.Instant;
import java.util.List;
import org.gatepost.mail.Address;

/**
 * Takes in what {@link Correspondence} remembers. What cannot be kept is an unchecked exception.
 *
 * <p>Mail from outside that nobody asked for makes nobody known: otherwise whoever writes to us
 * often enough from an address like a contact's would be trusted for it. Nor does mail from outside
 * bring anybody outside into a conversation or a case, whatever references it bears.
 */
public interface CorrespondenceLog {
  /**
   * Takes messages in, best in the order of their dates. A message that was taken before (the same
   * Message-ID by the same author) teaches nothing again.
   */
  void learn(List<Exchange> batch);

  /**
   * Drops every relation, person, conversation and case in which nothing happened since then.
   *
   * @return how many were dropped
   */
  long forgetBefore(Instant then);

  /**
   * Drops everything about one person, wherever they took part.
   *
   * @return how many things were known; 0 when nothing was
   */
  long erase(Address person);
}
