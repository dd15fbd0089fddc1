package org.gatepost.inspect;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.gatepost.correspondence.Recollection;
import org.gatepost.mail.Address;
import org.gatepost.recipient.RecipientSigns.Letter;

/**
 * A message to its recipients, as their detectors look at it.
 *
 * @param letter with its recipients by person
 * @param known what correspondence knows about them
 * @param answers what senders answered about them
 * @param written for each person the address as the message has it
 * @param inside true for an address of the organisation, whether or not it is a recipient
 * @param titles the subject and the names of attached files
 * @param mailboxes those behind which no single person stands: queues, roles, lists
 */
public record Addressing(
    Letter letter,
    Recollection known,
    Answers answers,
    Map<Address, Address> written,
    Predicate<Address> inside,
    List<String> titles,
    Set<Address> mailboxes) {
  public Addressing {
    written = Map.copyOf(written);
    titles = List.copyOf(titles);
    mailboxes = Set.copyOf(mailboxes);
  }

  boolean isInside(Address address) {
    return inside.test(address);
  }

  Address asWritten(Address person) {
    return written.getOrDefault(person, person);
  }
}
