package org.gatepost.inspect;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.gatepost.mail.Address;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RecipientDoubtsTest {
  private static final Address COUNSEL = Address.of("harriet.lowndes@chambers.example");

  private final Post post = new Post();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "harriet.lownds@chambers.example",
        "harriet.lowndess@chambers.example",
        "harreit.lowndes@chambers.example",
        "harriet.lowndws@chambers.example",
        "harrietlowndes@chambers.example",
        "harriet.lowndes@chamber.example",
        "harriet.lowndes@chambers.test",
        "harriet.lowndes@lists.chambers.example",
        "harriet.lowndes@charnbers.example",
        "hаrriet.lowndes@chambers.example", // a Cyrillic a
        "harriet.lowndes@chаmbers.example"
      })
  void aSlipOfAWellKnownAddressIsHeldWithoutAModel(String typed) {
    post.solicitorAndCounsel(3);

    Finding finding = only(post.doubts("Nothing in particular.", typed));

    assertThat(finding.kind()).isEqualTo(FindingKind.LOOKALIKE_RECIPIENT);
    assertThat(finding.confidence()).isGreaterThanOrEqualTo(0.9);
    assertThat(finding.recipients()).containsExactly(Address.of(typed));
    assertThat(finding.because())
        .contains(Address.of(typed).toString())
        .contains(COUNSEL.toString())
        .contains("3 times");
    assertThat(finding.suggestions())
        .containsExactly(new Finding.Suggestion(Address.of(typed), COUNSEL));
    assertThat(finding.evidence().text()).doesNotContain("@");
  }

  @Test
  void quotedTextDoesNotTalkASlipDown() {
    post.solicitorAndCounsel(30);
    String typed = "harriet.lownds@chambers.example";
    String text =
        """
        Dear Harriet Lownds,

        as you asked.

        -----Original Message-----
        From: Harriet Lownds <harriet.lownds@chambers.example>
        To: Joanna Pell

        Please write to harriet.lownds@chambers.example, harriet.lownds@chambers.example only.
        """;

    assertThat(only(post.doubts(text, typed)).confidence()).isGreaterThanOrEqualTo(0.9);
  }

  @ParameterizedTest
  @CsvSource({
    "team1@chambers.example, team2@chambers.example",
    "j.smith@chambers.example, k.smith@chambers.example",
    "tim@chambers.example, jim@chambers.example"
  })
  void whatMayBeAnotherNameIsLeftToTheModel(String known, String typed) {
    post.sent(5, known);

    assertThat(post.doubts("Nothing.", typed))
        .allMatch(finding -> finding.confidence() < 0.9)
        .hasSizeLessThan(2);
  }

  @Test
  void anAddressThatWasUsedIsNoSlip() {
    post.solicitorAndCounsel(30);
    post.sent(1, "harriet.lownds@chambers.example");

    assertThat(post.doubts("Dear Harriet,", "harriet.lownds@chambers.example"))
        .noneMatch(finding -> finding.because().contains("is new here"));
  }

  @Test
  void unaskedMailFromALookalikeDoesNotMakeItTrusted() {
    post.solicitorAndCounsel(5);
    post.came(50, "harriet.lownds@chambers.example");

    assertThat(only(post.doubts("Dear Harriet,", "harriet.lownds@chambers.example")).confidence())
        .isGreaterThanOrEqualTo(0.9);
  }

  @Test
  void aColleaguesContactIsNotNamedUntilThreePeopleUseIt() {
    String typed = "harriet.lownds@chambers.example";
    post.sentBy("anna@city.example", 5, COUNSEL.toString());
    post.sentBy("bert@city.example", 5, COUNSEL.toString());

    Finding two = only(post.doubts("Dear Harriet,", typed));
    assertThat(two.confidence()).isGreaterThanOrEqualTo(0.9);
    assertThat(two.because()).contains("looks like an address used here");
    assertThat(two.because()).doesNotContain(COUNSEL.toString()).doesNotContain("lowndes");
    assertThat(two.suggestions()).isEmpty();

    post.sentBy("carl@city.example", 1, COUNSEL.toString());
    Finding three = only(post.doubts("Dear Harriet,", typed));
    assertThat(three.because()).contains(COUNSEL.toString());
    assertThat(three.suggestions()).hasSize(1);
  }

  @Test
  void theDirectoryIsEnough() {
    Post listed = Post.withDirectory("housing.desk@partner.example");

    Finding finding = only(listed.doubts("Hello,", "housing.dsek@partner.example"));

    assertThat(finding.confidence()).isGreaterThanOrEqualTo(0.9);
    assertThat(finding.because()).contains("housing.desk@partner.example").contains("directory");
    assertThat(listed.doubts("Hello,", "housing.desk@partner.example")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "anna.berg@gmial.com, anna.berg@gmail.com",
    "anna.berg@hotmail.con, anna.berg@hotmail.com",
    "anna.berg@ciyt.example, anna.berg@city.example"
  })
  void aMisspelledDomainNeedsNoHistory(String typed, String meant) {
    Finding finding = only(post.doubts("Hello,", typed));

    assertThat(finding.confidence()).isGreaterThanOrEqualTo(0.9);
    assertThat(finding.suggestions())
        .containsExactly(new Finding.Suggestion(Address.of(typed), Address.of(meant)));
  }

  @Test
  void withoutAnyHistoryTheModelIsSilent() {
    assertThat(
            post.doubts(
                "Dear Harriet,",
                "somebody@elsewhere.example",
                "team@third.example",
                "anna@gmail.com",
                "zed@city.example"))
        .isEmpty();
  }

  @Test
  void aNewContactOnItsOwnIsNoWarning() {
    post.solicitorAndCounsel(30);

    assertThat(post.doubts("Dear Ms Okafor,\n\nThank you for your call.", "okafor@third.example"))
        .allMatch(finding -> finding.confidence() < 0.9);
  }

  @Test
  void anAddressThatWasCorrectedAlwaysStopsAndIsNeverSuggested() {
    String wrong = "harriet.lownds@chambers.example";
    post.solicitorAndCounsel(5);
    post.sent(2, wrong);
    assertThat(post.doubts("Hello,", wrong)).noneMatch(one -> one.confidence() > 0.95);

    post.mistaken(wrong);

    Finding finding = only(post.doubts("Hello,", wrong));
    assertThat(finding.confidence()).isEqualTo(0.99);
    assertThat(finding.because()).contains("by mistake before");
    assertThat(finding.suggestions())
        .containsExactly(new Finding.Suggestion(Address.of(wrong), COUNSEL));
    assertThat(post.doubts("Hello,", "harriet.lownd@chambers.example"))
        .allSatisfy(
            one ->
                assertThat(one.suggestions())
                    .noneMatch(suggestion -> suggestion.likely().equals(Address.of(wrong))));
  }

  @Test
  void whoHasAnsweredIsNoMistakeAnyMore() {
    post.solicitorAndCounsel(5);
    post.mistaken("harriet.lownds@chambers.example");
    post.sent(1, "harriet.lownds@chambers.example");
    post.came(1, "harriet.lownds@chambers.example");

    assertThat(post.doubts("Hello,", "harriet.lownds@chambers.example"))
        .noneMatch(one -> one.because().contains("by mistake"));
  }

  @Test
  void theModelsWarningHasTheWordsOfTheSideThatWeighedMost() {
    post.solicitorAndCounsel(40);
    post.sent(40, "mira.shah@city.example");
    post.sent(2, "tom.lowndes@surveyors.example");
    post.waitFor(Duration.ofDays(300));
    post.sent(10, COUNSEL.toString(), "clerk@chambers.example");

    List<Finding> findings =
        post.doubts(
            "Harriet,\n\nthe bundle is attached.",
            "tom.lowndes@surveyors.example",
            "clerk@chambers.example");

    assertThat(findings).isNotEmpty();
    assertThat(findings.getFirst().because())
        .startsWith("Is tom.lowndes@surveyors.example right? ")
        .contains("You last wrote there 10 months ago.")
        .contains("You have not written there together with the other recipients before.");
  }

  private static Finding only(List<Finding> findings) {
    assertThat(findings).hasSize(1);
    return findings.getFirst();
  }
}
