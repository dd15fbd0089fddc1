package org.gatepost.inspect;

import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.gatepost.recipient.Sign;

/** The sender does not write to the recipient, or hardly any more. */
final class HabitGround implements Ground {
  private static final long LONG_AGO = 60;

  @Override
  public Set<Sign> signs() {
    EnumSet<Sign> signs = EnumSet.range(Sign.SENT, Sign.NAME_WORDS);
    signs.add(Sign.BOOK);
    signs.add(Sign.NEW_RATE);
    return signs;
  }

  @Override
  public Optional<Telling> tell(Suspect suspect) {
    int sent = suspect.known().contact(suspect.person()).sent();
    if (suspect.is(Sign.LIST_NAME)) {
      return Optional.of(
          telling(
              FindingKind.ODD_ONE_OUT,
              "It looks like a list, not like one person.",
              "a recipient named like a list"));
    }
    if (sent == 0) {
      boolean nobody = suspect.is(Sign.HERE_UNKNOWN);
      return Optional.of(
          telling(
              FindingKind.FIRST_CONTACT,
              nobody
                  ? "Nobody here has written there before."
                  : "You have not written there before.",
              "a recipient never written to before"));
    }
    long days = suspect.days(Sign.DAYS_SINCE_SENT);
    return days > LONG_AGO
        ? Optional.of(
            telling(
                FindingKind.ODD_ONE_OUT,
                "You last wrote there " + ago(days) + " ago.",
                "a recipient not written to for long"))
        : Optional.empty();
  }

  private static String ago(long days) {
    return days > 730 ? days / 365 + " years" : days / 30 + " months";
  }

  private static Telling telling(FindingKind kind, String because, String evidence) {
    return new Telling(kind, because, evidence, Optional.empty());
  }
}
