package org.gatepost.app.replay;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.gatepost.app.check.HistoryMemory;
import org.gatepost.app.check.Judges;
import org.gatepost.app.check.Kept;
import org.gatepost.app.config.Configuration;
import org.gatepost.audience.Organisation;
import org.gatepost.inspect.Submission;
import org.gatepost.mail.Address;
import org.gatepost.mail.Addressee;
import org.gatepost.mail.Addressee.Place;
import org.gatepost.mail.Envelope;
import org.gatepost.mail.Heading;
import org.gatepost.mail.IdentitySource;
import org.gatepost.mail.Message;
import org.gatepost.mail.NamedAddress;
import org.gatepost.mail.ReversePath;
import org.gatepost.policy.Verdict;

/**
 * Judges the copies of sent mail that people keep. A Bcc field in such a copy was taken out before
 * the message left: those people had the message and nobody saw them.
 */
final class SentMail {
  /** What became of one message. */
  sealed interface Outcome {
    record Judged(Address sender, Instant date, Verdict verdict) implements Outcome {}

    /** Its author is not of the organisation. */
    record NotOurs() implements Outcome {}

    /** It names nobody. */
    record Unaddressed() implements Outcome {}
  }

  private final HistoryMemory history;
  private final Judges judges;
  private final Organisation organisation;
  private final IdentitySource identities;

  SentMail(Configuration configuration, Kept kept, IdentitySource identities, InstantSource clock) {
    this.history = new HistoryMemory(configuration, kept, clock);
    this.judges = new Judges(configuration, history.lists(), history, history.answers());
    this.organisation = configuration.organisation();
    this.identities = identities;
  }

  /** Judges a message by what the earlier ones taught, and learns from it. */
  Outcome judge(Message message, Instant date) {
    Outcome outcome = judged(message, date);
    history.learn(message, date);
    return outcome;
  }

  private Outcome judged(Message message, Instant date) {
    Heading heading = message.heading();
    Optional<Address> sender = heading.from().stream().findFirst().map(NamedAddress::address);
    if (sender.isEmpty() || !organisation.isInside(sender.get(), sender)) {
      return new Outcome.NotOurs();
    }
    List<Address> recipients = heading.addressees().stream().map(Addressee::address).toList();
    if (recipients.isEmpty()) {
      return new Outcome.Unaddressed();
    }
    Submission submission = new Submission(sender, "", date, identities.next().toString());
    Verdict verdict =
        judges.judge(
            submission, Envelope.of(ReversePath.of(sender.get()), recipients), asItLeft(message));
    return new Outcome.Judged(sender.get(), date, verdict);
  }

  private static Message asItLeft(Message message) {
    Heading heading = message.heading();
    List<Addressee> shown =
        heading.addressees().stream().filter(addressee -> addressee.place() != Place.BCC).toList();
    return new Message(
        message.content(),
        message.headers(),
        new Heading(
            heading.from(),
            heading.sender(),
            heading.replyTo(),
            shown,
            heading.subject(),
            heading.date(),
            heading.messageId(),
            heading.references()),
        message.root());
  }
}
