package org.gatepost.inspect;

import static org.assertj.core.api.Assertions.assertThat;

import org.gatepost.mail.Address;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TitleNamesTest {
  private static final String MEYER = "anna.meyer@third.example";
  private static final String MILLER = "anna.miller@fourth.example";

  private final Post post = new Post();

  @ParameterizedTest
  @ValueSource(strings = {"Contract for Anna Meyer", "meyer_anna-contract.pdf"})
  void theNameOfAnotherContactOfTheSameFirstNameIsNoticed(String title) {
    post.sent(3, MEYER);
    post.sent(2, MILLER);

    assertThat(post.titled(title, MILLER))
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.kind()).isEqualTo(FindingKind.NAME_MISMATCH);
              assertThat(finding.because()).contains(MILLER).contains(MEYER);
              assertThat(finding.suggestions())
                  .containsExactly(new Finding.Suggestion(Address.of(MILLER), Address.of(MEYER)));
            });
  }

  @Test
  void anAddressThatWasCorrectedIsNamedAndNotOffered() {
    post.sent(3, MEYER);
    post.sent(2, MILLER);
    post.mistaken(MEYER);

    assertThat(post.titled("Contract for Anna Meyer", MILLER))
        .singleElement()
        .satisfies(finding -> assertThat(finding.suggestions()).isEmpty());
  }

  @Test
  void whoIsNamedThemselvesIsRight() {
    post.sent(3, MEYER);

    assertThat(post.titled("Anna Meyer and Anna Miller", MILLER)).isEmpty();
    assertThat(post.titled("Contract for Anna Meyer", MEYER)).isEmpty();
    assertThat(post.titled("Contract for Anna Meyer", MILLER, MEYER)).isEmpty();
  }

  @Test
  void aNameOfNobodyWhomTheSenderWritesToIsNoSign() {
    post.sentBy("bert@city.example", 5, MEYER);

    assertThat(post.titled("Contract for Anna Meyer", MILLER)).isEmpty();
  }
}
