package org.gatepost.correspondence;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.gatepost.mail.Address;

/**
 * What is asked about one message.
 *
 * @param sender who writes
 * @param people whom it goes to, by person ({@link Address#person()})
 * @param names words of the message that may be names of people the sender knows, lower case
 * @param subject of the message
 * @param now counts are decayed up to here
 */
public record Inquiry(
    Address sender, List<Address> people, Set<String> names, SubjectKey subject, Instant now) {
  public Inquiry {
    people = List.copyOf(people);
    names = Set.copyOf(names);
  }
}
