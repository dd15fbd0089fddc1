package org.gatepost.app.whole;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A Bcc field in the data shows its people to everybody; it is held, and can be taken out. */
@Tag("peers")
class BccInDataTest {

  @Test
  void withoutTheFieldItsPeopleStillGetTheMessage() throws Exception {
    String with =
        """
        From: <ehe.team@city.example>
        To: <anna@partner.example>
        Bcc: Bo <bo@other.example>,
         Cy <cy@third.example>
        Subject: Quietly
        Date: Tue, 09 Jun 2026 09:41:00 +0000
        Message-ID: <quietly@city.example>

        Hello.
        """;
    Octets without = Octets.of(with.replaceFirst("(?s)Bcc:.*third.example>\n", ""));
    List<String> to = List.of("anna@partner.example", "bo@other.example", "cy@third.example");
    try (Scene scene = Scene.open();
        Browser browser = Browser.open()) {
      assertThat(scene.submit(to, Octets.of(with))).startsWith("250").contains("held as");
      Notice notice = scene.awaitNotice("Quietly");
      assertThat(notice.text()).contains("Take the Bcc line out and send it", notice.link());
      Page page = browser.page(false);
      page.navigate(notice.link());
      Browser.picture(page, "held-for-bcc");
      page.locator("form[action$='/drop-bcc'] button").click();
      Browser.picture(page, "bcc-dropped");
      Arrival arrival = scene.sink().awaitOne(one -> !one.from().isEmpty());
      assertThat(arrival.recipients()).containsExactlyInAnyOrderElementsOf(to);
      assertThat(arrival.content().withoutTrace(2)).isEqualTo(without);
    }
  }
}
