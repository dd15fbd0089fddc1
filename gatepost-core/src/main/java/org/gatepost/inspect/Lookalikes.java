package org.gatepost.inspect;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.gatepost.audience.Directory;
import org.gatepost.audience.Organisation;
import org.gatepost.audience.Readerships;
import org.gatepost.correspondence.Confusables;
import org.gatepost.correspondence.Neighbour;
import org.gatepost.correspondence.Recollection;
import org.gatepost.mail.Address;
import org.gatepost.mail.Domain;

/**
 * Finds the address that a new one is a slip of: among those that the sender and the organisation
 * write to, in the directory, and by its domain. What the text of a message says has no part in it,
 * so that nothing can talk it down.
 *
 * <p>An address is named to the sender only when it is in the directory, in their own mail, or used
 * by {@value #ENOUGH_SENDERS} people here: nobody is to learn from a warning whom a colleague
 * writes to.
 */
public final class Lookalikes {
  /** So many people here must write to an address before others hear of it. */
  static final int ENOUGH_SENDERS = 3;

  /** From so many messages on, an address is well known. */
  private static final int WELL_KNOWN = 3;

  /** Of an address that was meant, but is hardly known itself. */
  private static final double HARDLY_KNOWN = 0.8;

  private static final double MIXED_ALPHABETS = 0.9;
  private static final double PAST_MISTAKE = 0.99;

  private final Organisation organisation;
  private final Readerships readerships;
  private final Directory directory;
  private volatile SpelledDirectory spelled;

  public Lookalikes(Organisation organisation, Directory directory, Readerships readerships) {
    this.organisation = organisation;
    this.readerships = readerships;
    this.directory = directory;
    this.spelled = new SpelledDirectory(directory);
  }

  /** Made anew when the directory has changed; two who notice at once both make it. */
  private SpelledDirectory spelled() {
    SpelledDirectory now = spelled;
    if (!now.isOf(directory)) {
      now = new SpelledDirectory(directory);
      spelled = now;
    }
    return now;
  }

  /**
   * An address that another one is like.
   *
   * @param meant the other one; empty when it may not be named or there is none
   * @param words what is odd, the end of a sentence that began with the address
   */
  public record Lookalike(double confidence, Optional<Address> meant, String words) {}

  /**
   * The likeliest.
   *
   * @param person by person; judged even when it has been used, if hardly ever
   * @param answers asked only about whoever has not answered here, and what would be suggested
   */
  public Optional<Lookalike> of(
      Address person, Recollection known, Answers answers, Optional<Address> sender) {
    if (!hasAnswered(person, known) && answers.isMistake(person)) {
      List<Lookalike> likely = found(person, known, answers, sender);
      return Optional.of(
          new Lookalike(
              PAST_MISTAKE,
              best(likely).flatMap(Lookalike::meant),
              "was written to by mistake before, and corrected"));
    }
    if (isEstablished(person, known) || readerships.isWrittenDown(person, sender)) {
      return Optional.empty();
    }
    return best(found(person, known, answers, sender));
  }

  private List<Lookalike> found(
      Address person, Recollection known, Answers answers, Optional<Address> sender) {
    List<Lookalike> found = new ArrayList<>();
    for (Neighbour near : known.near().getOrDefault(person, List.of())) {
      String how = "to whom you have written " + times(near.uses());
      add(found, person, near.address(), known, near.uses() >= WELL_KNOWN, Optional.of(how));
    }
    for (Address listed : spelled().near(person)) {
      String how = "which is in your organisation's directory";
      add(found, person, listed, known, true, Optional.of(how));
    }
    for (Neighbour here : known.nearHere().getOrDefault(person, List.of())) {
      boolean named = here.senders() >= ENOUGH_SENDERS;
      add(
          found,
          person,
          here.address(),
          known,
          here.uses() >= WELL_KNOWN,
          named ? Optional.of("to which your organisation writes") : Optional.empty());
    }
    ownDomains(sender).forEach(own -> ownDomain(person, own, known).ifPresent(found::add));
    provider(person, known).ifPresent(found::add);
    if (Confusables.isMixed(person)) {
      found.add(
          new Lookalike(
              MIXED_ALPHABETS, Optional.empty(), "mixes letters of two alphabets that look alike"));
    }
    found.removeIf(one -> one.meant().map(answers::isMistake).orElse(false));
    return found;
  }

  private static Optional<Lookalike> best(List<Lookalike> found) {
    return found.stream()
        .max(
            Comparator.comparingDouble(Lookalike::confidence)
                .thenComparing(one -> one.meant().isPresent()));
  }

  /** Whoever answered our mail is somebody, and perhaps whom another sender means. */
  private static boolean hasAnswered(Address person, Recollection known) {
    return known.contact(person).answered() > 0 || known.standing(person).wrote() > 0;
  }

  private static boolean isEstablished(Address person, Recollection known) {
    var contact = known.contact(person);
    var standing = known.standing(person);
    return contact.sent() > 0 || contact.answered() > 0 || standing.uses() > 0;
  }

  private static void add(
      List<Lookalike> found,
      Address person,
      Address meant,
      Recollection known,
      boolean wellKnown,
      Optional<String> how) {
    Difference.between(person, meant)
        .map(
            difference -> {
              double sure = sure(difference.kind(), person, meant, known);
              double confidence = wellKnown ? sure : sure * HARDLY_KNOWN;
              return how.map(
                      words ->
                          new Lookalike(
                              confidence,
                              Optional.of(meant),
                              "is new here and nearly "
                                  + meant
                                  + ", "
                                  + words
                                  + ": "
                                  + difference.words()))
                  .orElseGet(
                      () ->
                          new Lookalike(
                              confidence,
                              Optional.empty(),
                              "is new here and looks like an address used here"));
            })
        .ifPresent(found::add);
  }

  private static double sure(
      Difference.Kind kind, Address person, Address meant, Recollection known) {
    boolean otherDomain = !person.domain().equals(meant.domain());
    if (otherDomain && known.domain(person.domain()).byAnyone() >= WELL_KNOWN) {
      return 0.5; // mail goes to that domain: it is no slip, though the person may be wrong there
    }
    return switch (kind) {
      case SAME_LOOK -> 0.98;
      case LETTER -> 0.95;
      case SUB_DOMAIN, TOP_LEVEL -> 0.92;
      case SHORT_WORD -> 0.6;
      case NUMBER, SEVERAL -> 0.5;
    };
  }

  private Stream<Domain> ownDomains(Optional<Address> sender) {
    return organisation.domains().isEmpty()
        ? sender
            .map(Address::domain)
            .filter(domain -> !organisation.isFreemail(domain))
            .map(domain -> organisation.registrable().apply(domain))
            .stream()
        : organisation.domains().stream();
  }

  private static Optional<Lookalike> ownDomain(Address person, Domain own, Recollection known) {
    Domain typed = person.domain();
    if (known.domain(typed).byAnyone() >= WELL_KNOWN) {
      return Optional.empty();
    }
    Address meant = new Address(person.localPart(), own);
    return Difference.between(person, meant)
        .filter(
            difference ->
                difference.kind() == Difference.Kind.LETTER
                    || difference.kind() == Difference.Kind.SAME_LOOK)
        .map(
            difference ->
                new Lookalike(
                    0.93,
                    Optional.of(meant),
                    "is at a domain that is nearly your organisation's "
                        + own
                        + ": "
                        + difference.words()));
  }

  private static Optional<Lookalike> provider(Address person, Recollection known) {
    if (known.domain(person.domain()).byAnyone() >= WELL_KNOWN) {
      return Optional.empty();
    }
    return FreemailSlip.meant(person.domain())
        .map(
            provider ->
                new Lookalike(
                    0.95,
                    Optional.of(new Address(person.localPart(), provider)),
                    "is at " + person.domain() + ", which is nearly " + provider));
  }

  private static String times(int count) {
    return count == 1 ? "once" : count == 2 ? "twice" : count + " times";
  }
}
