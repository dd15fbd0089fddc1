package org.gatepost.mime;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MailDateTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          Tue, 09 Jun 2026 09:41:00 +0100             | 2026-06-09T08:41:00Z
          9 Jun 2026 09:41 +0000                      | 2026-06-09T09:41:00Z
          Tue, 9 Jun 26 09:41:00 GMT (a (b) comment)  | 2026-06-09T09:41:00Z
          Tue, 9 Jun 99 09:41:00 EST                  | 1999-06-09T14:41:00Z
          Tue Jun  9 09:41:00 2026                    | 2026-06-09T09:41:00Z
          Tue, 09-Jun-2026 09:41:00 PDT               | 2026-06-09T16:41:00Z
          2026-06-09T09:41:00+02:00                   | 2026-06-09T07:41:00Z
          2026-06-09 09:41:00 -0030                   | 2026-06-09T10:11:00Z
          Tuesday, June 9, 2026 9:41:60 UTC           | 2026-06-09T09:41:59Z
          9 Jun 2026                                  | 2026-06-09T00:00:00Z
          """)
  void datesAreReadAsMailProgramsWriteThem(String text, Instant expected) {
    assertThat(MailDate.parse(text)).contains(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "today",
        "Tue, 31 Feb 2026 09:41:00 +0000",
        "9 Jun 2026 99:99",
        "+9999 :",
        "1 Jan 0000 00:00:00 +0000",
        "0000-01-01T00:00:00Z",
        "31 Dec 1969 23:59:59 +0000",
        "("
      })
  void whatIsNoDateIsNone(String text) {
    assertThat(MailDate.parse(text)).isEmpty();
  }
}
