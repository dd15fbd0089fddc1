package org.gatepost.inspect;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.gatepost.mail.Address;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class InMemoryAnswersTest {
  private static final Address ANNA = Address.of("anna@city.example");
  private static final Address BERT = Address.of("bert@city.example");
  private static final Address THERE = Address.of("there@third.example");

  private final InMemoryAnswers answers = new InMemoryAnswers(new byte[32]);

  @Test
  void anAnswerIsForOneSenderOnePersonAndOneKind() {
    answers.confirm(ANNA, finding(FindingKind.LOOKALIKE_RECIPIENT));

    assertThat(answers.isMeant(ANNA, THERE, FindingKind.LOOKALIKE_RECIPIENT)).isTrue();
    assertThat(answers.isMeant(BERT, THERE, FindingKind.LOOKALIKE_RECIPIENT)).isFalse();
    assertThat(answers.isMeant(ANNA, BERT, FindingKind.LOOKALIKE_RECIPIENT)).isFalse();
    assertThat(answers.isMeant(ANNA, THERE, FindingKind.ODD_ONE_OUT)).isFalse();
    assertThat(answers.isMistake(THERE)).isFalse();
  }

  @Test
  void spellingsOfOnePersonAreOne() {
    answers.confirm(ANNA, finding(FindingKind.ODD_ONE_OUT));
    answers.mistaken(Address.of("Wrong+tag@third.example"));

    assertThat(
            answers.isMeant(
                Address.of("Anna@city.example"),
                Address.of("THERE@third.example"),
                FindingKind.ODD_ONE_OUT))
        .isTrue();
    assertThat(answers.isMistake(Address.of("wrong@third.example"))).isTrue();
  }

  @ParameterizedTest
  @EnumSource(names = {"CASE_STRANGER", "UNANSWERED_ADDRESS", "PUBLIC_LIST", "OPEN_AUDIENCE"})
  void whatIsAboutTheMessageIsAskedEveryTime(FindingKind kind) {
    answers.confirm(ANNA, finding(kind));

    assertThat(answers.isMeant(ANNA, THERE, kind)).isFalse();
  }

  private static Finding finding(FindingKind kind) {
    return new Finding(kind, 0.95, List.of(THERE), Evidence.of(""), "");
  }
}
