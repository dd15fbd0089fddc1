package org.gatepost.bench.recipients;

import java.util.EnumSet;
import java.util.Set;
import org.gatepost.audience.Audience.Reader;
import org.gatepost.audience.Readership;
import org.gatepost.correspondence.Recollection;
import org.gatepost.correspondence.Recollection.Conversation;
import org.gatepost.inspect.Background;
import org.gatepost.inspect.FindingKind;
import org.gatepost.inspect.Outgoing;
import org.gatepost.mail.Address;

/**
 * For which findings a message holds anything to look at: a false warning that was never possible
 * says nothing.
 */
final class Occasions {
  /** Fewer messages of a case show nobody who belongs to it. */
  private static final int MESSAGES_OF_A_CASE = 3;

  private Occasions() {}

  static Set<FindingKind> in(Outgoing outgoing) {
    Set<FindingKind> kinds = EnumSet.noneOf(FindingKind.class);
    Background background = outgoing.background();
    Recollection known = outgoing.recollection();
    for (Reader reader : outgoing.audience().readers().values()) {
      Address person = reader.address().person();
      if (!known.contact(person).wasWrittenTo()) {
        kinds.add(FindingKind.FIRST_CONTACT);
      }
      if (known.near().containsKey(person)
          || known.nearHere().containsKey(person)
          || known.alternatives().containsKey(person)) {
        kinds.add(FindingKind.LOOKALIKE_RECIPIENT);
      }
      if (reader.relation().isOutside() && known.standing(person).writtenTo() > 0) {
        kinds.add(FindingKind.UNANSWERED_ADDRESS);
      }
      if (reader.readership() instanceof Readership.MailingList) {
        kinds.add(FindingKind.PUBLIC_LIST);
      }
    }
    if (outgoing.audience().readers().size() > 1) {
      kinds.add(FindingKind.ODD_ONE_OUT);
    }
    if (known.conversation().map(Conversation::people).filter(all -> !all.isEmpty()).isPresent()) {
      kinds.add(FindingKind.THREAD_NEWCOMER);
    }
    if (!background.wording().greeted().isEmpty() || background.wording().hasQuotedAuthor()) {
      kinds.add(FindingKind.NAME_MISMATCH);
    }
    if (known.cases().values().stream().anyMatch(file -> file.messages() >= MESSAGES_OF_A_CASE)) {
      kinds.add(FindingKind.CASE_STRANGER);
    }
    if (!background.wording().addresses().isEmpty()) {
      kinds.add(FindingKind.BODY_ADDRESS);
    }
    return kinds;
  }
}
