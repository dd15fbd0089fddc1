package org.gatepost.correspondence;

import java.time.Instant;
import java.util.List;
import org.gatepost.mail.NamedAddress;

/**
 * One message that was sent or came in, as far as correspondence learns from it.
 *
 * @param when it was sent
 * @param from its author
 * @param to everybody in To and Cc, and for sent mail in the envelope; people, without doubles
 * @param subject key of the subject, see {@link SubjectKey}; empty when there is none
 */
public record Exchange(Instant when, NamedAddress from, List<NamedAddress> to, SubjectKey subject) {
  public Exchange {
    to = List.copyOf(to);
  }
}
