package org.gatepost.recipient;

import static org.gatepost.recipient.RecipientSigns.ln;

import java.util.List;
import org.gatepost.correspondence.Closeness;
import org.gatepost.correspondence.Neighbour;
import org.gatepost.correspondence.PersonName;
import org.gatepost.correspondence.Recollection;
import org.gatepost.correspondence.Recollection.Namesake;
import org.gatepost.mail.Address;

/** Signs of addresses and names that are alike. */
final class Likeness {
  private Likeness() {}

  static void fill(
      RecipientSigns.Row row, RecipientSigns.Letter letter, Recollection known, int i) {
    Address person = letter.recipients().get(i);
    Wording text = letter.wording();
    List<Neighbour> near = known.near().getOrDefault(person, List.of());
    row.put(Sign.NEAR, near.isEmpty() ? Closeness.FAR : near.getFirst().distance());
    row.put(Sign.NEAR_SENT, near.isEmpty() ? 0 : ln(near.getFirst().uses()));
    row.put(
        Sign.NEAR_ELSEWHERE,
        near.stream()
            .map(Neighbour::address)
            .anyMatch(
                other ->
                    other.localPart().equals(person.localPart())
                        && !letter.recipients().contains(other)));
    row.put(
        Sign.NEAR_NAMED, !near.isEmpty() && isNamed(known.name(near.getFirst().address()), text));
    List<Neighbour> here = known.nearHere().getOrDefault(person, List.of());
    row.put(Sign.NEAR_HERE, here.isEmpty() ? Closeness.FAR : here.getFirst().distance());
    row.put(Sign.NEAR_HERE_USES, here.isEmpty() ? 0 : ln(here.getFirst().uses()));
    row.put(Sign.NEAR_IN_TEXT, nearestInText(person, text, known));
    namesakes(row, letter, known, person);
  }

  private static double nearestInText(Address person, Wording text, Recollection known) {
    int nearest = Closeness.FAR;
    if (!known.contact(person).wasWrittenTo()) {
      for (Address mentioned : text.addresses()) {
        if (!mentioned.equals(person)) {
          nearest = Math.min(nearest, Closeness.between(person, mentioned));
        }
      }
    }
    return nearest;
  }

  private static void namesakes(
      RecipientSigns.Row row, RecipientSigns.Letter letter, Recollection known, Address person) {
    PersonName name = known.name(person);
    int count = 0;
    double sent = 0;
    boolean named = false;
    if (name.first().length() > 1) {
      for (Namesake other : known.namesakes().getOrDefault(name.first(), List.of())) {
        boolean twin =
            !other.address().equals(person)
                && !other.address().equals(known.sender())
                && !letter.recipients().contains(other.address())
                && RecipientSigns.bearsName(
                    new PersonName(List.of(other.name().first())), name.first())
                && !other.name().last().isEmpty();
        if (twin) {
          count++;
          sent = Math.max(sent, ln(other.sent()));
          named |= isNamed(other.name(), letter.wording());
        }
      }
    }
    row.put(Sign.NAMESAKES, count);
    row.put(Sign.NAMESAKE_SENT, sent);
    row.put(Sign.NAMESAKE_NAMED, named);
  }

  private static boolean isNamed(PersonName name, Wording text) {
    return !name.last().isEmpty() && text.containsNear(name.first(), name.last());
  }
}
