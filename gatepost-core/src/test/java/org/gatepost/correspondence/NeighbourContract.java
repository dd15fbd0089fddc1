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
import java.util.Set;
import org.gatepost.mail.Address;
import org.junit.jupiter.api.Test;

/**
 * What every memory of correspondence promises about whom one may take for whom. Each test begins
 * with a memory that knows nothing, of an organisation whose one domain is {@code city.example}.
 */
public abstract class NeighbourContract {
  private static final Duration DAY = Duration.ofDays(1);

  protected abstract Correspondence correspondence();

  /** Feeds what {@link #correspondence()} answers from. */
  protected abstract CorrespondenceLog log();

  @Test
  protected void contactsThatBeginAlikeOrShareTheGivenNameAreAlternatives() {
    Address beginsAlike = Address.of("harbour@port.example");
    Address sameName = Address.of("m.field@mail.example");
    Address never = Address.of("harold@mail.example");
    learn(
        letter(SOLICITOR, COUNSEL, CLERK),
        letter(SOLICITOR, beginsAlike, CLERK),
        letter(SOLICITOR, beginsAlike).at(START.plus(DAY)),
        letter(SOLICITOR, sameName).called(sameName, "Harriet Field"),
        letter(COLLEAGUE, never));

    Recollection known = recall(START.plus(DAY), COUNSEL, CLERK);

    assertThat(known.alternatives().get(COUNSEL))
        .extracting(Recollection.Namesake::address)
        .containsExactly(beginsAlike, sameName);
    assertThat(known.alternatives().get(COUNSEL))
        .extracting(one -> one.contact().sent())
        .containsExactly(2, 1);
    assertThat(known.together(beginsAlike, CLERK).bySender()).isEqualTo(1);
    assertThat(known.alternatives()).doesNotContainKey(CLERK);
    assertThat(recall(START.plus(DAY), COUNSEL, beginsAlike).alternatives().get(COUNSEL))
        .extracting(Recollection.Namesake::address)
        .containsExactly(sameName);
  }

  @Test
  protected void aLookalikeOfAContactHasItForNeighbour() {
    Address elsewhere = Address.of("harriet.lowndes@chambers.test");
    learn(letter(SOLICITOR, COUNSEL));

    Recollection known = recall(START, MISTYPED, elsewhere, CLERK);

    assertThat(known.near().get(MISTYPED)).containsExactly(new Neighbour(COUNSEL, 1, 1, 1));
    assertThat(known.near().get(elsewhere))
        .containsExactly(new Neighbour(COUNSEL, Closeness.ELSEWHERE, 1, 1));
    assertThat(known.near()).doesNotContainKey(CLERK);
    assertThat(known.name(COUNSEL).words()).containsExactly("harriet", "lowndes");
  }

  @Test
  protected void aColleaguesContactIsNeighbourOnlyForTheOrganisation() {
    for (int i = 0; i < 3; i++) {
      learn(letter(COLLEAGUE, COUNSEL));
    }

    Recollection known = recall(START, MISTYPED);

    assertThat(known.near()).isEmpty();
    assertThat(known.nearHere().get(MISTYPED)).containsExactly(new Neighbour(COUNSEL, 1, 3, 1));
  }

  @Test
  protected void contactsAreFoundByTheirNames() {
    learn(letter(SOLICITOR, COUNSEL), letter(COLLEAGUE, CLERK));

    Recollection known =
        correspondence()
            .recall(
                new Inquiry(
                    SOLICITOR, List.of(), Set.of("harriet", "anna"), SubjectKey.of(""), START));

    assertThat(known.namesakes().get("harriet"))
        .extracting(Recollection.Namesake::address)
        .containsExactly(COUNSEL);
    assertThat(known.namesakes()).doesNotContainKey("anna");
  }

  @Test
  protected void displayNamesAreRemembered() {
    Address initials = Address.of("hl@chambers.example");
    learn(letter(SOLICITOR, initials).called(initials, "Lowndes, Harriet"));

    assertThat(recall(START, initials).name(initials).words())
        .containsExactly("harriet", "lowndes");
  }

  /** Else a contact whom the text names could not be the one that was meant. */
  @Test
  protected void whoIsNamedInTheTextIsToldOfAndIsNoRecipient() {
    Address meant = Address.of("harriet.field@mail.example");
    learn(letter(SOLICITOR, COUNSEL, meant), letter(SOLICITOR, COUNSEL).at(START.plus(DAY)));

    Recollection known =
        correspondence()
            .recall(
                new Inquiry(
                    SOLICITOR,
                    List.of(COUNSEL),
                    List.of(meant, MISTYPED, COUNSEL),
                    Set.of(),
                    SubjectKey.of(Letter.SUBJECT),
                    ThreadMarks.none(),
                    Set.of(),
                    START.plus(DAY)));

    assertThat(known.contact(meant).sent()).isEqualTo(1);
    assertThat(known.near().get(MISTYPED)).extracting(Neighbour::address).containsExactly(COUNSEL);
    assertThat(known.alternatives().get(COUNSEL))
        .extracting(Recollection.Namesake::address)
        .containsExactly(meant);
    assertThat(known.alternatives()).containsOnlyKeys(COUNSEL);
    assertThat(known.together()).doesNotContainKey(Recollection.Pair.of(SOLICITOR, meant));
  }

  private void learn(Letter... letters) {
    log().learn(Arrays.stream(letters).map(Letter::exchange).toList());
  }

  private Recollection recall(Instant now, Address... people) {
    return recall(SOLICITOR, now, people);
  }

  private Recollection recall(Address sender, Instant now, Address... people) {
    return correspondence()
        .recall(new Inquiry(sender, List.of(people), Set.of(), SubjectKey.of(Letter.SUBJECT), now));
  }
}
