package org.gatepost.hold;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.gatepost.delivery.Delivery;
import org.gatepost.delivery.Ledger;
import org.gatepost.inspect.GivenAnswer;
import org.gatepost.mail.Address;
import org.gatepost.mail.Content;
import org.gatepost.mail.Envelope;
import org.gatepost.mail.Recipient;

/**
 * Where held messages live. Every change is one commit and durable when the call returns; a call
 * that cannot reach the database throws {@link org.gatepost.delivery.StorageUnavailableException}
 * and has changed nothing that will be seen.
 */
public interface Spool {
  /**
   * Takes a message. When a message with the same {@link Intake#joinKey()} was taken before:
   *
   * <ul>
   *   <li>and is still held, the recipients of both are united in that hold;
   *   <li>and was sent less than five days ago, and has a Message-ID, recipients that it covered
   *       are left out;
   *   <li>and was cancelled or expired less than ten minutes ago, recipients that it covered are
   *       left out: somebody who lost our answer tries again;
   *   <li>otherwise it is somebody's wish to send the same words again, and a hold of its own.
   * </ul>
   *
   * When recipients are left out and none remain nothing is taken; the rest is a hold of its own.
   * The rule, {@link Joining}'s, is the same for recipients of the free part. A notice is posted
   * with a new hold, and when somebody else than before must decide on the united one.
   */
  Taken take(Intake intake);

  /**
   * A message to be held.
   *
   * @param hold its record, state HELD, with the held recipients
   * @param joinKey equal for transactions of the same message: reverse path, Message-ID and a hash
   *     of what the sender's program wrote
   * @param content the octets, trace field included
   * @param free the recipients who get it now, as it is
   * @param patience how long a person has to decide
   * @param notice makes the mail that tells the sender or the reviewers of a hold: this one, or the
   *     one that it joins. It is called inside the commit, perhaps more than once, and only
   *     composes octets
   */
  record Intake(
      Hold hold,
      String joinKey,
      Content content,
      Optional<Free> free,
      Duration patience,
      Function<Hold, Optional<Ledger.Posted>> notice) {}

  /** The free part: an order for content that the hold stores. */
  record Free(UUID id, Envelope envelope) {}

  /** What became of an intake. */
  sealed interface Taken {
    UUID hold();

    /**
     * True when somebody is to decide on the hold, or may still undo it, who was to be told just
     * now, and there was nobody to tell.
     */
    boolean untold();

    /** A new hold. */
    record Fresh(UUID hold, boolean untold) implements Taken {}

    /** It was part of that hold, or is now. */
    record Joined(UUID hold, boolean untold) implements Taken {}
  }

  Optional<Hold> find(UUID hold);

  /** Held messages of one person in every state, newest first. */
  List<Hold> ownedBy(Address owner, int most);

  /** Held messages that wait for a reviewer, or have nobody else to decide, oldest first. */
  List<Hold> forReviewers(int most);

  /** Holds whose time is over. */
  List<Hold> due(Instant now, int most);

  /**
   * Ends a hold.
   *
   * @param seen the hold as whoever decides saw it
   * @param orders deliveries that follow, in the same commit
   * @param posted further mail with content of its own
   * @param successor the corrected version when it is held again; it joins no other hold
   * @param answers what its sender said by ending it so, written down in the same commit
   * @return false when the hold had ended already, or when further recipients joined it since it
   *     was seen, for whom the orders would be missing; then nothing was done
   */
  boolean resolve(
      Hold seen,
      Hold.Resolution resolution,
      List<Delivery.Order> orders,
      List<Ledger.Posted> posted,
      Optional<Intake> successor,
      List<GivenAnswer> answers);

  /** The same for an end by which its sender said nothing. */
  default boolean resolve(
      Hold seen,
      Hold.Resolution resolution,
      List<Delivery.Order> orders,
      List<Ledger.Posted> posted,
      Optional<Intake> successor) {
    return resolve(seen, resolution, orders, posted, successor, List.of());
  }

  /** Hands the decision to a reviewer. False when the hold had ended already. */
  boolean askReviewer(UUID hold, String by, String reason, Instant dueAt);

  /** The wish of the sender that a reviewer is asked to approve, in the sender's words. */
  Optional<String> askedBecause(UUID hold);

  /** Recipients of a hold with their delivery status wishes. */
  default List<Recipient> recipients(UUID hold) {
    return find(hold).map(found -> found.envelope().recipients()).orElse(List.of());
  }
}
