package org.gatepost.correspondence;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.gatepost.mail.Address;
import org.gatepost.mail.Domain;

/**
 * What correspondence knows about the people of one message. Keys are persons; a missing key means
 * that nothing is known.
 *
 * @param sender the person that the sender counts as
 * @param habits of the sender
 * @param contacts between the sender and each recipient
 * @param standings of each recipient in the organisation
 * @param names by which each recipient and each neighbour is known
 * @param together how often two of them took part in one message, or one of them and the sender, or
 *     an alternative of one and another
 * @param domains how often the sender and the organisation write to each recipient's domain
 * @param near for each recipient whom the sender hardly knows: people the sender writes to who are
 *     spelled alike, nearest first
 * @param nearHere the same among everybody whom the organisation writes to
 * @param namesakes for each name asked about or borne by a recipient: the sender's contacts that
 *     bear it; for how each recipient's address begins: those whose address begins so
 * @param alternatives for each recipient: contacts of the sender that one may take for them, see
 *     {@link Alternatives}
 * @param conversation what was written before in this conversation
 * @param acquaintances for each recipient outside, those of the others whom they know: each has
 *     written in one conversation with the other in To or Cc. Either somebody here has written to
 *     both, or it is this very conversation, by its references or its subject, that they wrote in
 * @param cases what is known about each reference that was asked about
 * @param inbound whether mail from outside was ever learned
 */
public record Recollection(
    Address sender,
    Habits habits,
    Map<Address, Contact> contacts,
    Map<Address, Standing> standings,
    Map<Address, PersonName> names,
    Map<Pair, Together> together,
    Map<Domain, DomainUse> domains,
    Map<Address, List<Neighbour>> near,
    Map<Address, List<Neighbour>> nearHere,
    Map<String, List<Namesake>> namesakes,
    Map<Address, List<Namesake>> alternatives,
    Optional<Conversation> conversation,
    Map<Address, Set<Address>> acquaintances,
    Map<CaseReference, CaseFile> cases,
    Inbound inbound) {
  public Recollection {
    contacts = Map.copyOf(contacts);
    standings = Map.copyOf(standings);
    names = Map.copyOf(names);
    together = Map.copyOf(together);
    domains = Map.copyOf(domains);
    near = Map.copyOf(near);
    nearHere = Map.copyOf(nearHere);
    namesakes = Map.copyOf(namesakes);
    alternatives = Map.copyOf(alternatives);
    acquaintances = Map.copyOf(acquaintances);
    cases = Map.copyOf(cases);
  }

  /** Nothing was ever learned. */
  public static Recollection empty(Address sender) {
    return new Recollection(
        sender,
        Habits.unknown(),
        Map.of(),
        Map.of(),
        Map.of(),
        Map.of(),
        Map.of(),
        Map.of(),
        Map.of(),
        Map.of(),
        Map.of(),
        Optional.empty(),
        Map.of(),
        Map.of(),
        new Inbound.None());
  }

  /** Two people, whichever is named first. */
  public record Pair(Address one, Address other) {
    public static Pair of(Address a, Address b) {
      int order = a.localPart().compareTo(b.localPart());
      boolean first = order < 0 || (order == 0 && a.domain().compareTo(b.domain()) <= 0);
      return first ? new Pair(a, b) : new Pair(b, a);
    }
  }

  /**
   * In how many messages two people took part together.
   *
   * @param bySender among the sender's messages
   * @param byAnyone among all messages of the organisation, as recipients or author
   */
  public record Together(int bySender, int byAnyone) {
    static final Together NEVER = new Together(0, 0);
  }

  /** How many addresses of messages were at a domain. */
  public record DomainUse(int bySender, int byAnyone) {
    static final DomainUse NEVER = new DomainUse(0, 0);
  }

  /** A contact of the sender, with what the two wrote. */
  public record Namesake(Address address, PersonName name, Contact contact) {
    public int sent() {
      return contact.sent();
    }
  }

  /**
   * Earlier messages of one conversation.
   *
   * @param basis by what they belong together
   * @param people who took part within {@link #FRESH_DAYS} days, at most {@link #MOST_PEOPLE}. In a
   *     conversation told by its references nobody outside is among them whom only mail from
   *     outside brought in
   * @param author who wrote the last one that the sender received
   * @param outsiders whether anybody outside ever took part
   */
  public record Conversation(
      Basis basis, Set<Address> people, Optional<Address> author, boolean outsiders) {
    public static final int FRESH_DAYS = 60;
    public static final int MOST_PEOPLE = 2_000;

    /** By what messages are known to belong together. */
    public enum Basis {
      /** By the ids in their headers. */
      REFERENCES,
      /** By their subject alone, which different conversations may share. */
      SUBJECT
    }

    public Conversation {
      people = Set.copyOf(people);
    }
  }

  /** True when something was asked about this person. */
  public boolean isAbout(Address person) {
    return contacts.containsKey(person);
  }

  public Contact contact(Address person) {
    return contacts.getOrDefault(person, Contact.stranger());
  }

  public Standing standing(Address person) {
    return standings.getOrDefault(person, Standing.unknown());
  }

  public Together together(Address one, Address other) {
    return together.getOrDefault(Pair.of(one, other), Together.NEVER);
  }

  public DomainUse domain(Domain domain) {
    return domains.getOrDefault(domain, DomainUse.NEVER);
  }

  public PersonName name(Address person) {
    PersonName known = names.get(person);
    return known == null ? PersonName.from(person) : known;
  }
}
