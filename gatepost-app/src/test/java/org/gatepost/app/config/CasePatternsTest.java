package org.gatepost.app.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.gatepost.correspondence.CaseReference;
import org.gatepost.correspondence.CaseReferences;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CasePatternsTest {
  private final CasePatterns usual = new CasePatterns(CasePatterns.USUAL);

  @ParameterizedTest
  @CsvSource({
    "'CP/2011/0417: report', CP/2011/0417",
    "'see cp/2011/0417.', CP/2011/0417",
    "'Re: [Ticket#2011041710000123] no water', [TICKET#2011041710000123]",
    "'[Case # HD-4711] no water', [CASE # HD-4711]",
    "'planning application 23/01234/FUL', 23/01234/FUL",
    "'application P/21/01234', P/21/01234",
    "'premises licence PREM/00123', PREM/00123"
  })
  void usualReferencesAreFound(String text, String reference) {
    assertThat(usual.in(text)).containsExactly(new CaseReference(reference));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "on 12/05/2011 or 2011-05-12",
        "XCP/2011/0417123x",
        "and/or, 1/2 or 24/7",
        "https://city.example/a/2011/x",
        "[sic] [1] #12",
        ""
      })
  void otherTextHasNone(String text) {
    assertThat(usual.in(text)).isEmpty();
  }

  @Test
  void noMoreAreTakenThanTheLimit() {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 10_000; i++) {
      text.append("CP/2011/").append(1000 + i).append(' ');
    }

    assertThat(usual.in(text.toString())).hasSize(CaseReferences.MOST);
  }

  @Test
  void hostileTextTakesNoLongerThanOther() {
    CasePatterns nested =
        new CasePatterns(List.of(CasePatterns.parse("(a+)+b(x*)*y").orElseThrow()));

    assertThat(nested.in("a".repeat(60_000))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"CP/[0-9", "(a)\\1", "[0-9]*", ".{0,5}", "(?=a)b"})
  void whatIsNoPatternOrMatchesNothingIsRefused(String text) {
    assertThat(CasePatterns.parse(text)).isEmpty();
  }
}
