package org.gatepost.correspondence;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.gatepost.mail.Address;
import org.gatepost.mail.NamedAddress;

/**
 * One message that was sent or came in, as far as correspondence learns from it.
 *
 * @param when it was sent
 * @param from its author
 * @param to everybody in To and Cc, and for sent mail in the envelope; people, without doubles;
 *     nothing is learned about those behind the first {@link #MOST_PEOPLE}
 * @param hidden those of them whom the headers did not show
 * @param subject key of the subject, see {@link SubjectKey}; empty when there is none
 * @param thread which conversation it belongs to
 * @param cases references in its subject and text
 * @param origin how it came to be learned
 * @param showing what the message itself did to the people whom it showed
 */
public record Exchange(
    Instant when,
    NamedAddress from,
    List<NamedAddress> to,
    Set<Address> hidden,
    SubjectKey subject,
    ThreadMarks thread,
    Set<CaseReference> cases,
    Origin origin,
    Showing showing) {
  /** A bound on what one message teaches: messages to more people are mailings. */
  public static final int MOST_PEOPLE = 2_000;

  /** How a message came to be learned. */
  public enum Origin {
    /** It passed the gate, or somebody kept it as sent: its author is who it says. */
    SENT,
    /**
     * It came in from elsewhere, and anybody may have written its From. Under the name of somebody
     * here it teaches nothing about people outside.
     */
    CAME_IN
  }

  /** Whether a message showed people to each other. */
  public enum Showing {
    /** Nobody to anybody who should not know them. */
    NOBODY,
    /** Strangers to strangers: an open audience. Who met there does not know each other. */
    STRANGERS
  }

  public Exchange {
    when = when.isBefore(Instant.EPOCH) ? Instant.EPOCH : when;
    to = List.copyOf(to.subList(0, Math.min(MOST_PEOPLE, to.size())));
    hidden = Set.copyOf(hidden);
    cases = Set.copyOf(cases);
  }

  /** A message of which only its subject tells where it belongs. */
  public Exchange(Instant when, NamedAddress from, List<NamedAddress> to, SubjectKey subject) {
    this(
        when,
        from,
        to,
        Set.of(),
        subject,
        ThreadMarks.none(),
        Set.of(),
        Origin.SENT,
        Showing.NOBODY);
  }
}
