package org.gatepost.correspondence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gatepost.correspondence.Letter.CLERK;
import static org.gatepost.correspondence.Letter.COLLEAGUE;
import static org.gatepost.correspondence.Letter.COUNSEL;
import static org.gatepost.correspondence.Letter.MISTYPED;
import static org.gatepost.correspondence.Letter.SOLICITOR;
import static org.gatepost.correspondence.Letter.START;
import static org.gatepost.correspondence.Letter.letter;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.gatepost.correspondence.Recollection.Conversation;
import org.gatepost.correspondence.Recollection.Conversation.Basis;
import org.gatepost.mail.Address;
import org.junit.jupiter.api.Test;

/**
 * What every memory of correspondence promises about conversations, cases and who knows whom. Each
 * test begins with a memory that knows nothing, of an organisation whose one domain is {@code
 * city.example}.
 */
public abstract class ConversationContract {
  private static final Duration DAY = Duration.ofDays(1);
  private static final Address[] PARTNERS = {
    Address.of("ada@north.example"), Address.of("bo@south.example"), Address.of("cy@west.example")
  };

  protected abstract Correspondence correspondence();

  /** Feeds what {@link #correspondence()} answers from. */
  protected abstract CorrespondenceLog log();

  @Test
  protected void withoutReferencesTheSubjectTells() {
    learn(letter(SOLICITOR, COUNSEL), letter(COUNSEL, SOLICITOR).at(START.plus(DAY)));

    Conversation talk = conversation(START.plus(DAY)).orElseThrow();

    assertThat(talk.basis()).isEqualTo(Basis.SUBJECT);
    assertThat(talk.author()).contains(COUNSEL);
    assertThat(talk.people()).containsExactlyInAnyOrder(SOLICITOR, COUNSEL);
    assertThat(talk.outsiders()).isTrue();
    assertThat(conversation(START.plus(Duration.ofDays(90))).orElseThrow().people()).isEmpty();
  }

  @Test
  protected void referencesTellBeforeTheSubjectDoes() {
    learn(
        letter(SOLICITOR, COLLEAGUE).id("a@city.example"),
        letter(COLLEAGUE, SOLICITOR).id("b@city.example").answering("a@city.example"),
        letter(SOLICITOR, COUNSEL).id("other@city.example"));

    Conversation talk = conversation(START, "a@city.example", "b@city.example").orElseThrow();

    assertThat(talk.basis()).isEqualTo(Basis.REFERENCES);
    assertThat(talk.people()).containsExactlyInAnyOrder(SOLICITOR, COLLEAGUE);
    assertThat(talk.author()).contains(COLLEAGUE);
    assertThat(talk.outsiders()).isFalse();
  }

  @Test
  protected void anAnswerToAnAnswerBelongsToTheSameConversation() {
    learn(
        letter(SOLICITOR, COLLEAGUE).id("a@city.example"),
        letter(COLLEAGUE, SOLICITOR).id("b@city.example").answering("a@city.example"),
        letter(SOLICITOR, CLERK).under("Fw").id("c@city.example").answering("b@city.example"));

    Conversation talk = conversation(START, "c@city.example").orElseThrow();

    assertThat(talk.people()).containsExactlyInAnyOrder(SOLICITOR, COLLEAGUE, CLERK);
    assertThat(talk.outsiders()).isTrue();
  }

  @Test
  protected void aConversationThatSomebodyOutsideBeganIsFoundByItsFirstMessage() {
    learn(
        letter(COUNSEL, SOLICITOR).id("a@chambers.example"),
        letter(SOLICITOR, COUNSEL).id("b@city.example").answering("a@chambers.example"));

    Conversation talk = conversation(START, "a@chambers.example").orElseThrow();

    assertThat(talk.basis()).isEqualTo(Basis.REFERENCES);
    assertThat(talk.people()).containsExactlyInAnyOrder(SOLICITOR, COUNSEL);
  }

  @Test
  protected void forgedReferencesLetNobodyJoin() {
    learn(
        letter(SOLICITOR, COLLEAGUE).id("a@city.example").about("CP/2011/0417"),
        letter(SOLICITOR, CLERK).id("z@city.example").under("Lunch"),
        letter(MISTYPED, SOLICITOR).answering("a@city.example").about("CP/2011/0417"),
        letter(CLERK, SOLICITOR, MISTYPED)
            .id("c@chambers.example")
            .answering("a@city.example")
            .about("CP/2011/0417"));

    Conversation talk = conversation(START, "a@city.example").orElseThrow();

    assertThat(talk.people()).containsExactlyInAnyOrder(SOLICITOR, COLLEAGUE);
    assertThat(talk.outsiders()).isFalse();
    assertThat(file("CP/2011/0417").parties()).containsOnlyKeys(SOLICITOR, COLLEAGUE);
    assertThat(file("CP/2011/0417").messages()).isEqualTo(1);
  }

  @Test
  protected void somebodyInTheConversationBringsInNobodyFromOutside() {
    learn(
        letter(SOLICITOR, COUNSEL).id("a@city.example").about("CP/2011/0417"),
        letter(COUNSEL, SOLICITOR, COLLEAGUE, MISTYPED)
            .answering("a@city.example")
            .about("CP/2011/0417"));

    assertThat(conversation(START, "a@city.example").orElseThrow().people())
        .containsExactlyInAnyOrder(SOLICITOR, COUNSEL, COLLEAGUE);
    assertThat(file("CP/2011/0417").parties()).doesNotContainKey(MISTYPED);
  }

  @Test
  protected void aCaseKnowsWhatItsPartiesDid() {
    Instant later = START.plus(DAY);
    learn(
        letter(SOLICITOR, COUNSEL).about("CP/2011/0417"),
        letter(SOLICITOR, COUNSEL, CLERK).about("CP/2011/0417", "CP/2011/0418"),
        letter(COUNSEL, SOLICITOR).about("CP/2011/0417").at(later),
        letter(SOLICITOR, CLERK));

    CaseFile file = file("cp/2011/0417");

    assertThat(file.messages()).isEqualTo(3);
    assertThat(file.complete()).isTrue();
    assertThat(file.parties())
        .containsOnlyKeys(SOLICITOR, COUNSEL, CLERK)
        .containsEntry(COUNSEL, new CaseFile.Party(2, 1, later))
        .containsEntry(CLERK, new CaseFile.Party(1, 0, START));
  }

  @Test
  protected void thoseWhoEachWroteToTheOthersKnowEachOther() {
    partnersWriteToAll();

    assertThat(acquaintances(PARTNERS))
        .containsOnlyKeys(PARTNERS)
        .containsEntry(PARTNERS[0], Set.of(PARTNERS[1], PARTNERS[2]));
  }

  @Test
  protected void whoOnlyReadDoesNotKnowTheOthers() {
    Address reader = Address.of("reader@mail.example");
    Address[] all = {PARTNERS[0], PARTNERS[1], PARTNERS[2], reader};
    learn(letter(SOLICITOR, all).id("a@city.example"));
    for (Address partner : PARTNERS) {
      learn(letter(partner, others(partner, all)).answering("a@city.example"));
    }

    assertThat(acquaintances(all))
        .containsOnlyKeys(PARTNERS)
        .containsEntry(PARTNERS[0], Set.of(PARTNERS[1], PARTNERS[2]));
  }

  @Test
  protected void havingBeenAddressedTogetherIsNotKnowing() {
    learn(letter(SOLICITOR, PARTNERS).id("a@city.example"));
    for (Address partner : PARTNERS) {
      learn(letter(partner, SOLICITOR).answering("a@city.example"));
    }

    assertThat(acquaintances(PARTNERS)).isEmpty();
  }

  @Test
  protected void whoMetInAnOpenAudienceDoesNotKnowEachOther() {
    learn(letter(SOLICITOR, PARTNERS).id("a@city.example"));
    for (Address partner : PARTNERS) {
      learn(
          letter(partner, others(partner, PARTNERS))
              .answering("a@city.example")
              .showingStrangers());
    }

    assertThat(acquaintances(PARTNERS)).isEmpty();
  }

  @Test
  protected void strangersWhoWriteToEachOtherAreNotBelieved() {
    for (Address partner : PARTNERS) {
      learn(letter(partner, others(partner, PARTNERS)).answering("a@north.example"));
    }
    assertThat(acquaintances(PARTNERS)).isEmpty();

    learn(letter(SOLICITOR, PARTNERS[0]), letter(SOLICITOR, PARTNERS[1]));

    assertThat(acquaintances(PARTNERS)).containsOnlyKeys(PARTNERS[0], PARTNERS[1]);
  }

  @Test
  protected void strangersAreBelievedInTheConversationThatIsAnswered() {
    for (Address partner : PARTNERS) {
      learn(
          letter(partner, others(partner, PARTNERS))
              .under("Visit of " + partner)
              .answering("a@north.example"));
    }

    assertThat(answering("a@north.example", "Visit").acquaintances()).containsOnlyKeys(PARTNERS);
    assertThat(answering("other@north.example", "Visit").acquaintances()).isEmpty();
  }

  @Test
  protected void strangersAreBelievedUnderTheSubjectThatIsAnswered() {
    for (Address partner : PARTNERS) {
      learn(letter(partner, others(partner, PARTNERS)).under("Re: Visit"));
    }

    assertThat(answering("x@north.example", "Re: Visit").acquaintances())
        .containsOnlyKeys(PARTNERS);
    assertThat(answering("x@north.example", "Re: Other").acquaintances()).isEmpty();
  }

  private Recollection answering(String reference, String subject) {
    return correspondence()
        .recall(
            new Inquiry(
                SOLICITOR,
                List.of(PARTNERS),
                List.of(),
                Set.of(),
                SubjectKey.of(subject),
                ThreadMarks.of(Optional.empty(), List.of(reference)),
                Set.of(),
                START));
  }

  @Test
  protected void lettersInDifferentConversationsDoNotAnswerEachOther() {
    learn(letter(SOLICITOR, PARTNERS));
    for (Address partner : PARTNERS) {
      learn(
          letter(partner, others(partner, PARTNERS))
              .under("From " + partner)
              .id("1@" + partner.domain()));
    }

    assertThat(acquaintances(PARTNERS)).isEmpty();
  }

  @Test
  protected void hiddenReadersAreMetByNobody() {
    learn(letter(SOLICITOR, PARTNERS).id("a@city.example"));
    for (Address partner : PARTNERS) {
      learn(
          letter(partner, others(partner, PARTNERS))
              .hiding(PARTNERS[2])
              .answering("a@city.example"));
    }

    assertThat(acquaintances(PARTNERS)).containsOnlyKeys(PARTNERS[0], PARTNERS[1]);
  }

  @Test
  protected void acquaintanceIsForgottenAndErased() {
    partnersWriteToAll();
    log().erase(PARTNERS[2]);
    assertThat(acquaintances(PARTNERS)).containsOnlyKeys(PARTNERS[0], PARTNERS[1]);

    log().forgetBefore(START.plus(Duration.ofDays(400)));
    learn(letter(SOLICITOR, PARTNERS).at(START.plus(Duration.ofDays(401))));
    assertThat(acquaintances(PARTNERS)).isEmpty();
  }

  @Test
  protected void aHundredThousandShownPeopleMeetNobody() {
    Address[] crowd = Letter.families(100_000);
    learn(letter(SOLICITOR, crowd).id("a@city.example"));
    learn(letter(crowd[0], others(crowd[0], crowd)).answering("a@city.example"));
    learn(letter(crowd[1], others(crowd[1], crowd)).answering("a@city.example"));

    assertThat(acquaintances(crowd)).isEmpty();
    assertThat(conversation(START, "a@city.example").orElseThrow().people())
        .hasSize(Conversation.MOST_PEOPLE);
  }

  private void partnersWriteToAll() {
    learn(letter(SOLICITOR, PARTNERS).id("a@city.example"));
    for (Address partner : PARTNERS) {
      learn(letter(partner, others(partner, PARTNERS)).answering("a@city.example"));
    }
  }

  private static Address[] others(Address one, Address... all) {
    return Arrays.stream(all).filter(other -> !other.equals(one)).toArray(Address[]::new);
  }

  private void learn(Letter... letters) {
    log().learn(Arrays.stream(letters).map(Letter::exchange).toList());
  }

  private Optional<Conversation> conversation(Instant now, String... references) {
    return correspondence()
        .recall(
            new Inquiry(
                SOLICITOR,
                List.of(),
                List.of(),
                Set.of(),
                SubjectKey.of(Letter.SUBJECT),
                ThreadMarks.of(Optional.empty(), List.of(references)),
                Set.of(),
                now))
        .conversation();
  }

  private CaseFile file(String reference) {
    Set<CaseReference> asked = Letter.references(reference);
    Recollection known =
        correspondence()
            .recall(
                new Inquiry(
                    SOLICITOR,
                    List.of(),
                    List.of(),
                    Set.of(),
                    SubjectKey.of(""),
                    ThreadMarks.none(),
                    asked,
                    START));
    return Objects.requireNonNull(known.cases().get(asked.iterator().next()));
  }

  private Map<Address, Set<Address>> acquaintances(Address... people) {
    return correspondence()
        .recall(new Inquiry(SOLICITOR, List.of(people), Set.of(), SubjectKey.of(""), START))
        .acquaintances();
  }
}
