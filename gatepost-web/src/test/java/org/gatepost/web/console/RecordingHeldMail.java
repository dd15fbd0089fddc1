package org.gatepost.web.console;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.gatepost.delivery.Delivery;
import org.gatepost.hold.HeldMail;
import org.gatepost.hold.Hold;
import org.gatepost.hold.HoldState;
import org.gatepost.hold.InMemorySpool;
import org.gatepost.mail.IdentitySource;

/** Notes every decision that a page asks for, and carries it out on a spool in memory. */
final class RecordingHeldMail implements HeldMail {
  private final InMemorySpool spool;
  private final IdentitySource identities;
  private final InstantSource clock;
  private final List<String> calls = new ArrayList<>();
  private Optional<Outcome> scripted = Optional.empty();
  private volatile boolean secondPerson = true;

  RecordingHeldMail(InMemorySpool spool, IdentitySource identities, InstantSource clock) {
    this.spool = spool;
    this.identities = identities;
    this.clock = clock;
  }

  synchronized List<String> calls() {
    return List.copyOf(calls);
  }

  /** The next decision comes out like this, and does nothing. */
  synchronized void answerNext(Outcome outcome) {
    scripted = Optional.of(outcome);
  }

  /** From now on there is nobody to ask. */
  void withoutSecondPerson() {
    secondPerson = false;
  }

  @Override
  public boolean hasSecondPerson(Hold hold) {
    return secondPerson;
  }

  @Override
  public Outcome sendCopies(UUID hold, Actor actor) {
    return decide("copies", hold, actor, "", HoldState.RELEASED, "split", Delivery.Kind.COPY);
  }

  @Override
  public Outcome sendAsIs(UUID hold, Actor actor, String reason) {
    return decide(
        "as-is", hold, actor, reason, HoldState.RELEASED, "send-with-reason", Delivery.Kind.AS_IS);
  }

  @Override
  public Outcome cancel(UUID hold, Actor actor) {
    return decide("cancel", hold, actor, "", HoldState.CANCELLED, "cancel", Delivery.Kind.AS_IS);
  }

  @Override
  public Outcome correct(UUID hold, Actor actor) {
    return decide(
        "correct", hold, actor, "", HoldState.CHANGED, "correct-address", Delivery.Kind.AS_IS);
  }

  @Override
  public Outcome change(UUID hold, Actor actor, Change change) {
    String what =
        "removed "
            + change.removed().stream().map(Object::toString).sorted().toList()
            + " corrected "
            + change.corrected()
            + (change.dropBcc() ? " without Bcc" : "");
    return decide(
        "change", hold, actor, what, HoldState.CHANGED, "change-recipients", Delivery.Kind.AS_IS);
  }

  @Override
  public synchronized Outcome askReviewer(UUID hold, Actor actor, String reason) {
    calls.add("ask " + hold + " " + actor + " " + reason);
    return scripted()
        .orElseGet(
            () ->
                spool.askReviewer(
                        hold, actor.address().toString(), reason, clock.instant().plusSeconds(3600))
                    ? new Outcome.Done()
                    : new Outcome.Ended());
  }

  @Override
  public Outcome approve(UUID hold, Actor actor, Optional<String> reason) {
    return decide(
        "approve",
        hold,
        actor,
        reason.orElse(""),
        HoldState.RELEASED,
        "approve",
        Delivery.Kind.AS_IS);
  }

  @Override
  public Outcome approveAsIs(UUID hold, Actor actor, String reason) {
    return decide(
        "approve-as-is",
        hold,
        actor,
        reason,
        HoldState.RELEASED,
        "approve-as-is",
        Delivery.Kind.AS_IS);
  }

  @Override
  public Outcome decline(UUID hold, Actor actor, String reason) {
    return decide(
        "decline", hold, actor, reason, HoldState.CANCELLED, "decline", Delivery.Kind.AS_IS);
  }

  private Optional<Outcome> scripted() {
    Optional<Outcome> answer = scripted;
    scripted = Optional.empty();
    return answer;
  }

  private synchronized Outcome decide(
      String call,
      UUID id,
      Actor actor,
      String words,
      HoldState state,
      String action,
      Delivery.Kind kind) {
    calls.add(call + " " + id + " " + actor + " " + words);
    Optional<Outcome> answer = scripted();
    if (answer.isPresent()) {
      return answer.get();
    }
    Optional<Hold> hold = spool.find(id).filter(found -> found.state() == HoldState.HELD);
    if (hold.isEmpty()) {
      return new Outcome.Ended();
    }
    Hold.Resolution resolution =
        new Hold.Resolution(
            state,
            actor.address().toString(),
            action,
            Optional.of(words).filter(text -> !text.isEmpty()),
            clock.instant());
    List<Delivery.Order> orders =
        state == HoldState.RELEASED ? orders(hold.get(), kind) : List.of();
    return spool.resolve(hold.get(), resolution, orders, List.of(), Optional.empty())
        ? new Outcome.Done()
        : new Outcome.Ended();
  }

  private List<Delivery.Order> orders(Hold hold, Delivery.Kind kind) {
    return kind == Delivery.Kind.AS_IS
        ? List.of(new Delivery.Order(identities.next(), kind, hold.envelope(), hold.content()))
        : hold.envelope().recipients().stream()
            .map(
                recipient ->
                    new Delivery.Order(
                        identities.next(),
                        kind,
                        hold.envelope().to(List.of(recipient)),
                        hold.content()))
            .toList();
  }
}
