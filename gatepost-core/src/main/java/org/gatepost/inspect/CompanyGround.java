package org.gatepost.inspect;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.gatepost.mail.Address;
import org.gatepost.mail.Domain;
import org.gatepost.recipient.Sign;

/** The recipient does not belong with the others. */
final class CompanyGround implements Ground {
  @Override
  public Set<Sign> signs() {
    return EnumSet.range(Sign.RECIPIENTS, Sign.GAP);
  }

  @Override
  public Optional<Telling> tell(Suspect suspect) {
    List<Address> others =
        suspect.letter().recipients().stream()
            .filter(other -> !other.equals(suspect.person()))
            .toList();
    if (others.isEmpty()) {
      return Optional.empty();
    }
    boolean together =
        others.stream()
            .anyMatch(other -> suspect.known().together(suspect.person(), other).bySender() > 0);
    List<Domain> domains = others.stream().map(Address::domain).distinct().toList();
    boolean alone = domains.size() == 1 && !domains.contains(suspect.person().domain());
    if (together) {
      return Optional.empty();
    }
    return Optional.of(
        telling(
            (alone && others.size() > 1
                    ? "Everybody else in this message is at " + domains.getFirst() + ". "
                    : "")
                + "You have not written there together with the other recipients before."));
  }

  private static Telling telling(String because) {
    return new Telling(
        FindingKind.ODD_ONE_OUT,
        because,
        "a recipient never written to together with the others",
        Optional.empty());
  }
}
