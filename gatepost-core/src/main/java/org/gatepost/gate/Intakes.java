package org.gatepost.gate;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.gatepost.audience.Audience;
import org.gatepost.delivery.Composer;
import org.gatepost.delivery.Delivery;
import org.gatepost.delivery.Ledger;
import org.gatepost.delivery.Letter;
import org.gatepost.hold.Awaiting;
import org.gatepost.hold.Hold;
import org.gatepost.hold.HoldState;
import org.gatepost.hold.Spool;
import org.gatepost.inspect.Outgoing;
import org.gatepost.mail.Address;
import org.gatepost.mail.Content;
import org.gatepost.mail.Envelope;
import org.gatepost.mail.IdentitySource;
import org.gatepost.mail.Recipient;
import org.gatepost.mail.ReversePath;
import org.gatepost.policy.Decision;
import org.gatepost.policy.Disposition;
import org.gatepost.policy.Disposition.Until;
import org.gatepost.policy.Verdict;

/**
 * Makes of a verdict that is not clean what the spool takes: the hold, the part that goes at once,
 * and the mail that tells somebody.
 */
final class Intakes {
  private final HoldSettings settings;
  private final Composer composer;
  private final Notices notices;
  private final IdentitySource identities;
  private final InstantSource clock;

  Intakes(
      HoldSettings settings,
      Composer composer,
      Notices notices,
      IdentitySource identities,
      InstantSource clock) {
    this.settings = settings;
    this.composer = composer;
    this.notices = notices;
    this.identities = identities;
    this.clock = clock;
  }

  /**
   * The intake for a message of which somebody does not get it at once.
   *
   * @param stored the octets to keep, trace field included
   * @param replaces the held message that this one corrects
   */
  Spool.Intake intake(Outgoing outgoing, Verdict verdict, Content stored, Optional<UUID> replaces)
      throws IOException {
    List<Decision> waiting =
        verdict.decisions().stream()
            .filter(decision -> !(decision.disposition() instanceof Disposition.Deliver))
            .toList();
    Envelope held = part(outgoing.envelope(), waiting);
    Awaiting awaiting = awaiting(waiting, outgoing);
    Instant now = clock.instant();
    Hold hold =
        new Hold(
            identities.next(),
            HoldState.HELD,
            awaiting,
            owner(outgoing),
            held,
            outgoing.message().heading().subject().orElse(""),
            outgoing.message().heading().messageId(),
            stored.size(),
            identities.next(),
            rule(waiting),
            verdict.findings(),
            verdict.offers(),
            waiting.stream()
                .filter(Decision::split)
                .map(Decision::recipient)
                .collect(Collectors.toSet()),
            now,
            now.plus(patience(awaiting, waiting)),
            replaces,
            Optional.empty());
    // Looked up here, whoever decides: the notice is made inside the spool's commit, and perhaps of
    // a hold that this one joins.
    List<Address> reviewers = settings.reviewers().get();
    return new Spool.Intake(
        hold,
        JoinKey.of(outgoing.envelope().reversePath(), outgoing.message()),
        stored,
        free(outgoing.envelope(), waiting),
        settings.patience(),
        kept -> notice(kept, reviewers));
  }

  /** People who must not see each other's addresses in anybody's copy. */
  static Set<Address> strangers(Audience audience) {
    return audience.readers().values().stream()
        .filter(reader -> reader.relation().isOutside())
        .map(Audience.Reader::address)
        .collect(Collectors.toSet());
  }

  /**
   * Whom a notice may go to and who may decide: a sender who proved who they are, or an address of
   * the organisation. Anybody else could be made up.
   */
  private Optional<Address> owner(Outgoing outgoing) {
    return outgoing
        .submission()
        .authenticated()
        .or(
            () ->
                outgoing
                    .envelope()
                    .reversePath()
                    .mailbox()
                    .filter(
                        address ->
                            settings.organisation().isInside(address, Optional.of(address))));
  }

  private Awaiting awaiting(List<Decision> waiting, Outgoing outgoing) throws IOException {
    List<Until> holds =
        waiting.stream()
            .flatMap(
                decision ->
                    switch (decision.disposition()) {
                      case Disposition.Hold(var until) -> java.util.stream.Stream.of(until);
                      // Sealing is not built: a message that needs it waits for its sender.
                      case Disposition.Seal _ ->
                          java.util.stream.Stream.of(new Until.SenderDecides());
                      case Disposition.Split _,
                          Disposition.Deliver _,
                          Disposition.Refuse _,
                          Disposition.Unable _ ->
                          java.util.stream.Stream.<Until>empty();
                    })
            .toList();
    boolean somebodyKnown = owner(outgoing).isPresent();
    if (holds.isEmpty()) {
      boolean splits =
          composer.obstacles(outgoing.message(), strangers(outgoing.audience())).isEmpty();
      return splits ? Awaiting.SPLIT : somebodyKnown ? Awaiting.SENDER : Awaiting.REVIEWER;
    }
    if (holds.stream().anyMatch(Until.ReviewerDecides.class::isInstance) || !somebodyKnown) {
      return Awaiting.REVIEWER;
    }
    // A timer can only send everything as it is. Where somebody must be split, a person decides.
    boolean somebodyIsSplit = waiting.stream().anyMatch(Decision::split);
    return somebodyIsSplit || holds.stream().anyMatch(Until.SenderDecides.class::isInstance)
        ? Awaiting.SENDER
        : Awaiting.TIMER;
  }

  private Duration patience(Awaiting awaiting, List<Decision> waiting) {
    return switch (awaiting) {
      case SENDER, REVIEWER -> settings.patience();
      case SPLIT -> Duration.ZERO;
      case TIMER ->
          waiting.stream()
              .map(Decision::disposition)
              .map(
                  disposition ->
                      disposition instanceof Disposition.Hold(Until.TimeIsOver(var window))
                          ? window
                          : Duration.ZERO)
              .max(Comparator.naturalOrder())
              .orElse(Duration.ZERO);
    };
  }

  private static String rule(List<Decision> waiting) {
    return waiting.stream()
        .max(Comparator.comparingInt(decision -> decision.disposition().strictness()))
        .map(Decision::rule)
        .orElse("");
  }

  private static Envelope part(Envelope envelope, List<Decision> decisions) {
    Set<Address> chosen = decisions.stream().map(Decision::recipient).collect(Collectors.toSet());
    return envelope.to(
        envelope.recipients().stream().filter(r -> chosen.contains(r.address())).toList());
  }

  private Optional<Spool.Free> free(Envelope envelope, List<Decision> waiting) {
    Set<Address> held = waiting.stream().map(Decision::recipient).collect(Collectors.toSet());
    List<Recipient> rest = new ArrayList<>(envelope.recipients());
    rest.removeIf(recipient -> held.contains(recipient.address()));
    return rest.isEmpty()
        ? Optional.empty()
        : Optional.of(new Spool.Free(identities.next(), envelope.to(rest)));
  }

  private Optional<Ledger.Posted> notice(Hold hold, List<Address> reviewers) {
    return switch (hold.awaiting()) {
      case SENDER, TIMER -> hold.owner().map(owner -> posted(notices.held(hold, owner)));
      case REVIEWER -> reviewersNotice(hold, reviewers);
      case SPLIT -> Optional.empty();
    };
  }

  /** One mail to all reviewers together: they are colleagues. */
  Optional<Ledger.Posted> reviewersNotice(Hold hold) {
    return reviewersNotice(hold, settings.reviewers().get());
  }

  private Optional<Ledger.Posted> reviewersNotice(Hold hold, List<Address> reviewers) {
    return reviewers.isEmpty()
        ? Optional.empty()
        : Optional.of(posted(notices.toReview(hold, reviewers.getFirst()), reviewers));
  }

  /** An order for a mail of ours to one person. */
  Ledger.Posted posted(Letter letter) {
    return posted(letter, List.of(letter.to()));
  }

  private Ledger.Posted posted(Letter letter, List<Address> to) {
    return new Ledger.Posted(
        new Delivery.Order(
            letter.id(),
            Delivery.Kind.NOTICE,
            Envelope.of(ReversePath.none(), to),
            identities.next()),
        composer.letter(letter));
  }
}
