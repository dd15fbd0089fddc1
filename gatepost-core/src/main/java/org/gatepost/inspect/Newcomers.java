package org.gatepost.inspect;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.gatepost.correspondence.Contact;
import org.gatepost.correspondence.Recollection;
import org.gatepost.correspondence.Recollection.Conversation;
import org.gatepost.mail.Address;

/**
 * People outside who are new where it matters: somebody never written to in a case of others, or
 * somebody outside in a conversation that had nobody from outside. To be new is no finding by
 * itself.
 */
final class Newcomers {
  private static final double NEW_TO_CONVERSATION = 0.7;
  private static final double KNOWN_BUT_NEW_TO_CONVERSATION = 0.5;
  private static final double FIRST_CONTACT = 0.6;

  private Newcomers() {}

  /**
   * @param doubted people about whom enough is said already
   * @param strangers people who are strangers to a case
   */
  static List<Finding> of(Addressing addressing, Set<Address> doubted, Set<Address> strangers) {
    List<Finding> findings = new ArrayList<>();
    for (Address person : addressing.letter().recipients()) {
      if (addressing.isInside(person) || doubted.contains(person)) {
        continue;
      }
      boolean isNew = isNew(addressing.known().contact(person));
      if (isNewToConversation(person, addressing.known())) {
        findings.add(newToConversation(addressing.asWritten(person), isNew));
      } else if (isNew && strangers.contains(person)) {
        findings.add(firstContact(addressing.asWritten(person)));
      }
    }
    return findings;
  }

  private static boolean isNew(Contact contact) {
    return contact.sent() == 0 && contact.answered() == 0;
  }

  /** Only headers tell surely which messages belong together: others may share a subject. */
  private static boolean isNewToConversation(Address person, Recollection known) {
    return known
        .conversation()
        .filter(talk -> talk.basis() == Conversation.Basis.REFERENCES)
        .filter(talk -> !talk.outsiders() && !talk.people().contains(person))
        .isPresent();
  }

  private static Finding newToConversation(Address written, boolean isNew) {
    return new Finding(
        FindingKind.THREAD_NEWCOMER,
        isNew ? NEW_TO_CONVERSATION : KNOWN_BUT_NEW_TO_CONVERSATION,
        List.of(written),
        Evidence.of("somebody outside in a conversation that had nobody from outside"),
        written
            + " is outside your organisation, and nobody outside had part in this conversation so"
            + " far."
            + (isNew ? " You have not written there before." : ""));
  }

  private static Finding firstContact(Address written) {
    return new Finding(
        FindingKind.FIRST_CONTACT,
        FIRST_CONTACT,
        List.of(written),
        Evidence.of("a recipient never written to before, in a case of others"),
        "You have not written to " + written + " before.");
  }
}
