package org.gatepost.inspect;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class NewcomersTest {
  private static final String EXPERT = "expert@third.example";

  private final Post post = new Post();

  @Test
  void somebodyOutsideInAConversationOfColleaguesIsNoticed() {
    post.inConversation("<talk@city.example>").sent(3, "mira.shah@city.example");

    List<Finding> findings = post.newcomers(EXPERT, "mira.shah@city.example");

    assertThat(findings)
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.kind()).isEqualTo(FindingKind.THREAD_NEWCOMER);
              assertThat(finding.confidence()).isEqualTo(0.7);
              assertThat(finding.because()).contains("nobody outside had part").contains("before");
            });
  }

  @Test
  void aConversationWithSomebodyOutsideIsOpenToOthers() {
    post.inConversation("<talk@city.example>").sent(3, Post.COUNSEL);

    assertThat(post.newcomers(EXPERT)).isEmpty();
  }

  @Test
  void toBeNewIsNoFindingByItself() {
    post.sent(3, "mira.shah@city.example");

    assertThat(post.newcomers(EXPERT)).isEmpty();
  }

  @Test
  void aFirstContactInACaseOfOthersIsSaid() {
    post.about("CP/2011/0417").solicitorAndCounsel(6);

    assertThat(post.newcomers(EXPERT))
        .singleElement()
        .satisfies(finding -> assertThat(finding.kind()).isEqualTo(FindingKind.FIRST_CONTACT));
    assertThat(post.newcomers(Post.COUNSEL)).isEmpty();
  }
}
