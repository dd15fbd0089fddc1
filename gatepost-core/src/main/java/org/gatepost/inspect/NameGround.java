package org.gatepost.inspect;

import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.gatepost.correspondence.Recollection.Namesake;
import org.gatepost.mail.Address;
import org.gatepost.recipient.Sign;

/** The text greets, names or answers somebody else whom the sender knows. */
final class NameGround implements Ground {
  /** Times more messages to one bearer of a name than to the next, for that one to be meant. */
  private static final int CLEARLY = 3;

  @Override
  public Set<Sign> signs() {
    return EnumSet.range(Sign.NAMED, Sign.QUOTED_AUTHOR_ABSENT);
  }

  @Override
  public Optional<Telling> tell(Suspect suspect) {
    if (suspect.is(Sign.STRANGER_GREETED)) {
      String greeted =
          suspect.letter().wording().greeted().stream()
              .filter(suspect.known().namesakes()::containsKey)
              .findFirst()
              .orElse("");
      return Optional.of(
          telling(
              "The text greets “"
                  + capitalised(greeted)
                  + "”, a name that you know; it does not go to anybody of that name.",
              "the greeting names somebody else",
              meant(suspect, greeted)));
    }
    if (suspect.is(Sign.OTHER_GREETED)) {
      return Optional.of(
          telling(
              "The text greets somebody else who gets this message.",
              "the greeting names another recipient",
              Optional.empty()));
    }
    if (suspect.is(Sign.NOBODY_GREETED)) {
      return Optional.of(
          telling(
              "The name in the greeting is another one.",
              "the greeting names no recipient",
              Optional.empty()));
    }
    if (suspect.is(Sign.QUOTED_AUTHOR_ABSENT) && !suspect.is(Sign.QUOTED)) {
      return Optional.of(
          telling(
              "The message that you answer was written by somebody else, who does not get this.",
              "the author of the quoted message is no recipient",
              Optional.empty()));
    }
    return Optional.empty();
  }

  private static Telling telling(String because, String evidence, Optional<Address> likely) {
    return new Telling(FindingKind.NAME_MISMATCH, because, evidence, likely);
  }

  /** The one contact of that name, or the one whom the sender writes to far more than the next. */
  private static Optional<Address> meant(Suspect suspect, String name) {
    List<Namesake> bearers =
        suspect.known().namesakes().getOrDefault(name, List.of()).stream()
            .filter(one -> one.sent() > 0)
            .filter(one -> !one.address().equals(suspect.known().sender()))
            .filter(one -> !suspect.letter().recipients().contains(one.address()))
            .sorted(Comparator.comparingInt(Namesake::sent).reversed())
            .toList();
    boolean clear =
        bearers.size() == 1
            || (bearers.size() > 1 && bearers.getFirst().sent() >= CLEARLY * bearers.get(1).sent());
    return clear ? Optional.of(bearers.getFirst().address()) : Optional.empty();
  }

  private static String capitalised(String name) {
    return name.isEmpty()
        ? name
        : name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
  }
}
