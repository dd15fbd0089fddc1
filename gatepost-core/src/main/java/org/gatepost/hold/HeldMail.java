package org.gatepost.hold;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.gatepost.delivery.Composer;
import org.gatepost.mail.Address;

/**
 * What people may do with a held message. Each call is one decision, carried out in one commit; two
 * people who decide at once get one winner, and the other is told.
 *
 * <p>Who may call what is checked here, from the actor and the hold; pages only ask.
 */
public interface HeldMail {
  /**
   * Who decides.
   *
   * @param address the person
   * @param reviewer true for somebody who may decide on others' mail
   * @param byLink true when a link in a notice stands for the sign-in
   */
  record Actor(Address address, boolean reviewer, boolean byLink) {}

  /** How a decision came out. */
  sealed interface Outcome {
    /** It is done, and durable. */
    record Done() implements Outcome {}

    /** A corrected version was held again. */
    record HeldAgain(UUID hold) implements Outcome {}

    /** The hold had ended before, or nobody knows it. */
    record Ended() implements Outcome {}

    /** It cannot be split, and why. Nothing was done. */
    record CannotSplit(List<Composer.Obstacle> obstacles) implements Outcome {}

    /** The policy or the actor's part does not allow it, in words for the person. */
    record NotAllowed(String because) implements Outcome {}
  }

  /** Sends an individual copy to each held recipient. */
  Outcome sendCopies(UUID hold, Actor actor);

  /**
   * Sends the message as it is.
   *
   * @param reason in the actor's words, kept; must not be blank
   */
  Outcome sendAsIs(UUID hold, Actor actor, String reason);

  Outcome cancel(UUID hold, Actor actor);

  /**
   * Puts the addresses that the findings suggest in place of the doubted ones, in headers, envelope
   * and text; the result is judged like a new message.
   */
  Outcome correct(UUID hold, Actor actor);

  /** Changes who gets it; the result is judged like a new message. */
  Outcome change(UUID hold, Actor actor, Change change);

  /**
   * Other recipients for a held message.
   *
   * @param removed taken out of headers and envelope
   * @param corrected old address to new one, in headers and envelope, and in the text where that
   *     can be changed
   * @param dropBcc takes a Bcc field out of the data; its people still get the message
   */
  record Change(Set<Address> removed, Map<Address, Address> corrected, boolean dropBcc) {
    public Change {
      removed = Set.copyOf(removed);
      corrected = Map.copyOf(corrected);
    }
  }

  /** True when there is somebody to ask: a reviewer who is not the message's own sender. */
  boolean hasSecondPerson(Hold hold);

  /**
   * Asks a second person to let the message go as it is. Not allowed where a second person decides
   * anyway, nor where there is nobody to ask ({@link #hasSecondPerson}).
   */
  Outcome askReviewer(UUID hold, Actor actor, String reason);

  /**
   * A reviewer lets it go as it is; but whoever is to get a copy of their own ({@link
   * Hold#split()}) gets one, unless the sender asked for it to go as it is.
   */
  Outcome approve(UUID hold, Actor actor, Optional<String> reason);

  /**
   * A reviewer lets it go as it is, also to those who are to get a copy of their own.
   *
   * @param reason in the actor's words, kept; must not be blank
   */
  Outcome approveAsIs(UUID hold, Actor actor, String reason);

  /** A reviewer stops it; the sender is told. */
  Outcome decline(UUID hold, Actor actor, String reason);
}
