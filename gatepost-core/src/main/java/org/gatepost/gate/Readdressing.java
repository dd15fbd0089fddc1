package org.gatepost.gate;

import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.gatepost.delivery.Composer;
import org.gatepost.hold.HeldMail.Actor;
import org.gatepost.hold.HeldMail.Change;
import org.gatepost.hold.HeldMail.Outcome;
import org.gatepost.hold.Hold;
import org.gatepost.inspect.GivenAnswer;
import org.gatepost.inspect.Outgoing;
import org.gatepost.inspect.Submission;
import org.gatepost.mail.Address;
import org.gatepost.mail.Content;
import org.gatepost.mail.Envelope;
import org.gatepost.mail.Message;
import org.gatepost.mail.Recipient;
import org.gatepost.policy.Disposition;
import org.gatepost.policy.Offer;
import org.gatepost.policy.Verdict;

/**
 * Gives a held message other recipients and has it judged like a new one. It counts as
 * authenticated by its owner, however it came in: whoever changes it has signed in, or holds the
 * link that went to the owner's own mailbox.
 */
final class Readdressing {
  private final Composer composer;
  private final MessageReader reader;
  private final Judgement judgement;
  private final Intakes intakes;
  private final Endings endings;
  private final InstantSource clock;

  Readdressing(
      Composer composer,
      MessageReader reader,
      Judgement judgement,
      Intakes intakes,
      Endings endings,
      InstantSource clock) {
    this.composer = composer;
    this.reader = reader;
    this.judgement = judgement;
    this.intakes = intakes;
    this.endings = endings;
    this.clock = clock;
  }

  Outcome change(Hold hold, Actor actor, Change change) throws IOException {
    Optional<Envelope> envelope =
        readdressed(hold.envelope(), change.removed(), change.corrected());
    if (envelope.isEmpty()) {
      return new Outcome.NotAllowed("Nobody would be left to send it to. Cancel it instead.");
    }
    try (Message before = endings.read(hold);
        Content content = changed(before, change)) {
      return judged(
          hold, new Taken(actor, Offer.CHANGE_RECIPIENTS, List.of()), envelope.get(), content);
    }
  }

  /**
   * A corrected address is changed in the text too. Where the text cannot be changed the recipients
   * are all the same, as they were asked to be; whoever judges the result sees what is left.
   */
  private Content changed(Message before, Change change) throws IOException {
    if (!change.corrected().isEmpty()
        && composer.corrected(before, change.corrected())
            instanceof Composer.Correction.Made(var content)
        && reader.read(content) instanceof MessageReader.Reading.Read(var corrected)) {
      return composer.readdressed(corrected, change.removed(), Map.of(), change.dropBcc());
    }
    return composer.readdressed(before, change.removed(), change.corrected(), change.dropBcc());
  }

  /**
   * What somebody did with a hold.
   *
   * @param answers what they said by it
   */
  private record Taken(Actor actor, Offer offer, List<GivenAnswer> answers) {}

  /**
   * Puts right addresses in place of wrong ones wherever they stand, or nowhere. Which were slips
   * is remembered.
   */
  Outcome correct(Hold hold, Actor actor, Map<Address, Address> corrected) throws IOException {
    Taken taken = new Taken(actor, Offer.CORRECT_ADDRESS, GivenAnswer.mistaken(hold.findings()));
    Envelope envelope = readdressed(hold.envelope(), Set.of(), corrected).orElseGet(hold::envelope);
    try (Message before = endings.read(hold)) {
      return switch (composer.corrected(before, corrected)) {
        case Composer.Correction.NotPossible(var obstacles) ->
            new Outcome.NotAllowed(
                obstacles.stream()
                    .map(
                        obstacle ->
                            "Not corrected: " + obstacle.where() + ". " + obstacle.because())
                    .collect(Collectors.joining(" ")));
        case Composer.Correction.Made(var content) -> {
          try (content) {
            yield judged(hold, taken, envelope, content);
          }
        }
      };
    }
  }

  private Outcome judged(Hold hold, Taken taken, Envelope envelope, Content content)
      throws IOException {
    Submission submission = new Submission(hold.owner(), "", clock.instant(), hold.id().toString());
    return switch (judgement.judge(submission, envelope, content)) {
      case Judgement.Judged.NotAMessage(var because) -> new Outcome.NotAllowed(because);
      case Judgement.Judged.Decided(var outgoing, var verdict) ->
          replace(hold, taken, outgoing, verdict, content);
    };
  }

  private Outcome replace(
      Hold hold, Taken taken, Outgoing outgoing, Verdict verdict, Content content)
      throws IOException {
    String by = taken.actor().address().toString();
    return switch (verdict.strictest()) {
      case Disposition.Deliver _ ->
          endings.replaceBy(hold, by, taken.offer(), outgoing.envelope(), content, taken.answers());
      case Disposition.Split _, Disposition.Seal _, Disposition.Hold _ ->
          endings.replaceBy(
              hold,
              by,
              taken.offer(),
              intakes.intake(outgoing, verdict, content, Optional.of(hold.id())),
              taken.answers());
      case Disposition.Refuse(var text) -> new Outcome.NotAllowed(text);
      case Disposition.Unable _ ->
          new Outcome.NotAllowed("The changed message could not be checked. Try again later.");
    };
  }

  private static Optional<Envelope> readdressed(
      Envelope envelope, Set<Address> without, Map<Address, Address> changed) {
    Set<Address> removed = without.stream().map(Address::person).collect(Collectors.toSet());
    Map<Address, Address> corrected = new LinkedHashMap<>();
    changed.forEach((wrong, right) -> corrected.put(wrong.person(), right));
    Set<Address> named = new HashSet<>(); // who gets it already needs no second copy
    for (Address address : envelope.addresses()) {
      if (!corrected.containsKey(address.person())) {
        named.add(address.person());
      }
    }
    named.removeAll(removed);
    List<Recipient> rest = new ArrayList<>();
    for (Recipient recipient : envelope.recipients()) {
      Address person = recipient.address().person();
      Address right = corrected.get(person);
      if (removed.contains(person)) {
        continue;
      }
      if (right == null) {
        rest.add(recipient);
      } else if (named.add(right.person())) {
        rest.add(new Recipient(right, recipient.notifyOn(), Optional.empty()));
      }
    }
    return rest.isEmpty() ? Optional.empty() : Optional.of(envelope.to(rest));
  }
}
