package org.gatepost.inspect;

import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.gatepost.correspondence.ContactKeys;
import org.gatepost.correspondence.Neighbour;
import org.gatepost.correspondence.PersonName;
import org.gatepost.correspondence.Recollection.Namesake;
import org.gatepost.mail.Address;
import org.gatepost.recipient.Sign;

/** Somebody whom the sender writes to more has nearly the same address, or the same first name. */
final class LikenessGround implements Ground {
  @Override
  public Set<Sign> signs() {
    return EnumSet.range(Sign.NEAR, Sign.INSTEAD_FIT_GAP);
  }

  @Override
  public Optional<Telling> tell(Suspect suspect) {
    return spelledAlike(suspect).or(() -> namesake(suspect)).or(() -> beginsAlike(suspect));
  }

  private static Optional<Telling> spelledAlike(Suspect suspect) {
    for (Neighbour near : suspect.known().near().getOrDefault(suspect.person(), List.of())) {
      Optional<Difference> difference = Difference.between(suspect.person(), near.address());
      if (difference.isPresent() && isFamiliar(suspect, near.address(), near.uses())) {
        return Optional.of(
            new Telling(
                FindingKind.LOOKALIKE_RECIPIENT,
                "It is nearly "
                    + near.address()
                    + ", to whom you have written more often: "
                    + difference.get().words()
                    + ".",
                "an address that is nearly a known one",
                Optional.of(near.address())));
      }
    }
    return Optional.empty();
  }

  private static Optional<Telling> namesake(Suspect suspect) {
    PersonName name = suspect.known().name(suspect.person());
    return suspect.known().namesakes().getOrDefault(name.first(), List.of()).stream()
        .filter(other -> isFamiliar(suspect, other.address(), other.sent()))
        .filter(other -> !other.name().last().isEmpty())
        .max(
            Comparator.comparingInt(Namesake::sent)
                .thenComparing(other -> other.address().toString()))
        .map(
            other ->
                new Telling(
                    FindingKind.LOOKALIKE_RECIPIENT,
                    "You write more often to " + other.address() + ", who has the same first name.",
                    "another contact has the same first name",
                    Optional.of(other.address())));
  }

  private static Optional<Telling> beginsAlike(Suspect suspect) {
    String start = ContactKeys.start(suspect.person());
    return suspect.known().alternatives().getOrDefault(suspect.person(), List.of()).stream()
        .filter(other -> isFamiliar(suspect, other.address(), other.sent()))
        .filter(other -> ContactKeys.start(other.address()).equals(start))
        .findFirst()
        .map(
            other ->
                new Telling(
                    FindingKind.LOOKALIKE_RECIPIENT,
                    "You write more often to "
                        + other.address()
                        + ", whose address begins with the same letters.",
                    "another contact's address begins alike",
                    Optional.of(other.address())));
  }

  /** Somebody else, not in this message, to whom the sender has written more. */
  private static boolean isFamiliar(Suspect suspect, Address other, int sent) {
    return !other.equals(suspect.person())
        && !other.equals(suspect.known().sender())
        && !suspect.letter().recipients().contains(other)
        && sent > suspect.known().contact(suspect.person()).sent();
  }
}
