package org.gatepost.recipient;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.gatepost.correspondence.Recollection;
import org.gatepost.correspondence.Recollection.Conversation;
import org.gatepost.mail.Address;

/** How the recipients stand to what was written before under the same subject. */
final class InThread {
  private final RecipientSigns.Letter letter;
  private final Recollection known;
  private final Optional<Conversation> conversation;
  private final int recipientsInThread;
  private final double authorPresent;

  InThread(RecipientSigns.Letter letter, Recollection known) {
    this.letter = letter;
    this.known = known;
    this.conversation = known.conversation();
    Set<Address> recipients = new HashSet<>(letter.recipients());
    int in = 0;
    for (Address person : conversation.map(Conversation::people).orElse(Set.of())) {
      in += recipients.contains(person) ? 1 : 0;
    }
    recipientsInThread = in;
    authorPresent =
        conversation
            .flatMap(Conversation::author)
            .map(recipients::contains)
            .map(RecipientSigns::number)
            .orElse(-1.0);
  }

  void fill(RecipientSigns.Row row, int i) {
    Address person = letter.recipients().get(i);
    row.put(Sign.REPLY, letter.subject().reply());
    row.put(Sign.FORWARD, letter.subject().forward());
    row.put(Sign.IN_THREAD, place(person));
    row.put(
        Sign.OTHERS_IN_THREAD,
        conversation.isEmpty() ? -1 : recipientsInThread - (place(person) > 0 ? 1 : 0));
    row.put(
        Sign.IS_THREAD_AUTHOR,
        conversation
            .flatMap(Conversation::author)
            .map(person::equals)
            .map(RecipientSigns::number)
            .orElse(-1.0));
    row.put(Sign.THREAD_AUTHOR_PRESENT, authorPresent);
  }

  /** -1 without a thread, 0 outside it, 1 inside, 2 when the sender took part as well. */
  private int place(Address person) {
    if (conversation.isEmpty()) {
      return -1;
    }
    Set<Address> people = conversation.get().people();
    if (!people.contains(person)) {
      return 0;
    }
    return people.contains(known.sender()) ? 2 : 1;
  }
}
