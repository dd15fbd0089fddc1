package org.gatepost.inspect;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.gatepost.mail.Address;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What every book of answers promises. */
public abstract class AnswerBookContract {
  protected static final Instant NOW = Instant.parse("2011-03-01T09:00:00Z");
  protected static final Address ANNA = Address.of("anna@city.example");
  protected static final Address BERT = Address.of("bert@city.example");
  protected static final Address THERE = Address.of("there@third.example");
  protected static final Address WRONG = Address.of("wrong@third.example");

  protected abstract AnswerBook book();

  /** Writes answers down, in one commit. */
  protected abstract void note(List<GivenAnswer> answers, Instant at);

  protected abstract long forgetBefore(Instant then);

  protected abstract long erase(Address person);

  private void meant(FindingKind kind) {
    note(GivenAnswer.meant(ANNA, List.of(finding(kind))), NOW);
  }

  private void mistaken() {
    note(List.of(new GivenAnswer.Mistaken(WRONG)), NOW);
  }

  private Answers asked(Address sender, Instant now) {
    return book().about(sender, List.of(THERE, BERT), now);
  }

  private Answers asked(Address sender) {
    return asked(sender, NOW.plusSeconds(60));
  }

  @Test
  protected void nobodyWasAskedAtFirst() {
    assertThat(asked(ANNA).isMeant(THERE, FindingKind.LOOKALIKE_RECIPIENT)).isFalse();
    assertThat(asked(ANNA).isMistake(THERE)).isFalse();
    assertThat(AnswerBook.none().about(ANNA, List.of(THERE), NOW).isMistake(THERE)).isFalse();
  }

  @Test
  protected void anAnswerIsForOneSenderOnePersonAndOneKind() {
    meant(FindingKind.LOOKALIKE_RECIPIENT);

    assertThat(asked(ANNA).isMeant(THERE, FindingKind.LOOKALIKE_RECIPIENT)).isTrue();
    assertThat(asked(BERT).isMeant(THERE, FindingKind.LOOKALIKE_RECIPIENT)).isFalse();
    assertThat(asked(ANNA).isMeant(BERT, FindingKind.LOOKALIKE_RECIPIENT)).isFalse();
    assertThat(asked(ANNA).isMeant(THERE, FindingKind.ODD_ONE_OUT)).isFalse();
    assertThat(asked(ANNA).isMistake(THERE)).isFalse();
    assertThat(asked(THERE).isMeant(ANNA, FindingKind.LOOKALIKE_RECIPIENT)).isFalse();
  }

  @Test
  protected void aMistakeIsOneForEverybody() {
    mistaken();

    assertThat(asked(ANNA).isMistake(WRONG)).isTrue();
    assertThat(asked(BERT).isMistake(WRONG)).isTrue();
    assertThat(asked(ANNA).isMistake(THERE)).isFalse();
    assertThat(asked(ANNA).isMeant(WRONG, FindingKind.LOOKALIKE_RECIPIENT)).isFalse();
  }

  @Test
  protected void spellingsOfOnePersonAreOne() {
    note(
        List.of(
            new GivenAnswer.Meant(
                Address.of("Anna@City.example"),
                Address.of("THERE+x@third.example"),
                FindingKind.ODD_ONE_OUT),
            new GivenAnswer.Mistaken(Address.of("Wrong+tag@third.example"))),
        NOW);

    assertThat(asked(ANNA).isMeant(THERE, FindingKind.ODD_ONE_OUT)).isTrue();
    assertThat(asked(ANNA).isMistake(WRONG)).isTrue();
  }

  @Test
  protected void theSameAnswerTwiceIsOne() {
    meant(FindingKind.ODD_ONE_OUT);
    meant(FindingKind.ODD_ONE_OUT);
    mistaken();
    mistaken();

    assertThat(erase(THERE)).isEqualTo(1);
    assertThat(erase(WRONG)).isEqualTo(1);
  }

  @ParameterizedTest
  @EnumSource(names = {"CASE_STRANGER", "UNANSWERED_ADDRESS", "PUBLIC_LIST", "OPEN_AUDIENCE"})
  protected void whatIsAboutTheMessageIsAskedEveryTime(FindingKind kind) {
    meant(kind);

    assertThat(asked(ANNA).isMeant(THERE, kind)).isFalse();
  }

  @Test
  protected void whatNobodyUsedIsForgotten() {
    meant(FindingKind.ODD_ONE_OUT);
    mistaken();

    assertThat(forgetBefore(NOW)).isZero();
    assertThat(forgetBefore(NOW.plusSeconds(1))).isEqualTo(2);
    assertThat(asked(ANNA).isMeant(THERE, FindingKind.ODD_ONE_OUT)).isFalse();
    assertThat(asked(ANNA).isMistake(WRONG)).isFalse();
  }

  @Test
  protected void whatIsUsedIsKept() {
    meant(FindingKind.ODD_ONE_OUT);
    mistaken();
    Instant later = NOW.plus(Duration.ofDays(400));

    assertThat(asked(ANNA, later).isMeant(THERE, FindingKind.ODD_ONE_OUT)).isTrue();
    assertThat(asked(BERT, later).isMistake(WRONG)).isTrue();

    assertThat(forgetBefore(later)).isZero();
    assertThat(asked(ANNA, later).isMeant(THERE, FindingKind.ODD_ONE_OUT)).isTrue();
    assertThat(asked(ANNA, later).isMistake(WRONG)).isTrue();
  }

  @Test
  protected void aPersonIsErasedAsSenderAndAsRecipient() {
    meant(FindingKind.ODD_ONE_OUT);
    note(List.of(new GivenAnswer.Meant(BERT, ANNA, FindingKind.FIRST_CONTACT)), NOW);
    note(List.of(new GivenAnswer.Meant(BERT, THERE, FindingKind.FIRST_CONTACT)), NOW);

    assertThat(erase(ANNA)).isEqualTo(2);

    assertThat(asked(ANNA).isMeant(THERE, FindingKind.ODD_ONE_OUT)).isFalse();
    assertThat(book().about(BERT, List.of(ANNA), NOW).isMeant(ANNA, FindingKind.FIRST_CONTACT))
        .isFalse();
    assertThat(asked(BERT).isMeant(THERE, FindingKind.FIRST_CONTACT)).isTrue();
  }

  @Test
  protected void aMistakeIsErasedWithThePersonWhoseAddressItIs() {
    mistaken();
    assertThat(asked(ANNA).isMistake(WRONG)).isTrue();

    assertThat(erase(WRONG)).isEqualTo(1);

    assertThat(asked(ANNA).isMistake(WRONG)).isFalse();
  }

  protected static Finding finding(FindingKind kind) {
    return new Finding(kind, 0.95, List.of(THERE), Evidence.of(""), "");
  }
}
