package org.gatepost.app.whole;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** One message that comes in several transactions is one hold with one notice. */
@Tag("peers")
class SplitTransactionsTest {
  private static final int AT_ONCE = 50;

  private static Scene scene;
  private static Browser browser;

  @BeforeAll
  static void start() throws Exception {
    scene = Scene.open();
    browser = Browser.open();
  }

  @AfterAll
  static void stop() throws Exception {
    browser.close();
    scene.close();
  }

  @Test
  void transactionsOfFiftyAtTheSameMomentAreOneHold() throws Exception {
    String subject = "In transactions by hand";
    Octets message = OpenCc.familyUpdate(subject);
    List<Callable<String>> transactions = new ArrayList<>();
    for (List<String> part : parts(OpenCc.everybody())) {
      Octets traced = traced(message, transactions.size());
      transactions.add(() -> scene.submit(part, traced));
    }
    assertThat(transactions).hasSizeGreaterThanOrEqualTo(10);
    try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Future<String> answer : clients.invokeAll(transactions)) {
        assertThat(answer.get()).startsWith("250").contains("held as");
      }
    }
    isOneHoldForEverybody(subject, message);
  }

  @Test
  void aSubmissionServerThatSplitsByFiftyMakesOneHold() throws Exception {
    String subject = "In transactions by Postfix";
    Octets message = OpenCc.familyUpdate(subject);
    try (PostfixServer submission =
        PostfixServer.start(
            scene.gatepost().smtp(), "smtp_destination_recipient_limit = " + AT_ONCE)) {
      String answer =
          RawSmtp.send(submission.port(), OpenCc.TEAM, OpenCc.everybody(), message.bytes());
      assertThat(answer).startsWith("250");
      Patience.await(
          "Postfix hands everything over", Scene.PATIENCE, () -> sentBy(submission) == 501);
    }
    isOneHoldForEverybody(subject, message);
  }

  @Test
  void aRetryAfterALostAnswerJoins() throws Exception {
    String subject = "Sent twice by a client that heard nothing";
    Octets message = OpenCc.familyUpdate(subject);
    try (RawSmtp client = RawSmtp.greeted(scene.gatepost().smtp())) {
      assertThat(client.envelope(OpenCc.TEAM, OpenCc.everybody())).startsWith("354");
      client.write(RawSmtp.stuffed(message.bytes()));
      client.write(".\r\n".getBytes(StandardCharsets.US_ASCII));
      client.crash();
    }
    assertThat(scene.submit(OpenCc.everybody(), message)).startsWith("250").contains("held as");
    assertThat(scene.submit(OpenCc.everybody(), message)).startsWith("250").contains("held as");
    isOneHoldForEverybody(subject, message);
    assertThat(scene.submit(OpenCc.everybody(), message)).startsWith("250");
    scene.submit(OpenCc.everybody(), OpenCc.familyUpdate(subject + ", after"));
    scene.awaitNotice(subject + ", after");
    assertThat(scene.notices(subject)).hasSize(1);
    assertThat(scene.sink().arrivals(one -> Copies.isCopy(one, subject))).hasSize(501);
  }

  private static void isOneHoldForEverybody(String subject, Octets message) throws Exception {
    Notice notice = scene.awaitNotice(subject);
    Page page = browser.page(false);
    page.navigate(notice.link());
    assertThat(page.locator("#split p").first().textContent()).contains("501");
    OpenCcTest.chooseCopies(page);
    page.context().close();
    List<Arrival> copies =
        scene.sink().await(501, Scene.PATIENCE, one -> Copies.isCopy(one, subject));
    Copies.verify(copies, OpenCc.everybody(), message);
    assertThat(scene.notices(subject)).hasSize(1);
  }

  private static int sentBy(PostfixServer server) throws IOException {
    return (int) server.log().lines().filter(line -> line.contains("status=sent")).count();
  }

  private static List<List<String>> parts(List<String> all) {
    List<List<String>> parts = new ArrayList<>();
    for (int i = 0; i < all.size(); i += AT_ONCE) {
      parts.add(all.subList(i, Math.min(i + AT_ONCE, all.size())));
    }
    return parts;
  }

  private static Octets traced(Octets message, int number) {
    String trace =
        "Received: by submission.city.example (Postfix) id %d;\r\n\tTue, 9 Jun 2026 09:41:0%d +0000\r\n"
            .formatted(number, number % 10);
    return new Octets((trace + message.text()).getBytes(StandardCharsets.ISO_8859_1));
  }
}
