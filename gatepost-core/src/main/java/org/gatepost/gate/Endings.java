package org.gatepost.gate;

import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.gatepost.delivery.Delivery;
import org.gatepost.delivery.Ledger;
import org.gatepost.hold.HeldMail.Outcome;
import org.gatepost.hold.Hold;
import org.gatepost.hold.HoldState;
import org.gatepost.hold.Spool;
import org.gatepost.inspect.GivenAnswer;
import org.gatepost.mail.Address;
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
      case MessageReader.Reading.Unread unread -> {
        content.close();
        throw new IllegalStateException(
            "A held message can no longer be read: " + unread.because());
      }
    };
  }

  /** A copy for each recipient. */
  Outcome copies(Hold hold, String by) {
    Set<Address> everybody = Set.copyOf(hold.envelope().addresses());
    return release(hold, everybody, by, Offer.SPLIT.wireName(), Optional.empty());
  }

  /** The message as it is, to everybody. */
  Outcome asIs(Hold hold, String by, String action, Optional<String> reason) {
    return release(hold, Set.of(), by, action, reason);
  }

  /** As it is, because its sender, who was asked, means these people: they are not asked again. */
  Outcome meant(Hold hold, Address sender, String action, Optional<String> reason) {
    return release(
        hold,
        Set.of(),
        sender.toString(),
        action,
        reason,
        GivenAnswer.meant(sender, hold.findings()));
  }

  /** One order for each copy, which is made when it is sent, and one for all the others. */
  Outcome release(
      Hold hold, Set<Address> split, String by, String action, Optional<String> reason) {
    return release(hold, split, by, action, reason, List.of());
  }

  private Outcome release(
      Hold hold,
      Set<Address> split,
      String by,
      String action,
      Optional<String> reason,
      List<GivenAnswer> answers) {
    List<Delivery.Order> orders = new ArrayList<>();
    List<Recipient> together = new ArrayList<>();
    for (Recipient recipient : hold.envelope().recipients()) {
      if (split.contains(recipient.address())) {
        orders.add(order(Delivery.Kind.COPY, hold, List.of(recipient)));
      } else {
        together.add(recipient);
      }
    }
    if (!together.isEmpty()) {
      orders.add(order(Delivery.Kind.AS_IS, hold, together));
    }
    return resolve(
        hold,
        new Hold.Resolution(HoldState.RELEASED, by, action, reason, clock.instant()),
        orders,
        List.of(),
        Optional.empty(),
        answers);
  }

  private Delivery.Order order(Delivery.Kind kind, Hold hold, List<Recipient> to) {
    return new Delivery.Order(identities.next(), kind, hold.envelope().to(to), hold.content());
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
        Optional.empty(),
        List.of());
  }

  /** Ends it as changed, and sends the corrected version. */
  Outcome replaceBy(
      Hold hold,
      String by,
      Offer taken,
      Envelope envelope,
      Content content,
      List<GivenAnswer> answers) {
    Delivery.Order order =
        new Delivery.Order(identities.next(), Delivery.Kind.AS_IS, envelope, identities.next());
    return resolve(
        hold,
        changed(by, taken),
        List.of(),
        List.of(new Ledger.Posted(order, content)),
        Optional.empty(),
        answers);
  }

  /** Ends it as changed; the corrected version is held in its place. */
  Outcome replaceBy(
      Hold hold, String by, Offer taken, Spool.Intake successor, List<GivenAnswer> answers) {
    Outcome outcome =
        resolve(hold, changed(by, taken), List.of(), List.of(), Optional.of(successor), answers);
    return outcome instanceof Outcome.Done ? new Outcome.HeldAgain(successor.hold().id()) : outcome;
  }

  private Hold.Resolution changed(String by, Offer taken) {
    return new Hold.Resolution(
        HoldState.CHANGED, by, taken.wireName(), Optional.empty(), clock.instant());
  }

  private Outcome resolve(
      Hold hold,
      Hold.Resolution resolution,
      List<Delivery.Order> orders,
      List<Ledger.Posted> posted,
      Optional<Spool.Intake> successor,
      List<GivenAnswer> answers) {
    if (!spool.resolve(hold, resolution, orders, posted, successor, answers)) {
      return new Outcome.Ended();
    }
    wakeUp.run();
    return new Outcome.Done();
  }
}
