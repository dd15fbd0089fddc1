package org.gatepost.gate;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.gatepost.audience.AudienceReading;
import org.gatepost.audience.Circles;
import org.gatepost.delivery.Composer;
import org.gatepost.delivery.Ledger;
import org.gatepost.hold.Awaiting;
import org.gatepost.hold.HeldMail;
import org.gatepost.hold.Hold;
import org.gatepost.hold.HoldState;
import org.gatepost.hold.Spool;
import org.gatepost.mail.Address;
import org.gatepost.mail.Message;
import org.gatepost.policy.Offer;

/**
 * Carries out what people decide on held mail, after checking that they may. Each decision is one
 * compare-and-set commit in the spool, together with the deliveries that follow from it.
 */
public final class HoldDesk implements HeldMail {
  private final Spool spool;
  private final Ledger ledger;
  private final Composer composer;
  private final AudienceReading audiences;
  private final Endings endings;
  private final Readdressing readdressing;
  private final HoldSettings settings;
  private final Notices notices;
  private final Intakes intakes;
  private final Alerts alerts;
  private final Runnable wakeUp;
  private final InstantSource clock;

  /**
   * A desk.
   *
   * @param alerts hears that a sender wanted a second person and there is none
   */
  public HoldDesk(HoldParts parts, Alerts alerts) {
    this.alerts = alerts;
    this.spool = parts.spool();
    this.ledger = parts.ledger();
    this.composer = parts.composer();
    this.audiences = parts.audiences();
    this.settings = parts.settings();
    this.notices = parts.notices();
    this.intakes = parts.intakes();
    this.endings = parts.endings();
    this.readdressing =
        new Readdressing(
            composer, parts.reader(), parts.judgement(), intakes, endings, parts.clock());
    this.wakeUp = parts.wakeUp();
    this.clock = parts.clock();
  }

  @Override
  public Outcome sendCopies(UUID id, Actor actor) {
    return asOwner(id, actor, Optional.of(Offer.SPLIT), hold -> split(hold, actor.address()));
  }

  @Override
  public Outcome sendAsIs(UUID id, Actor actor, String reason) {
    if (reason.isBlank()) {
      return new Outcome.NotAllowed("Say why it should be sent as it is.");
    }
    return asOwner(
        id,
        actor,
        Optional.of(Offer.SEND_WITH_REASON),
        hold ->
            endings.meant(
                hold, actor.address(), Offer.SEND_WITH_REASON.wireName(), Optional.of(reason)));
  }

  @Override
  public Outcome cancel(UUID id, Actor actor) {
    return asOwner(
        id,
        actor,
        Optional.empty(),
        hold ->
            endings.end(
                hold,
                HoldState.CANCELLED,
                actor.address().toString(),
                Offer.CANCEL.wireName(),
                Optional.empty(),
                List.of()));
  }

  @Override
  public Outcome correct(UUID id, Actor actor) {
    return asOwner(
        id,
        actor,
        Optional.of(Offer.CORRECT_ADDRESS),
        hold -> readdressing.correct(hold, actor, hold.suggestions()));
  }

  @Override
  public Outcome change(UUID id, Actor actor, Change change) {
    boolean onlyDropsBcc =
        change.dropBcc() && change.removed().isEmpty() && change.corrected().isEmpty();
    return asOwner(
        id,
        actor,
        Optional.of(onlyDropsBcc ? Offer.DROP_BCC : Offer.CHANGE_RECIPIENTS),
        hold -> readdressing.change(hold, actor, change));
  }

  @Override
  public boolean hasSecondPerson(Hold hold) {
    return settings.reviewers().get().stream()
        .anyMatch(
            reviewer ->
                hold.owner().map(owner -> !owner.person().equals(reviewer.person())).orElse(true));
  }

  @Override
  public Outcome askReviewer(UUID id, Actor actor, String reason) {
    if (reason.isBlank()) {
      return new Outcome.NotAllowed("Say why it should be sent as it is.");
    }
    return asOwner(
        id, actor, Optional.empty(), hold -> askReviewer(hold, actor.address().toString(), reason));
  }

  /**
   * What a rule leaves to a reviewer is theirs already, on the rule's terms and not the sender's.
   */
  private Outcome askReviewer(Hold hold, String by, String reason) {
    if (hold.awaiting() == Awaiting.REVIEWER) {
      return new Outcome.NotAllowed("A second person decides on this message.");
    }
    if (!hasSecondPerson(hold)) {
      alerts.raise(hold.id().toString(), "A second person was wanted, and there is no reviewer.");
      return new Outcome.NotAllowed(
          "There is nobody to ask yet. The person who looks after Gatepost in your organisation"
              + " can add a reviewer.");
    }
    if (!spool.askReviewer(hold.id(), by, reason, clock.instant().plus(settings.patience()))) {
      return new Outcome.Ended();
    }
    // As it is now: who decides and until when have changed.
    spool.find(hold.id()).ifPresent(this::tellReviewers);
    return new Outcome.Done();
  }

  @Override
  public Outcome approve(UUID id, Actor actor, Optional<String> reason) {
    return asReviewer(id, actor, hold -> approve(hold, actor.address().toString(), reason));
  }

  @Override
  public Outcome approveAsIs(UUID id, Actor actor, String reason) {
    if (reason.isBlank()) {
      return new Outcome.NotAllowed("Say why it should be sent as it is.");
    }
    return asReviewer(
        id,
        actor,
        hold ->
            endings.asIs(hold, actor.address().toString(), "approve-as-is", Optional.of(reason)));
  }

  /** The sender who asked for it asked that it goes as it is; otherwise each rule has its way. */
  private Outcome approve(Hold hold, String by, Optional<String> reason) throws IOException {
    if (hold.split().isEmpty() || spool.askedBecause(hold.id()).isPresent()) {
      return endings.asIs(hold, by, "approve", reason);
    }
    List<Composer.Obstacle> obstacles = obstacles(hold);
    return obstacles.isEmpty()
        ? endings.release(hold, hold.split(), by, "approve-with-copies", reason)
        : new Outcome.CannotSplit(obstacles);
  }

  @Override
  public Outcome decline(UUID id, Actor actor, String reason) {
    if (reason.isBlank()) {
      return new Outcome.NotAllowed("Say why it should not be sent.");
    }
    return asReviewer(
        id,
        actor,
        hold ->
            endings.end(
                hold,
                HoldState.CANCELLED,
                actor.address().toString(),
                "decline",
                Optional.of(reason),
                hold.owner()
                    .map(
                        owner ->
                            intakes.posted(notices.declined(hold, owner, actor.address(), reason)))
                    .map(List::of)
                    .orElse(List.of())));
  }

  private Outcome split(Hold hold, Address by) throws IOException {
    List<Composer.Obstacle> obstacles = obstacles(hold);
    return obstacles.isEmpty()
        ? endings.copies(hold, by.toString())
        : new Outcome.CannotSplit(obstacles);
  }

  private List<Composer.Obstacle> obstacles(Hold hold) throws IOException {
    try (Message message = endings.read(hold)) {
      Set<Address> people =
          Intakes.strangers(audiences.read(hold.envelope(), message.heading(), Circles.unknown()));
      return composer.obstacles(message, people);
    }
  }

  private void tellReviewers(Hold hold) {
    intakes
        .reviewersNotice(hold)
        .ifPresent(notice -> ledger.post(notice, Optional.of(hold.id()), clock.instant()));
    wakeUp.run();
  }

  private Outcome asOwner(UUID id, Actor actor, Optional<Offer> offer, Decided decided) {
    Optional<Hold> found = open(id);
    if (found.isEmpty()) {
      return new Outcome.Ended();
    }
    Hold hold = found.get();
    boolean owns =
        hold.owner().map(owner -> owner.person().equals(actor.address().person())).orElse(false);
    if (!owns) {
      return new Outcome.NotAllowed("This message belongs to somebody else.");
    }
    if (hold.awaiting() == Awaiting.REVIEWER && offer.isPresent()) {
      return new Outcome.NotAllowed("A second person decides on this message.");
    }
    if (offer.isPresent() && !hold.offers().contains(offer.get())) {
      return new Outcome.NotAllowed("The policy does not offer this for this message.");
    }
    Outcome outcome = carryOut(decided, hold);
    return grew(hold, outcome) ? asOwner(id, actor, offer, decided) : outcome;
  }

  private Outcome asReviewer(UUID id, Actor actor, Decided decided) {
    Optional<Hold> found = open(id);
    if (found.isEmpty()) {
      return new Outcome.Ended();
    }
    Hold hold = found.get();
    boolean own =
        hold.owner().map(owner -> owner.person().equals(actor.address().person())).orElse(false);
    if (!actor.reviewer() || actor.byLink() || own) {
      return new Outcome.NotAllowed("Somebody else must decide on this message.");
    }
    if (hold.awaiting() != Awaiting.REVIEWER) {
      return new Outcome.NotAllowed("This message waits for its sender.");
    }
    Outcome outcome = carryOut(decided, hold);
    return grew(hold, outcome) ? asReviewer(id, actor, decided) : outcome;
  }

  /** True when nothing was done because another transaction of the same message came in. */
  private boolean grew(Hold seen, Outcome outcome) {
    return outcome instanceof Outcome.Ended
        && open(seen.id()).map(now -> !now.envelope().equals(seen.envelope())).orElse(false);
  }

  private static Outcome carryOut(Decided decided, Hold hold) {
    try {
      return decided.on(hold);
    } catch (IOException unreadable) {
      throw new UncheckedIOException("Stored content cannot be read.", unreadable);
    }
  }

  private Optional<Hold> open(UUID id) {
    return spool.find(id).filter(hold -> hold.state() == HoldState.HELD);
  }

  /** What to do with a hold once it is clear that the actor may. */
  @FunctionalInterface
  private interface Decided {
    Outcome on(Hold hold) throws IOException;
  }
}
