package org.gatepost.recipient;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.gatepost.correspondence.Closeness;
import org.gatepost.correspondence.Neighbour;
import org.gatepost.correspondence.PersonName;
import org.gatepost.correspondence.Recollection;
import org.gatepost.correspondence.Recollection.Conversation;
import org.gatepost.mail.Address;

/**
 * Whether those contacts of the sender who are spelled like a recipient would be right in the
 * recipient's place: a slip leaves behind what the message says of whoever was meant.
 */
final class Twins {
  private final RecipientSigns.Letter letter;
  private final Recollection known;
  private final Set<Address> recipients;
  private final Set<Address> inThread;
  private final Optional<Address> threadAuthor;

  Twins(RecipientSigns.Letter letter, Recollection known) {
    this.letter = letter;
    this.known = known;
    recipients = new HashSet<>(letter.recipients());
    inThread = known.conversation().map(Conversation::people).orElse(Set.of());
    threadAuthor = known.conversation().flatMap(Conversation::author);
  }

  void fill(RecipientSigns.Row row, int i) {
    Address person = letter.recipients().get(i);
    List<Neighbour> near = known.near().getOrDefault(person, List.of());
    List<Address> twins =
        near.stream().map(Neighbour::address).filter(twin -> !recipients.contains(twin)).toList();
    row.put(Sign.NEAR_PRESENT, twins.size() < near.size());
    row.put(Sign.NEAR_COUNT, twins.size());
    row.put(Sign.NEAR_IN_THREAD, twins.stream().anyMatch(inThread::contains));
    row.put(Sign.NEAR_AUTHOR, threadAuthor.filter(twins::contains).isPresent());
    row.put(Sign.NEAR_QUOTED, twins.stream().anyMatch(this::isQuotedAuthor));
    row.put(Sign.NEAR_GREETED, twins.stream().anyMatch(this::isGreeted));
    PersonName name = known.name(person);
    row.put(
        Sign.NEAR_SAME_NAME, !near.isEmpty() && known.name(near.getFirst().address()).equals(name));
    row.put(
        Sign.NEAR_SAME_DOMAIN,
        near.stream().anyMatch(one -> one.address().domain().equals(person.domain())));
    row.put(Sign.NEAR_SENDERS, senders(near));
    row.put(Sign.NEAR_HERE_SENDERS, senders(known.nearHere().getOrDefault(person, List.of())));
    row.put(Sign.NEAR_SELF, Closeness.between(person, known.sender()));
  }

  private static double senders(List<Neighbour> neighbours) {
    return neighbours.isEmpty() ? -1 : neighbours.getFirst().senders();
  }

  private boolean isQuotedAuthor(Address twin) {
    Wording text = letter.wording();
    return text.hasQuotedAuthor()
        && NamesInText.isPerson(twin, known.name(twin), text.quotedPeople().getFirst());
  }

  private boolean isGreeted(Address twin) {
    PersonName name = known.name(twin);
    return letter.wording().greeted().stream()
        .anyMatch(word -> RecipientSigns.bearsName(name, word));
  }
}
