package org.gatepost.gate;

import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.gatepost.delivery.Delivery;
import org.gatepost.delivery.Ledger;
import org.gatepost.hold.HeldMail.Outcome;
import org.gatepost.hold.Hold;
import org.gatepost.hold.HoldState;
import org.gatepost.hold.Spool;
import org.gatepost.mail.Content;
import org.gatepost.mail.Envelope;
import org.gatepost.mail.IdentitySource;
import org.gatepost.mail.Message;
import org.gatepost.mail.Recipient;
import org.gatepost.policy.Offer;

/** The ways in which a hold can end, each one commit together with what follows from it. */
final class Endings {
  private final Spool spool;
  private final Ledger ledger;
  private final MessageReader reader;
  private final Runnable wakeUp;
  private final IdentitySource identities;
  private final InstantSource clock;

  Endings(
      Spool spool,
      Ledger ledger,
      MessageReader reader,
      Runnable wakeUp,
      IdentitySource identities,
      InstantSource clock) {
    this.spool = spool;
    this.ledger = ledger;
    this.reader = reader;
    this.wakeUp = wakeUp;
    this.identities = identities;
    this.clock = clock;
  }

  /** The held message; its caller closes it. */
  Message read(Hold hold) throws IOException {
    Content content = ledger.open(hold.content());
    return switch (reader.read(content)) {
      case MessageReader.Reading.Read(var message) -> message;
      case MessageReader.Reading.NotAMessage(var because) -> {
        content.close();
        throw new IllegalStateException("A held message can no longer be read: " + because);
      }
    };
  }

  /** One order for each recipient; the copies are made when they are sent. */
  Outcome copies(Hold hold, String by) {
    List<Delivery.Order> orders = new ArrayList<>();
    for (Recipient recipient : hold.envelope().recipients()) {
      orders.add(
          new Delivery.Order(
              identities.next(),
              Delivery.Kind.COPY,
              hold.envelope().to(List.of(recipient)),
              hold.content()));
    }
    Hold.Resolution resolution =
        new Hold.Resolution(
            HoldState.RELEASED, by, Offer.SPLIT.wireName(), Optional.empty(), clock.instant());
    return resolve(hold, resolution, orders, List.of(), Optional.empty());
  }

  Outcome release(Hold hold, String by, String action, Optional<String> reason) {
    Delivery.Order order =
        new Delivery.Order(identities.next(), Delivery.Kind.AS_IS, hold.envelope(), hold.content());
    return resolve(
        hold,
        new Hold.Resolution(HoldState.RELEASED, by, action, reason, clock.instant()),
        List.of(order),
        List.of(),
        Optional.empty());
  }

  Outcome end(
      Hold hold,
      HoldState state,
      String by,
      String action,
      Optional<String> reason,
      List<Ledger.Posted> letters) {
    return resolve(
        hold,
        new Hold.Resolution(state, by, action, reason, clock.instant()),
        List.of(),
        letters,
        Optional.empty());
  }

  /** Ends it as changed, and sends the corrected version. */
  Outcome replaceBy(Hold hold, String by, Envelope envelope, Content content) {
    Delivery.Order order =
        new Delivery.Order(identities.next(), Delivery.Kind.AS_IS, envelope, identities.next());
    return resolve(
        hold, changed(by), List.of(), List.of(new Ledger.Posted(order, content)), Optional.empty());
  }

  /** Ends it as changed; the corrected version is held in its place. */
  Outcome replaceBy(Hold hold, String by, Spool.Intake successor) {
    Outcome outcome = resolve(hold, changed(by), List.of(), List.of(), Optional.of(successor));
    return outcome instanceof Outcome.Done ? new Outcome.HeldAgain(successor.hold().id()) : outcome;
  }

  private Hold.Resolution changed(String by) {
    return new Hold.Resolution(
        HoldState.CHANGED,
        by,
        Offer.CHANGE_RECIPIENTS.wireName(),
        Optional.empty(),
        clock.instant());
  }

  private Outcome resolve(
      Hold hold,
      Hold.Resolution resolution,
      List<Delivery.Order> orders,
      List<Ledger.Posted> posted,
      Optional<Spool.Intake> successor) {
    if (!spool.resolve(hold, resolution, orders, posted, successor)) {
      return new Outcome.Ended();
    }
    wakeUp.run();
    return new Outcome.Done();
  }
}
