package org.gatepost.app.whole;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.Stream;
import org.gatepost.app.ProgramRun;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What a sender answered holds when the program has been stopped and started. */
@Tag("peers")
class RememberedAnswersTest {
  private static final String CLERK = "clerk@city.example";
  private static final String COLLEAGUE = "planner@city.example";
  private static final String COUNSEL = "harriet.lowndes@chambers.example";
  private static final String WRONG = "harriet.lownds@chambers.example";
  private static final String REED = "anna.reed@partner.example";
  private static final String SMITH = "anna.smith@firm.example";

  /** Held again and again until it is confirmed: that one writes to the other is known. */
  private static final String POLICY =
      """
      policy:
        rules:
          - name: slip
            when:
              finding: lookalike-recipient
            then: hold
            offers: [correct-address, cancel, send-with-reason]
          - name: other-name
            when:
              finding: {kind: name-mismatch, confidence: 0.8}
            then: hold
      """;

  private Path home;
  private Path settings;
  private RecordingSink sink;
  private Browser browser;

  @BeforeEach
  void open() throws Exception {
    home = Folders.temporary("gra");
    sink = RecordingSink.open();
    browser = Browser.open();
    settings =
        Files.writeString(
            home.resolve("gatepost.yaml"),
            "organisation:\n  domains: [city.example]\nnext-hop: smtp://127.0.0.1:"
                + sink.port()
                + "\n"
                + POLICY);
    StringBuilder sent = new StringBuilder();
    for (int i = 0; i < 4; i++) {
      for (String to : List.of(REED, SMITH, COUNSEL)) {
        sent.append(old(CLERK, to, i)).append(old(COLLEAGUE, to, i));
      }
    }
    Path box = Files.writeString(home.resolve("Sent"), sent);
    assertThat(learn(box.toString()).out()).startsWith("24 messages learned");
  }

  @AfterEach
  void close() throws Exception {
    browser.close();
    sink.close();
    Folders.delete(home);
  }

  private static String old(String from, String to, int number) {
    String date =
        DateTimeFormatter.RFC_1123_DATE_TIME.format(
            Instant.now().minus(100L - number, ChronoUnit.DAYS).atOffset(ZoneOffset.UTC));
    return """
    From someone Tue Jun  9 09:41:00 2026
    From: <%s>
    To: <%s>
    Subject: Roof
    Date: %s
    Message-ID: <%d.%s.%s>

    Please see below.

    """
        .formatted(from, to, date, number, from, to);
  }

  private ProgramRun learn(String... words) {
    return ProgramRun.of(
        Stream.concat(
                Stream.of(
                    "learn",
                    "--data",
                    home.resolve("data").toString(),
                    "--config",
                    settings.toString()),
                Stream.of(words))
            .toList());
  }

  private ProgramRun check(String from, String to) throws IOException {
    Path message =
        Files.writeString(
            home.resolve("message.eml"),
            "From: <%s>\nTo: <%s>\nSubject: Bundle\n\nPlease see below.\n".formatted(from, to));
    return ProgramRun.of(
        "check",
        "--data",
        home.resolve("data").toString(),
        "--config",
        settings.toString(),
        message.toString());
  }

  private GatepostProcess start() throws Exception {
    GatepostProcess gatepost = GatepostProcess.start(home.resolve("data"), "--config " + settings);
    gatepost.http();
    return gatepost;
  }

  private static String submit(GatepostProcess gatepost, String from, String to, String subject)
      throws IOException {
    String message =
        """
        From: <%s>
        To: <%s>
        Subject: %s
        Message-ID: <%s>

        Please see below.
        """
            .formatted(from, to, subject, (subject + "@" + from).replace(' ', '.'));
    return RawSmtp.send(gatepost.smtp(), from, List.of(to), Octets.of(message).bytes());
  }

  private Notice notice(String subject) throws InterruptedException {
    return new Notice(sink.awaitOne(arrival -> Notice.isAbout(arrival, subject)));
  }

  private void assertGoes(String answer) {
    assertThat(answer).startsWith("250").doesNotContain("held");
  }

  @Test
  void whoHasConfirmedIsNotAskedAfterARestart() throws Exception {
    try (GatepostProcess gatepost = start()) {
      assertThat(submit(gatepost, CLERK, SMITH, "Anna Reed 1")).contains("held as");
      assertThat(submit(gatepost, CLERK, SMITH, "Anna Reed 2")).contains("held as");
      assertThat(notice("Anna Reed 1").text()).contains("has the name of " + REED);
      Page page = browser.page(false);
      page.navigate(notice("Anna Reed 1").link());
      page.locator("#as-is-reason").fill("It is about Anna Reed.");
      page.locator("form[action$='/as-is'] button").click();
      sink.awaitOne(one -> one.recipients().contains(SMITH));
      assertGoes(submit(gatepost, CLERK, SMITH, "Anna Reed 3"));
      page.context().close();
      assertThat(gatepost.terminate()).isZero();
    }
    try (GatepostProcess gatepost = start()) {
      assertGoes(submit(gatepost, CLERK, SMITH, "Anna Reed 4"));
      assertThat(submit(gatepost, COLLEAGUE, SMITH, "Anna Reed 5")).contains("held as");
    }
  }

  @Test
  void whatWasCorrectedStopsEverybodyAfterACrashAndUntilItIsErased() throws Exception {
    try (GatepostProcess gatepost = start()) {
      assertThat(submit(gatepost, CLERK, WRONG, "Bundle 1")).contains("held as");
      assertThat(notice("Bundle 1").text()).contains(WRONG + " is new here and nearly " + COUNSEL);
      Page page = browser.page(false);
      page.navigate(notice("Bundle 1").link());
      page.locator("form[action$='/correct'] button").click();
      sink.awaitOne(one -> one.recipients().contains(COUNSEL));
      page.context().close();
      gatepost.kill();
      gatepost.awaitExit();
    }
    try (GatepostProcess gatepost = start()) {
      assertThat(submit(gatepost, COLLEAGUE, WRONG, "Bundle 2")).contains("held as");
      assertThat(notice("Bundle 2").text())
          .contains(WRONG + " was written to by mistake before, and corrected");
      assertThat(check(COLLEAGUE, WRONG).out())
          .contains(WRONG + " was written to by mistake before, and corrected");

      assertThat(learn("--erase", WRONG).out())
          .isEqualTo("Erased: 1 things known of this person.\n");
      assertThat(submit(gatepost, COLLEAGUE, WRONG, "Bundle 3")).contains("held as");
      assertThat(notice("Bundle 3").text())
          .contains(WRONG + " is new here and nearly " + COUNSEL)
          .doesNotContain("by mistake");
    }
    assertThat(sink.arrivals(one -> one.recipients().contains(WRONG))).isEmpty();
  }
}
