package org.gatepost.inspect;

import static org.assertj.core.api.Assertions.assertThat;

import org.gatepost.mail.Address;
import org.gatepost.mail.Domain;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DifferenceTest {
  private static final Address MEANT = Address.of("harriet.lowndes@chambers.example");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "harriet.lownds@chambers.example|LETTER|the letter “e” is missing (lownds, lowndes)",
        "harriet.lowndess@chambers.example|LETTER|the letter “s” is too many (lowndess, lowndes)",
        "harreit.lowndes@chambers.example|LETTER|it has “ei” in place of “ie” (harreit, harriet)",
        "harriet.lowndes@chamebrs.example|LETTER|it has “eb” in place of “be” (chamebrs, chambers)",
        "harrietlowndes@chambers.example|LETTER|a “.” is missing (harrietlowndes, harriet.lowndes)",
        "hlowndes@chambers.example|SEVERAL|it is another form of the same name",
        "harriet.lowndes@chambers.test|TOP_LEVEL|the domain is chambers.test, not chambers.example",
        "harriet.lowndes@lists.chambers.example|SUB_DOMAIN"
            + "|the domain is lists.chambers.example, not chambers.example",
        "harriet.lowndes@charnbers.example|SAME_LOOK"
            + "|it looks the same and is written with other letters",
        "hаrriet.lowndes@chambers.example|SAME_LOOK"
            + "|it looks the same and is written with other letters",
        "hariet.lownds@chambers.example|SEVERAL|it has “iet.lownd” in place of “riet.lownde”"
            + " (hariet.lownds, harriet.lowndes)",
      })
  void theLettersThatDifferAreShown(String typed, Difference.Kind kind, String words) {
    assertThat(Difference.between(Address.of(typed), MEANT)).contains(new Difference(kind, words));
  }

  @ParameterizedTest
  @CsvSource({
    "j.smith@city.example, k.smith@city.example, SHORT_WORD",
    "jim@city.example, tim@city.example, SHORT_WORD",
    "team1@city.example, team2@city.example, NUMBER",
    "team@city.example, team2@city.example, NUMBER"
  })
  void whatMayAsWellBeAnotherNameIsNoSureSlip(String typed, String meant, Difference.Kind kind) {
    assertThat(Difference.between(Address.of(typed), Address.of(meant)))
        .map(Difference::kind)
        .contains(kind);
  }

  @Test
  void equalAddressesAndStrangersDoNotDiffer() {
    assertThat(Difference.between(MEANT, MEANT)).isEmpty();
    assertThat(Difference.between(Address.of("bert@city.example"), MEANT)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "gmial.com, gmail.com",
    "gmail.con, gmail.com",
    "gmail.co, gmail.com",
    "hotnail.com, hotmail.com",
    "yaho.com, yahoo.com",
    "outlok.com, outlook.com",
    "btinternt.com, btinternet.com"
  })
  void aSlipInALargeProvidersNameIsSeen(String typed, String meant) {
    assertThat(FreemailSlip.meant(Domain.of(typed))).contains(Domain.of(meant));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"gmail.com", "ymail.com", "mail.com", "gmx.at", "city.example", "yahoo.fr"})
  void otherProvidersAreNoSlips(String typed) {
    assertThat(FreemailSlip.meant(Domain.of(typed))).isEmpty();
  }
}
