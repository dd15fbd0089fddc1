package org.gatepost.inspect;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.gatepost.correspondence.Heard;
import org.gatepost.correspondence.Inbound;
import org.gatepost.correspondence.Standing;
import org.gatepost.mail.Address;
import org.gatepost.recipient.ListName;

/**
 * People outside who have been written to and never wrote to anyone here: whoever reads there may
 * not be who is meant. Nothing is concluded where mail that comes in is not learned, nor of
 * mailboxes that do not answer.
 */
public final class UnansweredAddresses {
  /** Mail that comes in must have been learned lately, or an answer may have been missed. */
  private static final Duration HEARD_LATELY = Duration.ofDays(180);

  private static final Set<String> DO_NOT_ANSWER =
      Set.of("noreply", "donotreply", "nepasrepondre", "mailerdaemon", "postmaster", "bounce");

  private UnansweredAddresses() {}

  /** One finding for each. */
  public static List<Finding> of(Addressing addressing) {
    List<Finding> findings = new ArrayList<>();
    for (Address person : addressing.letter().recipients()) {
      Standing standing = addressing.known().standing(person);
      if (!addressing.isInside(person)
          && !addressing.mailboxes().contains(person)
          && standing.writtenTo() > 0
          && standing.heard() instanceof Heard.Never
          && isHeardOf(addressing.known().inbound(), standing, addressing.letter().when())
          && !doesNotAnswer(person)) {
        findings.add(finding(addressing.asWritten(person), standing.writtenTo() + 1));
      }
    }
    return findings;
  }

  /** True when an answer would have been seen. */
  private static boolean isHeardOf(Inbound inbound, Standing standing, Instant now) {
    return inbound instanceof Inbound.Learned learned
        && standing.lastSeen().map(last -> !learned.first().isAfter(last)).orElse(false)
        && Duration.between(learned.last(), now).compareTo(HEARD_LATELY) < 0;
  }

  private static boolean doesNotAnswer(Address person) {
    String name = person.localPart().toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}]", "");
    return DO_NOT_ANSWER.stream().anyMatch(name::contains) || ListName.isLikely(person);
  }

  /** The second message counts 0.9, and each further one is surer. */
  private static Finding finding(Address written, int message) {
    return new Finding(
        FindingKind.UNANSWERED_ADDRESS,
        1 - 0.2 / message,
        List.of(written),
        Evidence.of("message " + message + " to an address that never wrote here"),
        "This would be message "
            + message
            + " to "
            + written
            + ", from where nobody here has ever got an answer or any other message.");
  }
}
