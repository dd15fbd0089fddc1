package org.gatepost.correspondence;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.gatepost.mail.Address;
import org.gatepost.mail.Domain;
import org.gatepost.mail.NamedAddress;
import org.junit.jupiter.api.Test;

class InMemoryCorrespondenceTest {
  private static final Instant START = Instant.parse("2011-01-03T09:00:00Z");
  private static final Address SOLICITOR = Address.of("solicitor@city.example");
  private static final Address COUNSEL = Address.of("harriet.lowndes@chambers.example");
  private static final Address MISTYPED = Address.of("harriet.lownds@chambers.example");
  private static final Address CLERK = Address.of("clerk@chambers.example");

  private final InMemoryCorrespondence memory =
      new InMemoryCorrespondence(
          address -> address.domain().equals(Domain.of("city.example")), UnaryOperator.identity());

  @Test
  void countsDecayByHalfInSixtyDays() {
    send(START, SOLICITOR, COUNSEL);
    send(START, SOLICITOR, COUNSEL);

    Contact contact = recall(START.plus(Contact.HALF_LIFE), COUNSEL).contact(COUNSEL);

    assertThat(contact.sent()).isEqualTo(2);
    assertThat(contact.sentLately()).isEqualTo(1.0);
    assertThat(contact.alone()).isEqualTo(2);
    assertThat(contact.lastSent()).contains(START);
  }

  @Test
  void unaskedMailFromOutsideTeachesNothing() {
    send(START, SOLICITOR, COUNSEL);
    for (int i = 0; i < 100; i++) {
      send(START.plus(Duration.ofHours(i)), MISTYPED, SOLICITOR);
    }

    Recollection known = recall(START.plus(Duration.ofDays(10)), MISTYPED);

    assertThat(known.contact(MISTYPED)).isEqualTo(Contact.stranger());
    assertThat(known.standing(MISTYPED)).isEqualTo(Standing.unknown());
    assertThat(memory.isKnown(MISTYPED)).isFalse();
    assertThat(known.near().get(MISTYPED)).extracting(Neighbour::address).containsExactly(COUNSEL);
  }

  @Test
  void anAnswerFromOutsideCounts() {
    send(START, SOLICITOR, COUNSEL);
    send(START.plus(Duration.ofHours(1)), COUNSEL, SOLICITOR);

    Contact contact = recall(START.plus(Duration.ofDays(1)), COUNSEL).contact(COUNSEL);

    assertThat(contact.answered()).isEqualTo(1);
  }

  @Test
  void aLookalikeOfAContactHasItForNeighbour() {
    send(START, SOLICITOR, COUNSEL);

    assertThat(recall(START, MISTYPED).near().get(MISTYPED))
        .containsExactly(new Neighbour(COUNSEL, 1, 1, 1));
    assertThat(recall(START, CLERK).near()).isEmpty();
  }

  @Test
  void aColleaguesContactIsNeighbourOnlyForTheOrganisation() {
    for (int i = 0; i < 3; i++) {
      send(START, Address.of("colleague@city.example"), COUNSEL);
    }

    Recollection known = recall(START, MISTYPED);

    assertThat(known.near()).isEmpty();
    assertThat(known.nearHere().get(MISTYPED)).containsExactly(new Neighbour(COUNSEL, 1, 3, 1));
  }

  @Test
  void peopleWrittenToTogetherAreCountedWhicheverComesFirst() {
    send(START, SOLICITOR, COUNSEL, CLERK);
    send(START, SOLICITOR, CLERK, COUNSEL);

    assertThat(recall(START, COUNSEL, CLERK).together(CLERK, COUNSEL))
        .isEqualTo(new Recollection.Together(2, 2));
  }

  @Test
  void aCrowdTeachesNothingAboutWhoBelongsTogether() {
    Address[] crowd =
        IntStream.range(0, 31)
            .mapToObj(i -> Address.of("family" + i + "@mail.example"))
            .toArray(Address[]::new);
    send(START, SOLICITOR, crowd);

    assertThat(recall(START, crowd[0], crowd[1]).together(crowd[0], crowd[1]).byAnyone()).isZero();
    assertThat(recall(START, crowd[0]).contact(crowd[0]).sent()).isEqualTo(1);
  }

  @Test
  void theLastAuthorUnderASubjectIsRemembered() {
    send(START, SOLICITOR, COUNSEL);
    send(START.plus(Duration.ofHours(1)), COUNSEL, SOLICITOR);

    Recollection.Conversation conversation =
        recall(START.plus(Duration.ofDays(1)), COUNSEL).conversation().orElseThrow();

    assertThat(conversation.author()).contains(COUNSEL);
    assertThat(conversation.people()).containsExactlyInAnyOrder(SOLICITOR, COUNSEL);
    assertThat(
            recall(START.plus(Duration.ofDays(90)), COUNSEL).conversation().orElseThrow().people())
        .isEmpty();
  }

  @Test
  void onePersonWithTwoAddressesHasOneBook() {
    Address old = Address.of("s.old@city.example");
    InMemoryCorrespondence both =
        new InMemoryCorrespondence(
            address -> address.domain().equals(Domain.of("city.example")),
            address -> address.equals(old) ? SOLICITOR : address);
    both.learn(exchange(START, old, COUNSEL));

    assertThat(both.recall(inquiry(START, COUNSEL)).contact(COUNSEL).sent()).isEqualTo(1);
  }

  private void send(Instant when, Address from, Address... to) {
    memory.learn(exchange(when, from, to));
  }

  private static Exchange exchange(Instant when, Address from, Address... to) {
    return new Exchange(
        when,
        NamedAddress.of(from),
        List.of(to).stream().map(NamedAddress::of).toList(),
        SubjectKey.of("Re: CP/2011/0417"));
  }

  private Recollection recall(Instant now, Address... people) {
    return memory.recall(inquiry(now, people));
  }

  private static Inquiry inquiry(Instant now, Address... people) {
    return new Inquiry(SOLICITOR, List.of(people), Set.of(), SubjectKey.of("CP/2011/0417"), now);
  }
}
