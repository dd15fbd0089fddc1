package org.gatepost.inspect;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.gatepost.correspondence.CaseFile;
import org.gatepost.correspondence.CaseFile.Party;
import org.gatepost.correspondence.CaseReference;
import org.gatepost.correspondence.Closeness;
import org.gatepost.correspondence.Heard;
import org.gatepost.mail.Address;
import org.gatepost.mail.Domain;

/**
 * Recipients outside who have no part in the case that a message bears, though others are known to
 * have. To have been written to once, or without any answer, makes nobody a party: the wrong
 * address would be one from the second message on.
 */
public final class CaseStrangers {
  /** Fewer messages do not show who belongs to a case. */
  static final int ENOUGH_MESSAGES = 3;

  /** From so many messages on it is clear who belongs. */
  private static final int MANY_MESSAGES = 5;

  /** So often must somebody be written to who does not answer. */
  private static final int WRITTEN_TO_OFTEN = 3;

  private final Predicate<Domain> freemail;

  public CaseStrangers(Predicate<Domain> freemail) {
    this.freemail = freemail;
  }

  /** One finding for each stranger, about the case of which they are most surely strangers. */
  public List<Finding> of(Addressing addressing) {
    List<Finding> findings = new ArrayList<>();
    for (Address person : addressing.letter().recipients()) {
      if (!addressing.isInside(person)) {
        addressing.known().cases().entrySet().stream()
            .flatMap(entry -> stranger(person, entry, addressing).stream())
            .max(Comparator.comparingDouble(Finding::confidence).thenComparing(Finding::because))
            .ifPresent(findings::add);
      }
    }
    return findings;
  }

  private Optional<Finding> stranger(
      Address person, Map.Entry<CaseReference, CaseFile> entry, Addressing addressing) {
    CaseFile file = entry.getValue();
    Optional<Party> own = Optional.ofNullable(file.parties().get(person));
    if (file.messages() < ENOUGH_MESSAGES || !file.complete() || belongs(person, own, addressing)) {
      return Optional.empty();
    }
    List<Address> parties =
        file.parties().entrySet().stream()
            .filter(other -> !other.getKey().equals(person) && isParty(other.getValue()))
            .map(Map.Entry::getKey)
            .filter(other -> !addressing.isInside(other))
            .toList();
    if (parties.isEmpty()) {
      return Optional.empty(); // nobody outside is known to belong, so nobody is known not to
    }
    return Optional.of(
        finding(
            person,
            own,
            entry.getKey(),
            file,
            sure(person, parties, file, addressing),
            addressing));
  }

  private static boolean belongs(Address person, Optional<Party> own, Addressing addressing) {
    boolean mayHaveAnswered = !(addressing.known().standing(person).heard() instanceof Heard.Never);
    return own.map(
            party ->
                party.wrote() > 0
                    || party.writtenTo() >= WRITTEN_TO_OFTEN
                    || (mayHaveAnswered && party.writtenTo() > 1))
        .orElse(false);
  }

  private static boolean isParty(Party party) {
    return party.wrote() > 0 || party.writtenTo() > 1;
  }

  private double sure(Address person, List<Address> parties, CaseFile file, Addressing addressing) {
    if (parties.stream()
        .anyMatch(party -> Closeness.between(person, party) < Closeness.ELSEWHERE)) {
      return 0.95;
    }
    boolean colleague =
        !freemail.test(person.domain())
            && parties.stream().anyMatch(party -> party.domain().equals(person.domain()));
    if (colleague) {
      return 0.5;
    }
    if (addressing.letter().recipients().stream().anyMatch(parties::contains)) {
      return 0.7; // somebody new is being brought in, before the eyes of those who belong
    }
    return file.messages() >= MANY_MESSAGES ? 0.9 : 0.8;
  }

  private static Finding finding(
      Address person,
      Optional<Party> own,
      CaseReference reference,
      CaseFile file,
      double sure,
      Addressing addressing) {
    Address written = addressing.asWritten(person);
    String earlier = file.messages() + " earlier messages about it";
    String because =
        own.map(
                party ->
                    written
                        + " has no known part in "
                        + reference
                        + ": it was written to before, and none of the "
                        + earlier
                        + " came from there.")
            .orElseGet(
                () ->
                    written
                        + " has no part in "
                        + reference
                        + ": none of the "
                        + earlier
                        + " went there or came from there.");
    return new Finding(
        FindingKind.CASE_STRANGER,
        sure,
        List.of(written),
        Evidence.of("a case reference with " + earlier + ", and a recipient who is no party"),
        because);
  }
}
