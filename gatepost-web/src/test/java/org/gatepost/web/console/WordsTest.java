package org.gatepost.web.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import org.gatepost.mail.Content;
import org.junit.jupiter.api.Test;

class WordsTest {
  private static final HumanTime TIME = new HumanTime(ZoneId.of("Europe/London"));

  @Test
  void timesAreWrittenAsPeopleWriteThem() {
    assertThat(TIME.at(Instant.parse("2026-06-09T08:41:00Z"))).isEqualTo("9:41am on 9 June 2026");
    assertThat(TIME.at(Instant.parse("2026-12-24T17:05:00Z")))
        .isEqualTo("5:05pm on 24 December 2026");
  }

  @Test
  void htmlIsReadForItsWordsOnly() {
    assertThat(
            HtmlWords.of(
                "<p>Dear <b>all</b>,</p><!-- <p>no</p> --><script>if (a<b) steal()</script>"
                    + "<style>p{}</style><p>5 &lt; 6 &amp; 7 &#8364; &nosuch; &</p><img src=x>"))
        .contains("Dear all,", "5 < 6 & 7 € &nosuch; &")
        .doesNotContain("steal", "no</p>", "p{}", "img");
  }

  @Test
  void brokenHtmlEnds() {
    assertThat(HtmlWords.of("a<b")).isEqualTo("a");
    assertThat(HtmlWords.of("<!-- never closed")).isEmpty();
    assertThat(HtmlWords.of("<script>never closed")).isEmpty();
    assertThat(HtmlWords.of("&".repeat(200_000))).hasSize(200_000);
    assertThat(HtmlWords.of("<".repeat(200_000))).isEmpty();
    assertThat(HtmlWords.of("&#x110000;&#-1;&#0;")).isBlank();
  }

  @Test
  void aLongTextIsShownFromItsBeginningAndSaysSo() {
    Content content =
        Content.of(
            ("From: a@city.example\r\nSubject: long\r\n\r\n" + "word ".repeat(200_000))
                .getBytes(java.nio.charset.StandardCharsets.UTF_8));
    MessageView view = new MessageWords(new PlainReader(), TIME).read(content, false).orElseThrow();
    assertThat(view.cut()).isTrue();
    assertThat(view.text().length()).isLessThanOrEqualTo(256 * 1024);
  }

  @Test
  void manyAddresseesAreCountedUnlessAskedFor() {
    Content content =
        Town.content(
            Town.SENDER,
            "x",
            java.util.stream.IntStream.range(0, 40)
                .mapToObj(i -> org.gatepost.mail.Address.of("f" + i + "@post.example"))
                .toList());
    MessageWords words = new MessageWords(new PlainReader(), TIME);
    assertThat(words.read(content, false).orElseThrow().headers().toString())
        .contains("and 30 more");
    assertThat(words.read(content, true).orElseThrow().headers().toString())
        .contains("f39@post.example");
  }
}
