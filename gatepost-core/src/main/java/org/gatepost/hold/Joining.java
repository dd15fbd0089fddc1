package org.gatepost.hold;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.gatepost.inspect.Finding;
import org.gatepost.mail.Address;
import org.gatepost.mail.Envelope;
import org.gatepost.mail.MailParameters;
import org.gatepost.mail.MailParameters.BodyType;
import org.gatepost.mail.Recipient;

/**
 * How several transactions of one message become one held message. Pure: where the earlier ones are
 * kept is the spool's affair.
 */
public final class Joining {
  /**
   * How long a message with an id counts as the same one after it was sent: as long as a mail
   * server keeps trying (RFC 5321 section 4.5.4.1).
   */
  private static final Duration SENT = Duration.ofDays(5);

  /**
   * How long somebody who lost our answer may come back with a message that was not sent: what a
   * client waits for an answer (RFC 5321 section 4.5.3.2.6).
   */
  private static final Duration RETRY = Duration.ofMinutes(10);

  private Joining() {}

  /**
   * Somebody whom an earlier transaction of the same message covered, held or free.
   *
   * @param state of the hold that it became
   * @param endedAt when that hold ended; empty while it is held
   */
  public record Covered(Address recipient, HoldState state, Optional<Instant> endedAt) {}

  /**
   * What an intake brings that no earlier transaction of the same message covered.
   *
   * @param held who has to wait
   * @param free who gets it now
   */
  public record Share(List<Recipient> held, List<Recipient> free) {
    public Share {
      held = List.copyOf(held);
      free = List.copyOf(free);
    }

    public boolean isEmpty() {
      return held.isEmpty() && free.isEmpty();
    }
  }

  /**
   * Leaves out whom an earlier transaction still covers. Somebody who is both held and free in one
   * intake is held: nothing leaves by mistake.
   */
  public static Share share(Spool.Intake intake, Collection<Covered> covered) {
    Set<Address> seen = new HashSet<>();
    covered.stream()
        .filter(earlier -> isSameSubmission(intake.hold(), earlier))
        .map(Covered::recipient)
        .forEach(seen::add);
    List<Recipient> held = fresh(intake.hold().envelope().recipients(), seen);
    List<Recipient> free =
        fresh(intake.free().map(part -> part.envelope().recipients()).orElse(List.of()), seen);
    return new Share(held, free);
  }

  /**
   * A held message and one more transaction of it. The stricter of both wins: who must decide, and
   * what may be chosen. Whoever must decide only now has as long for it as with a new hold. Where
   * nobody is known who could be asked or undo it, a reviewer decides.
   *
   * @param recipients of the second one, without those already covered
   */
  public static Hold unite(Hold first, Spool.Intake intake, List<Recipient> recipients) {
    Hold second = intake.hold();
    boolean stricter =
        !recipients.isEmpty() && strictness(second.awaiting()) > strictness(first.awaiting());
    Hold leading = stricter ? second : first;
    Awaiting awaiting =
        recipients.isEmpty() ? first.awaiting() : waitsFor(first, second.awaiting());
    List<Recipient> all = new ArrayList<>(first.envelope().recipients());
    all.addAll(recipients);
    Set<Finding> findings = new LinkedHashSet<>(leading.findings());
    findings.addAll(first.findings());
    findings.addAll(second.findings());
    Set<Address> split = new HashSet<>(first.split());
    recipients.stream()
        .map(Recipient::address)
        .filter(second.split()::contains)
        .forEach(split::add);
    return new Hold(
        first.id(),
        first.state(),
        awaiting,
        first.owner(),
        new Envelope(
            first.envelope().reversePath(),
            wider(first.envelope().parameters(), second.envelope().parameters()),
            all),
        first.subject(),
        first.messageId(),
        first.size(),
        first.content(),
        leading.rule(),
        List.copyOf(findings),
        first.offers().stream().filter(second.offers()::contains).toList(),
        split,
        first.heldAt(),
        awaiting == first.awaiting() ? first.dueAt() : dueAt(first, intake, awaiting),
        first.replaces(),
        first.resolution());
  }

  /**
   * Whether a message is the one that was taken before, and not the same words sent once more. In
   * doubt it is held anew: that asks the sender again, while leaving it out would lose it.
   */
  private static boolean isSameSubmission(Hold message, Covered earlier) {
    return switch (earlier.state()) {
      case HELD -> true;
      case RELEASED, CHANGED -> message.messageId().isPresent() && isWithin(SENT, message, earlier);
      case CANCELLED, EXPIRED -> isWithin(RETRY, message, earlier);
    };
  }

  private static boolean isWithin(Duration window, Hold message, Covered earlier) {
    return earlier
        .endedAt()
        .filter(ended -> message.heldAt().isBefore(ended.plus(window)))
        .isPresent();
  }

  private static List<Recipient> fresh(List<Recipient> recipients, Set<Address> seen) {
    return recipients.stream().filter(recipient -> seen.add(recipient.address())).toList();
  }

  private static Instant dueAt(Hold first, Spool.Intake intake, Awaiting awaiting) {
    Instant later = later(first.dueAt(), intake.hold().dueAt());
    return switch (awaiting) {
      case SENDER, REVIEWER -> later(later, intake.hold().heldAt().plus(intake.patience()));
      case TIMER, SPLIT -> later;
    };
  }

  private static Instant later(Instant one, Instant other) {
    return one.isBefore(other) ? other : one;
  }

  private static int strictness(Awaiting awaiting) {
    return switch (awaiting) {
      case SPLIT -> 0;
      case TIMER -> 1;
      case SENDER -> 2;
      case REVIEWER -> 3;
    };
  }

  private static Awaiting waitsFor(Hold first, Awaiting second) {
    Awaiting awaiting = stricter(first.awaiting(), second);
    return switch (awaiting) {
      case SENDER, TIMER -> first.owner().isPresent() ? awaiting : Awaiting.REVIEWER;
      case REVIEWER, SPLIT -> awaiting;
    };
  }

  /** Copies for some and the message as it is for others: only a person can say which. */
  private static Awaiting stricter(Awaiting first, Awaiting second) {
    Awaiting leading = strictness(second) > strictness(first) ? second : first;
    boolean mixed = first != second && (first == Awaiting.SPLIT || second == Awaiting.SPLIT);
    return mixed && leading == Awaiting.TIMER ? Awaiting.SENDER : leading;
  }

  private static MailParameters wider(MailParameters first, MailParameters second) {
    boolean eightBit =
        first.body() == BodyType.EIGHT_BIT_MIME || second.body() == BodyType.EIGHT_BIT_MIME;
    return new MailParameters(
        eightBit ? BodyType.EIGHT_BIT_MIME : BodyType.SEVEN_BIT,
        first.smtpUtf8() || second.smtpUtf8(),
        first.size(),
        first.ret(),
        first.envelopeId());
  }
}
