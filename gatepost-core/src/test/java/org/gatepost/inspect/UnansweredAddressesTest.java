package org.gatepost.inspect;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UnansweredAddressesTest {
  private static final String SILENT = "harriet.lownds@chambers.example";

  private final Post post = new Post();

  @Test
  void theSecondMessageToSomebodyWhoNeverWroteIsNoticed() {
    post.solicitorAndCounsel(2);
    assertThat(post.unanswered(SILENT)).isEmpty();

    post.sent(1, SILENT);
    assertThat(post.unanswered(SILENT))
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.confidence()).isGreaterThanOrEqualTo(0.9);
              assertThat(finding.because()).contains("message 2 to " + SILENT);
            });
    post.sent(1, SILENT);
    assertThat(post.unanswered(SILENT).getFirst().confidence()).isGreaterThan(0.9);
  }

  @Test
  void nothingIsConcludedWithoutMailThatCameIn() {
    post.sent(5, SILENT);

    assertThat(post.unanswered(SILENT)).isEmpty();
  }

  @Test
  void nothingIsConcludedWhenMailThatComesInIsNoLongerLearned() {
    post.solicitorAndCounsel(2);
    post.sent(1, SILENT);
    post.waitFor(Duration.ofDays(200));

    assertThat(post.unanswered(SILENT)).isEmpty();
  }

  @Test
  void whoWroteUnaskedIsNotSilent() {
    post.came(1, SILENT);
    post.sent(1, SILENT);

    assertThat(post.unanswered(SILENT)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "no-reply@shop.example",
        "do_not_reply@shop.example",
        "all-staff@shop.example",
        "mira.shah@city.example"
      })
  void whoDoesNotAnswerAndWhoIsInsideIsNotAskedFor(String address) {
    post.solicitorAndCounsel(2);
    post.sent(4, address);

    assertThat(post.unanswered(address)).isEmpty();
  }
}
