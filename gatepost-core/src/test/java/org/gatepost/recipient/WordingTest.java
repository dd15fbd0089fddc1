package org.gatepost.recipient;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.gatepost.mail.Address;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WordingTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Dear Harriet,\\nplease find|harriet",
        "Harriet - as discussed|harriet",
        "Hi Harriet\\n\\nThe report|harriet",
        "Good morning Harriet: the report|harriet",
        "Dear Ms Lowndes,|lowndes"
      })
  void theGreetingNamesSomebody(String text, String name) {
    assertThat(Wording.of(text.replace("\\n", "\n")).greeted()).containsExactly(name);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Harriet will send the report.",
        "Thanks!",
        "please send it",
        "",
        "Hello all,\nhere"
      })
  void aSentenceIsNoGreeting(String text) {
    assertThat(Wording.of(text).greeted()).isEmpty();
  }

  @Test
  void anOutlookQuotationNamesItsAuthorFirst() {
    Wording wording =
        Wording.of(
            """
            Thanks, will do.

             -----Original Message-----
            From: \tLowndes, Harriet
            Sent: Monday, 3 January 2011 09:00
            To: Marsh, Tom; Reed, Anna
            Subject: Report

            Here it is.
            """);

    assertThat(wording.hasQuotation()).isTrue();
    assertThat(wording.hasQuotedAuthor()).isTrue();
    assertThat(wording.quotedPeople())
        .containsExactly(
            Set.of("lowndes", "harriet"), Set.of("marsh", "tom"), Set.of("reed", "anna"));
    assertThat(wording.ownWords()).contains("thanks").doesNotContain("here");
  }

  @Test
  void aQuotationThatWasIntroducedNamesItsAuthor() {
    Wording wording =
        Wording.of(
            "Fine.\n\nOn Mon, 3 Jan 2011 at 09:00, Harriet Lowndes <h.lowndes@chambers.example>"
                + " wrote:\n> Is it?\n");

    assertThat(wording.quotedPeople().getFirst())
        .contains("harriet", "lowndes", "h.lowndes@chambers.example");
    assertThat(wording.ownWords()).containsExactly("fine");
  }

  @Test
  void aNotesQuotationNamesItsAuthor() {
    Wording wording =
        Wording.of(
            "Fine.\n\nHarriet Lowndes/LAW/CHAMBERS@CHAMBERS\n01/03/2011 09:00 AM\nTo: Tom"
                + " Marsh/CITY/CITY@CITY, Anna Reed/CITY/CITY@CITY\n\nIs it?\n");

    assertThat(wording.quotedPeople().getFirst()).containsExactly("harriet", "lowndes");
    assertThat(wording.quotedPeople()).contains(Set.of("tom", "marsh"), Set.of("anna", "reed"));
  }

  @Test
  void addressesInTheTextAreFound() {
    assertThat(Wording.of("Write to <Support-Desk@authority.example>.").addresses())
        .isEqualTo(Set.of(Address.of("support-desk@authority.example")));
  }

  @Test
  void anAddressThatNotesWroteItsDomainBehindIsFound() {
    Wording wording =
        Wording.of(
            "Fine.\n\nFrom: h.lowndes@chambers.example@CITY [mailto:h.lowndes@chambers.example]\n");

    assertThat(wording.addresses()).isEqualTo(Set.of(Address.of("h.lowndes@chambers.example")));
    assertThat(wording.quotedPeople().getFirst()).contains("h.lowndes@chambers.example");
  }

  @Test
  void aFullNameMayStandInEitherOrder() {
    Wording wording = Wording.of("Copied to Lowndes, Harriet J.");

    assertThat(wording.containsNear("harriet", "lowndes")).isTrue();
    assertThat(wording.containsNear("harriet", "marsh")).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "From: ",
        "> ",
        "a@",
        "01/03/2011 09:00 ",
        "On x, ",
        "-----Original Message-----\n"
      })
  void hostileTextIsReadInOnePass(String piece) {
    Wording wording = Wording.of(piece.repeat(1_000_000 / piece.length()));

    assertThat(wording.quotedPeople()).hasSizeLessThanOrEqualTo(100);
    assertThat(wording.greeted()).isEqualTo(List.of());
  }
}
