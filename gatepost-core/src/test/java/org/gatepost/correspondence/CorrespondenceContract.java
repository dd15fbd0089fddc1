package org.gatepost.correspondence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.gatepost.correspondence.Letter.CLERK;
import static org.gatepost.correspondence.Letter.COLLEAGUE;
import static org.gatepost.correspondence.Letter.COUNSEL;
import static org.gatepost.correspondence.Letter.MISTYPED;
import static org.gatepost.correspondence.Letter.SOLICITOR;
import static org.gatepost.correspondence.Letter.START;
import static org.gatepost.correspondence.Letter.letter;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.gatepost.mail.Address;
import org.gatepost.mail.Domain;
import org.junit.jupiter.api.Test;

/**
 * What every memory of correspondence promises about people. Each test begins with a memory that
 * knows nothing, of an organisation whose one domain is {@code city.example}.
 */
public abstract class CorrespondenceContract {
  protected static final Duration DAY = Duration.ofDays(1);

  protected abstract Correspondence correspondence();

  /** Feeds what {@link #correspondence()} answers from. */
  protected abstract CorrespondenceLog log();

  @Test
  protected void nothingIsKnownInTheBeginning() {
    Recollection known = recall(START, COUNSEL);

    assertThat(known.isAbout(COUNSEL)).isTrue();
    assertThat(known.contact(COUNSEL)).isEqualTo(Contact.stranger());
    assertThat(known.standing(COUNSEL)).isEqualTo(Standing.unknown());
    assertThat(known.inbound()).isEqualTo(new Inbound.None());
    assertThat(known.habits().people()).isZero();
    assertThat(known.conversation()).isEmpty();
  }

  @Test
  protected void countsDecayByHalfInSixtyDays() {
    learn(letter(SOLICITOR, COUNSEL), letter(SOLICITOR, COUNSEL));

    Contact contact = recall(START.plus(Contact.HALF_LIFE), COUNSEL).contact(COUNSEL);

    assertThat(contact.sent()).isEqualTo(2);
    assertThat(contact.sentLately()).isCloseTo(1.0, within(1e-6));
    assertThat(contact.alone()).isEqualTo(2);
    assertThat(contact.firstSent()).contains(START);
    assertThat(contact.lastSent()).contains(START);
  }

  @Test
  protected void mailThatIsLearnedLateCountsByItsDate() {
    learn(letter(SOLICITOR, COUNSEL).at(START.plus(Contact.HALF_LIFE)));
    learn(letter(SOLICITOR, COUNSEL));

    Contact contact = recall(START.plus(Contact.HALF_LIFE), COUNSEL).contact(COUNSEL);

    assertThat(contact.sentLately()).isCloseTo(1.5, within(1e-6));
    assertThat(contact.firstSent()).contains(START);
    assertThat(contact.lastSent()).contains(START.plus(Contact.HALF_LIFE));
  }

  @Test
  protected void theStandingCountsMessagesAndTheirSenders() {
    learn(
        letter(SOLICITOR, COUNSEL),
        letter(SOLICITOR, COUNSEL).at(START.plus(DAY)),
        letter(COLLEAGUE, COUNSEL).at(START.plus(DAY)));

    Standing standing = recall(START.plus(DAY), COUNSEL).standing(COUNSEL);

    assertThat(standing.writtenTo()).isEqualTo(3);
    assertThat(standing.senders()).isEqualTo(2);
    assertThat(standing.lastSeen()).contains(START.plus(DAY));
  }

  @Test
  protected void withoutMailFromOutsideNobodyCanSayWhoNeverWrote() {
    learn(letter(SOLICITOR, COUNSEL));

    assertThat(recall(START, COUNSEL).standing(COUNSEL).heard()).isEqualTo(new Heard.Unknown());
  }

  @Test
  protected void withMailFromOutsideSilenceIsKnown() {
    Instant later = START.plus(DAY);
    learn(letter(SOLICITOR, COUNSEL), letter(Address.of("x@mail.example"), COLLEAGUE).at(later));

    Recollection known = recall(later, COUNSEL);

    assertThat(known.inbound()).isEqualTo(new Inbound.Learned(later, later));
    assertThat(known.standing(COUNSEL).heard()).isEqualTo(new Heard.Never());
  }

  @Test
  protected void anAnswerFromOutsideCounts() {
    Instant later = START.plus(DAY);
    learn(letter(SOLICITOR, COUNSEL), letter(COUNSEL, SOLICITOR).at(later));

    Recollection known = recall(later, COUNSEL);

    assertThat(known.contact(COUNSEL).answered()).isEqualTo(1);
    assertThat(known.contact(COUNSEL).lastAnswer()).contains(later);
    assertThat(known.standing(COUNSEL).heard()).isEqualTo(new Heard.Wrote(1, 0, later));
  }

  @Test
  protected void unaskedMailMakesNobodyKnownAndIsNotForgotten() {
    learn(letter(SOLICITOR, COUNSEL));
    for (int i = 0; i < 100; i++) {
      learn(letter(MISTYPED, SOLICITOR).at(START.plus(Duration.ofHours(i))));
    }

    Recollection known = recall(START.plus(Duration.ofDays(10)), MISTYPED);

    assertThat(known.contact(MISTYPED)).isEqualTo(Contact.stranger());
    assertThat(known.standing(MISTYPED).uses()).isZero();
    assertThat(known.standing(MISTYPED).lastSeen()).isEmpty();
    assertThat(known.standing(MISTYPED).heard())
        .isEqualTo(new Heard.Wrote(0, 100, START.plus(Duration.ofHours(99))));
    assertThat(known.near().get(MISTYPED)).extracting(Neighbour::address).containsExactly(COUNSEL);
    assertThat(recall(START, COUNSEL).near()).isEmpty();
    assertThat(known.namesakes()).doesNotContainKey("lownds");
  }

  @Test
  protected void theSenderAndARecipientTookPartTogether() {
    learn(letter(COLLEAGUE, SOLICITOR, COUNSEL), letter(COUNSEL, SOLICITOR));

    assertThat(recall(START, COUNSEL).together(SOLICITOR, COUNSEL).byAnyone()).isEqualTo(2);
  }

  @Test
  protected void mailThatCameInUnderOurNameTeachesNothingAboutOutsiders() {
    learn(letter(SOLICITOR, MISTYPED, COLLEAGUE).cameIn());

    Recollection known = recall(START, MISTYPED, COLLEAGUE);

    assertThat(known.contact(MISTYPED)).isEqualTo(Contact.stranger());
    assertThat(known.standing(MISTYPED)).isEqualTo(Standing.unknown());
    assertThat(known.contact(COLLEAGUE).sent()).isEqualTo(1);
  }

  @Test
  protected void aMessageTeachesOnce() {
    learn(
        letter(SOLICITOR, COUNSEL).id("a@city.example"),
        letter(SOLICITOR, COUNSEL).id("a@city.example"));
    learn(letter(SOLICITOR, COUNSEL).id("a@city.example"));

    assertThat(recall(START, COUNSEL).contact(COUNSEL).sent()).isEqualTo(1);
  }

  @Test
  protected void anotherAuthorsMessageWithTheSameIdHidesNothing() {
    learn(letter(MISTYPED, SOLICITOR).id("a@city.example"));
    learn(letter(SOLICITOR, COUNSEL).id("a@city.example"));

    assertThat(recall(START, COUNSEL).contact(COUNSEL).sent()).isEqualTo(1);
  }

  @Test
  protected void peopleWrittenToTogetherAreCountedWhicheverComesFirst() {
    learn(letter(SOLICITOR, COUNSEL, CLERK), letter(SOLICITOR, CLERK, COUNSEL));

    assertThat(recall(START, COUNSEL, CLERK).together(CLERK, COUNSEL))
        .isEqualTo(new Recollection.Together(2, 2));
    assertThat(recall(COLLEAGUE, START, COUNSEL, CLERK).together(CLERK, COUNSEL))
        .isEqualTo(new Recollection.Together(0, 2));
  }

  @Test
  protected void aCrowdTeachesNothingAboutWhoBelongsTogether() {
    Address[] crowd = Letter.families(31);
    learn(letter(SOLICITOR, crowd));

    Recollection known = recall(START, crowd);

    assertThat(known.together(crowd[0], crowd[1]).byAnyone()).isZero();
    assertThat(known.contact(crowd[0]).sent()).isEqualTo(1);
    assertThat(known.habits().people()).isEqualTo(31);
  }

  @Test
  protected void domainsAreCountedBySenderAndByAll() {
    learn(letter(SOLICITOR, COUNSEL, CLERK), letter(COLLEAGUE, CLERK));

    assertThat(recall(START, COUNSEL).domain(Domain.of("chambers.example")))
        .isEqualTo(new Recollection.DomainUse(2, 3));
  }

  @Test
  protected void whatHadItsTimeIsForgotten() {
    Instant later = START.plus(Duration.ofDays(400));
    learn(
        letter(SOLICITOR, COUNSEL).about("CP/2011/0417").id("old@city.example"),
        letter(SOLICITOR, CLERK).at(later).about("CP/2012/0001"));

    assertThat(log().forgetBefore(START.plus(DAY))).isPositive();

    Recollection known = recall(later, COUNSEL, CLERK, MISTYPED);
    assertThat(known.contact(COUNSEL)).isEqualTo(Contact.stranger());
    assertThat(known.standing(COUNSEL).uses()).isZero();
    assertThat(known.near()).doesNotContainKey(MISTYPED);
    assertThat(known.contact(CLERK).sent()).isEqualTo(1);
    assertThat(cases(later, "CP/2011/0417", "CP/2012/0001").cases())
        .containsOnlyKeys(new CaseReference("CP/2012/0001"));
    assertThat(log().forgetBefore(START.plus(DAY))).isZero();
  }

  @Test
  protected void aPersonIsErasedEverywhere() {
    learn(
        letter(SOLICITOR, COUNSEL, CLERK).about("CP/2011/0417").id("a@city.example"),
        letter(COUNSEL, SOLICITOR, CLERK)
            .at(START.plus(DAY))
            .id("b@chambers.example")
            .answering("a@city.example"));

    assertThat(log().erase(COUNSEL)).isPositive();

    Recollection known = recall(START.plus(DAY), COUNSEL, CLERK, MISTYPED);
    assertThat(known.contact(COUNSEL)).isEqualTo(Contact.stranger());
    assertThat(known.standing(COUNSEL).uses()).isZero();
    assertThat(known.standing(COUNSEL).heard()).isEqualTo(new Heard.Never());
    assertThat(known.together(COUNSEL, CLERK).byAnyone()).isZero();
    assertThat(known.near()).doesNotContainKey(MISTYPED);
    assertThat(known.contact(CLERK).sent()).isEqualTo(1);
    assertThat(known.conversation().orElseThrow().people()).doesNotContain(COUNSEL);
    assertThat(file("CP/2011/0417").parties()).containsOnlyKeys(SOLICITOR, CLERK);
    assertThat(log().erase(COUNSEL)).isZero();
  }

  @Test
  protected void aMessageToAHundredThousandIsBounded() {
    Address[] crowd = Letter.families(100_000);
    learn(letter(SOLICITOR, crowd).id("a@city.example").about("CP/2011/0417"));

    Recollection known = recall(START, crowd);

    assertThat(known.isAbout(crowd[0])).isTrue();
    assertThat(known.isAbout(crowd[99_999])).isFalse();
    assertThat(recall(START, crowd[99_999]).contact(crowd[99_999])).isEqualTo(Contact.stranger());
    assertThat(known.contacts()).hasSize(Inquiry.MOST_PEOPLE);
    assertThat(file("CP/2011/0417"))
        .satisfies(file -> assertThat(file.complete()).isFalse())
        .satisfies(file -> assertThat(file.parties()).hasSize(CaseFile.MOST_PARTIES));
  }

  protected final void learn(Letter... letters) {
    log().learn(List.of(letters).stream().map(Letter::exchange).toList());
  }

  protected final Recollection recall(Instant now, Address... people) {
    return recall(SOLICITOR, now, people);
  }

  protected final Recollection recall(Address sender, Instant now, Address... people) {
    return correspondence()
        .recall(new Inquiry(sender, List.of(people), Set.of(), SubjectKey.of(Letter.SUBJECT), now));
  }

  private CaseFile file(String reference) {
    return Objects.requireNonNull(
        cases(START, reference).cases().get(new CaseReference(reference)));
  }

  protected final Recollection cases(Instant now, String... references) {
    return correspondence()
        .recall(
            new Inquiry(
                SOLICITOR,
                List.of(),
                List.of(),
                Set.of(),
                SubjectKey.of(""),
                ThreadMarks.none(),
                Letter.references(references),
                now));
  }
}
