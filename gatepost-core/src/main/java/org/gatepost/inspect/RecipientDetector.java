package org.gatepost.inspect;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.gatepost.audience.Audience.Reader;
import org.gatepost.audience.Organisation;
import org.gatepost.audience.Readership;
import org.gatepost.correspondence.Recollection;
import org.gatepost.mail.Address;
import org.gatepost.mail.Message;
import org.gatepost.recipient.RecipientSigns.Letter;

/**
 * Recipients whom the sender may not mean: looks at each of them from every side, and says each
 * thing once. What a sender has confirmed is not asked again, unless it is about the message and
 * not about the address ({@link Answers#isAskedOnce}).
 */
public final class RecipientDetector implements Detector {
  /** Files whose names are looked at. */
  private static final int MOST_FILES = 100;

  private final Organisation organisation;
  private final RecipientDoubts doubts;
  private final CaseStrangers strangers;

  public RecipientDetector(Organisation organisation, RecipientDoubts doubts) {
    this.organisation = organisation;
    this.doubts = doubts;
    this.strangers = new CaseStrangers(organisation::isFreemail);
  }

  @Override
  public List<Finding> inspect(Outgoing outgoing) {
    Addressing addressing = addressing(outgoing);
    List<Finding> doubted = doubts.of(addressing);
    List<Finding> strange = strangers.of(addressing);
    List<Finding> findings = new ArrayList<>(doubted);
    findings.addAll(TitleNames.of(addressing, people(doubted)));
    Set<Address> doubtedOrNamed = people(findings);
    findings.addAll(Newcomers.of(addressing, doubtedOrNamed, people(strange)));
    findings.addAll(strange);
    findings.addAll(UnansweredAddresses.of(addressing));
    findings.removeIf(finding -> isConfirmed(addressing.answers(), finding));
    return findings;
  }

  private static boolean isConfirmed(Answers answers, Finding finding) {
    return Answers.isAskedOnce(finding.kind())
        && finding.recipients().stream()
            .map(Address::person)
            .allMatch(
                person -> answers.isMeant(person, finding.kind()) && !answers.isMistake(person));
  }

  private static Set<Address> people(List<Finding> findings) {
    Set<Address> people = new HashSet<>();
    findings.forEach(finding -> finding.recipients().forEach(one -> people.add(one.person())));
    return people;
  }

  private Addressing addressing(Outgoing outgoing) {
    Recollection known = outgoing.recollection();
    List<Address> people = new ArrayList<>();
    Map<Address, Address> written = new HashMap<>();
    Set<Address> mailboxes = new HashSet<>();
    outgoing
        .audience()
        .readers()
        .forEach(
            (person, reader) -> {
              if (known.isAbout(person) || known.contacts().isEmpty()) {
                people.add(person);
                written.put(person, reader.address());
                if (isMailbox(reader)) {
                  mailboxes.add(person);
                }
              }
            });
    Letter letter =
        new Letter(
            known.sender(),
            people,
            outgoing.background().subject(),
            outgoing.background().wording(),
            outgoing.submission().receivedAt());
    Predicate<Address> inside =
        address -> organisation.isInside(address, outgoing.audience().sender());
    return new Addressing(
        letter,
        known,
        outgoing.background().answers(),
        written,
        inside,
        titles(outgoing.message()),
        mailboxes);
  }

  private static List<String> titles(Message message) {
    return Stream.concat(
            message.heading().subject().stream(),
            message.root().walk().flatMap(part -> part.fileName().stream()).limit(MOST_FILES))
        .toList();
  }

  private static boolean isMailbox(Reader reader) {
    return switch (reader.readership()) {
      case Readership.OnePerson _ -> false;
      case Readership.RoleMailbox _, Readership.Several _ -> true;
      case Readership.MailingList list -> list.said();
    };
  }
}
