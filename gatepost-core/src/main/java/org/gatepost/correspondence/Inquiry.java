package org.gatepost.correspondence;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.gatepost.mail.Address;

/**
 * What is asked about one message.
 *
 * @param sender who writes
 * @param people whom it goes to, by person ({@link Address#person()}); nothing is asked about those
 *     behind the first {@link #MOST_PEOPLE}
 * @param named others whom its text names, by person: what is known of each of them by themselves
 *     is told, and nothing of them together with the others, because they will not read it
 * @param names words of the message that may be names of people the sender knows, lower case
 * @param subject of the message
 * @param thread which conversation it belongs to
 * @param cases references that it bears
 * @param now counts are decayed up to here
 */
public record Inquiry(
    Address sender,
    List<Address> people,
    List<Address> named,
    Set<String> names,
    SubjectKey subject,
    ThreadMarks thread,
    Set<CaseReference> cases,
    Instant now) {
  /** A bound on the time of one question: messages to more people are mailings. */
  public static final int MOST_PEOPLE = 2_000;

  /**
   * Of so many people, those first named whom the sender hardly knows, addresses that are spelled
   * alike are looked for. In a mailing everybody may be spelled like many others.
   */
  public static final int MOST_COMPARED = 100;

  public Inquiry {
    people = List.copyOf(people.subList(0, Math.min(MOST_PEOPLE, people.size())));
    named = named.stream().filter(Predicate.not(Set.copyOf(people)::contains)).distinct().toList();
    names = Set.copyOf(names);
    cases = Set.copyOf(cases);
  }

  /** About a message of which only its subject tells where it belongs. */
  public Inquiry(
      Address sender, List<Address> people, Set<String> names, SubjectKey subject, Instant now) {
    this(sender, people, List.of(), names, subject, ThreadMarks.none(), Set.of(), now);
  }

  /** Everybody of whom something is asked. */
  public List<Address> everybody() {
    return Stream.concat(people.stream(), named.stream()).toList();
  }
}
