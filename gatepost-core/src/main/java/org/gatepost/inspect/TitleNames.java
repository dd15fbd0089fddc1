package org.gatepost.inspect;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.gatepost.correspondence.PersonName;
import org.gatepost.correspondence.Recollection.Namesake;
import org.gatepost.mail.Address;
import org.gatepost.recipient.Wording;

/**
 * The subject, or a file's name, names somebody whom the sender writes to, and the message goes to
 * somebody else of the same first name.
 */
final class TitleNames {
  /** Not held by itself: people write to one Sarah about another. */
  private static final double SURE = 0.85;

  private TitleNames() {}

  /**
   * One finding for each such recipient.
   *
   * @param doubted people about whom enough is said already
   */
  static List<Finding> of(Addressing addressing, Set<Address> doubted) {
    List<Finding> findings = new ArrayList<>();
    List<Wording> titles = addressing.titles().stream().map(Wording::of).toList();
    for (Address person : addressing.letter().recipients()) {
      PersonName name = addressing.known().name(person);
      boolean named =
          titles.stream().anyMatch(title -> !name.last().isEmpty() && title.contains(name.last()));
      if (!doubted.contains(person) && !name.last().isEmpty() && !named) {
        addressing.known().namesakes().getOrDefault(name.first(), List.of()).stream()
            .filter(other -> isElsewhere(other, addressing))
            .filter(other -> titles.stream().anyMatch(title -> isNamed(other.name(), title)))
            .max(
                Comparator.comparingInt(Namesake::sent)
                    .thenComparing(other -> other.address().toString()))
            .ifPresent(
                other ->
                    findings.add(
                        finding(addressing.asWritten(person), other, addressing.answers())));
      }
    }
    return findings;
  }

  private static boolean isElsewhere(Namesake other, Addressing addressing) {
    return other.sent() > 0
        && !other.address().equals(addressing.known().sender())
        && !addressing.letter().recipients().contains(other.address());
  }

  private static boolean isNamed(PersonName name, Wording title) {
    return !name.last().isEmpty() && title.containsNear(name.first(), name.last());
  }

  private static Finding finding(Address written, Namesake other, Answers answers) {
    return new Finding(
        FindingKind.NAME_MISMATCH,
        SURE,
        List.of(written),
        Evidence.of("the subject or a file's name names another contact of the same first name"),
        "Is "
            + written
            + " right? The subject or a file's name has the name of "
            + other.address()
            + ", to whom you write as well.",
        answers.isMistake(other.address())
            ? List.of()
            : List.of(new Finding.Suggestion(written, other.address())));
  }
}
