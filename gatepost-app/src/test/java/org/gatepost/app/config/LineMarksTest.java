package org.gatepost.app.config;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.re2j.Pattern;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class LineMarksTest {
  private static final List<String> PIECES =
      List.of(
          "CP", "cp", "LN", "PREM", "Ticket", "/", "/", "#", "[", "]", "-", " ", ".", "\r", "\n",
          "0", "1", "23", "2011", "0417", "x", "é", "\u212A", "٣", "(", ")", "{", "*");

  @ParameterizedTest
  @CsvSource({
    "[A-Z]{1;4}/[0-9]{4}, true, /",
    "'\\[[A-Z]+ ?# ?[A-Z0-9-]*[0-9]\\]', true, #[]",
    "(LN|LIC)[-/ ]?[0-9]{4;10}, true, ''",
    "'a/?b#*-{0;1}c', false, ''",
    "(x/1)+_, false, _",
    "'\\d+-\\.', true, -.",
    "'\\d*?:+?', false, :",
    "7, true, ''"
  })
  void whatEveryMatchHoldsIsKnown(String expression, boolean digit, String signs) {
    assertThat(LineMarks.of(expression.replace(';', ','))).contains(new LineMarks(digit, signs));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a|1",
        "(a|1",
        "[^0-9]1",
        "\\s1",
        "\\W1",
        "(?s).1",
        "^1",
        "1$",
        "[[:space:]]1",
        "[\\d]1",
        "\\Q1/\\E",
        "\\x0a1",
        "\\pN1",
        "\\b1",
        "1\\",
        "a\n1",
        "(?:1)"
      })
  void whatIsNotUnderstoodIsLookedForEverywhere(String expression) {
    assertThat(LineMarks.of(expression)).isEmpty();
  }

  static Stream<Pattern> patterns() {
    return Stream.concat(
        CasePatterns.USUAL.stream(),
        Stream.of(
                "[A-Z]+/.+#",
                "x(1|/)*[0-9]",
                "[A-Z0-9/#-]{3,9}",
                "(cp|k)/?\\d{2,}",
                "\\[.*\\]",
                "\\d|x/",
                "[^0-9]x",
                ".[0-9]?/")
            .map(text -> CasePatterns.parse(text).orElseThrow()));
  }

  @ParameterizedTest
  @MethodSource("patterns")
  void nothingIsMissedForLookingAtSomeLinesOnly(Pattern pattern) {
    Random random = new Random(4711);
    CasePatterns quick = new CasePatterns(List.of(pattern));
    for (int i = 0; i < 3_000; i++) {
      String text =
          random
              .ints(random.nextInt(40), 0, PIECES.size())
              .mapToObj(PIECES::get)
              .collect(Collectors.joining());
      assertThat(quick.in(text)).isEqualTo(CasePatterns.everywhere(pattern, text));
    }
  }

  @Test
  void theUsualPatternsAreAllUnderstood() {
    assertThat(CasePatterns.USUAL).allMatch(one -> LineMarks.of(one.pattern()).isPresent());
  }
}
