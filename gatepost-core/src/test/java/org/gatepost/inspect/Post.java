package org.gatepost.inspect;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.gatepost.audience.AliasTable;
import org.gatepost.audience.Directory;
import org.gatepost.audience.KnownLists;
import org.gatepost.audience.Organisation;
import org.gatepost.audience.Readerships;
import org.gatepost.correspondence.CaseReference;
import org.gatepost.correspondence.Exchange;
import org.gatepost.correspondence.InMemoryCorrespondence;
import org.gatepost.correspondence.Inquiry;
import org.gatepost.correspondence.SubjectKey;
import org.gatepost.correspondence.ThreadMarks;
import org.gatepost.mail.Address;
import org.gatepost.mail.Domain;
import org.gatepost.mail.NamedAddress;
import org.gatepost.recipient.RecipientModel;
import org.gatepost.recipient.RecipientSigns;
import org.gatepost.recipient.RecipientSigns.Letter;
import org.gatepost.recipient.Wording;

/** A solicitor at city.example with her correspondence, a message a day. */
final class Post {
  static final Address SOLICITOR = Address.of("joanna.pell@city.example");
  static final String COUNSEL = "harriet.lowndes@chambers.example";

  private static final Set<Domain> FREEMAIL = Set.of(Domain.of("gmail.com"));
  private static final RecipientModel MODEL = RecipientModel.prior();

  private final Organisation organisation =
      new Organisation(
          "City", Set.of(Domain.of("city.example")), FREEMAIL, UnaryOperator.identity());
  private final InMemoryCorrespondence memory =
      new InMemoryCorrespondence(
          address -> organisation.isInside(address, Optional.empty()), UnaryOperator.identity());
  private final Directory directory;
  private Instant now = Instant.parse("2010-01-04T09:00:00Z");
  private Set<CaseReference> cases = Set.of();
  private List<String> titles = List.of();
  private ThreadMarks thread = ThreadMarks.none();
  private final InMemoryAnswers answers = new InMemoryAnswers();

  Post() {
    this(Directory.empty());
  }

  private Post(Directory directory) {
    this.directory = directory;
  }

  static Post withDirectory(String... people) {
    List<Directory.Entry> entries =
        Arrays.stream(people)
            .map(one -> new Directory.Entry(Address.of(one), "", Directory.Kind.PERSON, ""))
            .toList();
    return new Post(
        new Directory() {
          @Override
          public Optional<Entry> find(Address address) {
            return entries.stream()
                .filter(entry -> entry.address().equals(address.person()))
                .findFirst();
          }

          @Override
          public Optional<String> partner(Domain domain) {
            return Optional.empty();
          }

          @Override
          public List<Entry> all(Kind kind) {
            return kind == Kind.PERSON ? entries : List.of();
          }
        });
  }

  /** From here on, everything answers this message. */
  Post inConversation(String messageId) {
    thread = ThreadMarks.of(Optional.empty(), List.of(messageId));
    return this;
  }

  /** From here on, everything is about this case. */
  Post about(String reference) {
    cases = Set.of(new CaseReference(reference));
    return this;
  }

  void solicitorAndCounsel(int letters) {
    for (int i = 0; i < letters; i++) {
      sent(1, COUNSEL);
      came(1, COUNSEL);
    }
  }

  void sent(int letters, String... to) {
    sentBy(SOLICITOR.toString(), letters, to);
  }

  void sentBy(String from, int letters, String... to) {
    learn(from, letters, Exchange.Origin.SENT, to);
  }

  void came(int letters, String from) {
    learn(from, letters, Exchange.Origin.CAME_IN, SOLICITOR.toString());
  }

  void mistaken(String wrong) {
    answers.note(List.of(new GivenAnswer.Mistaken(Address.of(wrong))), now);
  }

  void waitFor(Duration time) {
    now = now.plus(time);
  }

  private void learn(String from, int letters, Exchange.Origin origin, String... to) {
    for (int i = 0; i < letters; i++) {
      now = now.plus(Duration.ofDays(1));
      memory.learn(
          List.of(
              new Exchange(
                  now,
                  NamedAddress.of(Address.of(from)),
                  people(to).stream().map(NamedAddress::of).toList(),
                  Set.of(),
                  SubjectKey.of(""),
                  thread,
                  cases,
                  origin,
                  Exchange.Showing.NOBODY)));
    }
  }

  List<Finding> doubts(String text, String... to) {
    Readerships readerships =
        new Readerships(organisation, directory, AliasTable.empty(), KnownLists.none());
    return new RecipientDoubts(
            MODEL, new Lookalikes(organisation, directory, readerships), FREEMAIL::contains)
        .of(addressing(text, to));
  }

  List<Finding> strangers(String... to) {
    return new CaseStrangers(FREEMAIL::contains).of(addressing("", to));
  }

  List<Finding> unanswered(String... to) {
    return UnansweredAddresses.of(addressing("", to));
  }

  List<Finding> titled(String title, String... to) {
    titles = List.of("Re: your call", title);
    return TitleNames.of(addressing("", to), Set.of());
  }

  List<Finding> newcomers(String... to) {
    Set<Address> strangers =
        strangers(to).stream()
            .flatMap(finding -> finding.recipients().stream())
            .collect(Collectors.toSet());
    return Newcomers.of(addressing("", to), Set.of(), strangers);
  }

  private Addressing addressing(String text, String... to) {
    Letter letter =
        new Letter(SOLICITOR, people(to), SubjectKey.of("Bundle"), Wording.of(text), now);
    return new Addressing(
        letter,
        memory.recall(
            new Inquiry(
                SOLICITOR,
                letter.recipients(),
                List.of(),
                RecipientSigns.askedNames(letter.wording()),
                letter.subject(),
                thread,
                cases,
                now)),
        answers.about(SOLICITOR, letter.recipients(), now),
        Map.of(),
        address -> organisation.isInside(address, Optional.empty()),
        titles,
        Set.of());
  }

  private static List<Address> people(String... addresses) {
    List<Address> people = new ArrayList<>();
    for (String address : addresses) {
      people.add(Address.of(address).person());
    }
    return people;
  }
}
