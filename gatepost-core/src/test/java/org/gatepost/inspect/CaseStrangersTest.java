package org.gatepost.inspect;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CaseStrangersTest {
  private static final String MISTYPED = "harriet.lownds@chambers.example";

  private final Post post = new Post().about("CP/2011/0417");

  @Test
  void aLookalikeOfAPartyIsAStrangerToTheCase() {
    post.solicitorAndCounsel(6);

    assertThat(post.strangers(MISTYPED))
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.kind()).isEqualTo(FindingKind.CASE_STRANGER);
              assertThat(finding.confidence()).isGreaterThanOrEqualTo(0.9);
              assertThat(finding.because())
                  .contains(MISTYPED)
                  .contains("CP/2011/0417")
                  .contains("12 earlier messages");
              assertThat(finding.evidence().text()).doesNotContain("@").doesNotContain("CP/");
            });
    assertThat(post.strangers(Post.COUNSEL)).isEmpty();
  }

  @Test
  void anotherOrganisationIsAStrangerAndAColleagueOfAPartyHardly() {
    post.solicitorAndCounsel(6);

    assertThat(post.strangers("someone@third.example").getFirst().confidence())
        .isGreaterThanOrEqualTo(0.9);
    assertThat(post.strangers("clerk@chambers.example").getFirst().confidence()).isEqualTo(0.5);
  }

  @Test
  void whoIsBroughtInBeforeThePartiesIsDoubtedLess() {
    post.solicitorAndCounsel(6);

    assertThat(post.strangers(Post.COUNSEL, "expert@third.example").getFirst().confidence())
        .isLessThan(0.9);
  }

  @Test
  void aNewCaseHasNoStrangers() {
    post.solicitorAndCounsel(1);
    assertThat(post.strangers("someone@third.example")).isEmpty();

    Post alone = new Post().about("CP/2012/0001");
    alone.sent(9, "mira.shah@city.example");
    assertThat(alone.strangers("someone@third.example")).isEmpty();
  }

  @Test
  void colleaguesBelongToEveryCase() {
    post.solicitorAndCounsel(6);

    assertThat(post.strangers("mira.shah@city.example")).isEmpty();
  }

  @Test
  void aWrongAddressIsStillAStrangerToTheSecondMessage() {
    post.solicitorAndCounsel(6);
    post.sent(1, MISTYPED);

    assertThat(post.strangers(MISTYPED))
        .singleElement()
        .satisfies(
            finding ->
                assertThat(finding.because()).contains("none of the 13 earlier messages about it"));
  }

  @Test
  void whoAnswersInTheCaseBelongsToIt() {
    post.solicitorAndCounsel(6);
    post.sent(1, "expert@third.example");
    post.came(1, "expert@third.example");

    assertThat(post.strangers("expert@third.example")).isEmpty();
  }
}
