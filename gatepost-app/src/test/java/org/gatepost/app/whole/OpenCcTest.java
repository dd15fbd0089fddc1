package org.gatepost.app.whole;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.options.AriaRole;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The open-cc case from the mail program to the other side of the MTA. */
@Tag("peers")
class OpenCcTest {
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
  void fiveHundredColleaguesGoStraightThrough() throws Exception {
    Octets message = OpenCc.teamUpdate();
    List<String> to =
        List.copyOf(new HashSet<>(OpenCc.addresses(message.value("To") + message.value("Cc"))));
    assertThat(to).hasSize(476);
    assertThat(scene.submit(to, message)).startsWith("250").doesNotContain("held");
    Arrival arrival = arrived("<ehe-2@city.example>");
    assertThat(arrival.recipients()).containsExactlyInAnyOrderElementsOf(to);
    assertThat(arrival.content().withoutTrace(2)).isEqualTo(message);
  }

  @Test
  void fiveHundredBlindCopiesGoThroughBecauseNobodyIsVisible() throws Exception {
    assertThat(scene.submit(OpenCc.families(), OpenCc.bccUpdate())).startsWith("250");
    Arrival arrival = arrived("<ehe-3@city.example>");
    assertThat(arrival.recipients()).containsExactlyInAnyOrderElementsOf(OpenCc.families());
    assertThat(arrival.content().withoutTrace(2)).isEqualTo(OpenCc.bccUpdate());
  }

  @Test
  void theSenderIsToldWhatIsWrongAndWhatCanBeDone() throws Exception {
    String answer = scene.submit(OpenCc.everybody(), OpenCc.familyUpdate());
    assertThat(answer).startsWith("250").contains("held as");
    Notice notice = scene.awaitNotice(OpenCc.SUBJECT);
    assertThat(notice.arrival().recipients()).containsExactly(OpenCc.TEAM);
    assertThat(notice.arrival().content().value("Auto-Submitted")).isEqualTo("auto-generated");
    String text = notice.text();
    assertThat(text)
        .contains("500 people outside your organisation would see each other's addresses")
        .contains("and 490 more");
    Set<String> named = new HashSet<>(OpenCc.addresses(text));
    named.retainAll(new HashSet<>(OpenCc.families()));
    assertThat(named).hasSize(10);
    assertThat(text)
        .contains("Send each person a message of their own")
        .contains("Cancel: do not send it")
        .containsOnlyOnce(notice.link());
    assertThat(text).doesNotContain("If you would like a place");
    assertThat(
            scene.sink().arrivals(one -> one.content().values("Subject").contains(OpenCc.SUBJECT)))
        .filteredOn(one -> one.recipients().stream().anyMatch(OpenCc.families()::contains))
        .filteredOn(one -> one.content().values("Message-ID").contains("<ehe-1@city.example>"))
        .isEmpty();
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void individualCopiesReachEverybodyAndShowNobodyElse(boolean script) throws Exception {
    String subject = "Autumn dates, " + (script ? "with" : "without") + " script";
    Octets message = OpenCc.familyUpdate(subject);
    assertThat(scene.submit(OpenCc.everybody(), message)).startsWith("250").contains("held");
    Notice notice = scene.awaitNotice(subject);
    Page page = browser.page(script);
    page.navigate(notice.link() + "#split");
    Browser.picture(page, "held-by-link-script-" + script);
    assertThat(page.content()).contains("500 people outside your organisation");
    assertThat(page.content()).doesNotContain("If you would like a place");
    chooseCopies(page);
    Browser.picture(page, "copies-chosen-script-" + script);
    List<Arrival> copies =
        scene.sink().await(501, Scene.PATIENCE, one -> Copies.isCopy(one, subject));
    Copies.verify(copies, OpenCc.everybody(), message);

    page.navigate(notice.link());
    Browser.picture(page, "link-spent-script-" + script);
    assertThat(page.getByRole(AriaRole.BUTTON).allTextContents())
        .noneMatch(text -> text.toLowerCase(Locale.ROOT).contains("send"));
    page.context().close();
  }

  @Test
  void lookingNeverActsAndTheFirstPostSpendsTheLink() throws Exception {
    String subject = "Looked at, then cancelled";
    scene.submit(OpenCc.everybody(), OpenCc.familyUpdate(subject));
    Notice notice = scene.awaitNotice(subject);
    HttpClient scanner = HttpClient.newHttpClient();
    for (String path : List.of("", "/copies", "/cancel", "/as-is", "/recipients", "/people")) {
      for (String method : List.of("GET", "HEAD", "OPTIONS")) {
        HttpRequest request =
            HttpRequest.newBuilder(URI.create(notice.link() + path))
                .method(method, HttpRequest.BodyPublishers.noBody())
                .build();
        int status = scanner.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
        assertThat(status).as(method + " " + path).isLessThan(500);
      }
    }
    Page first = browser.page(false);
    Page second = browser.page(false);
    first.navigate(notice.link());
    second.navigate(notice.link());
    first.locator("form[action$='/cancel'] button").click();
    assertThat(first.locator("h1").textContent()).containsIgnoringCase("cancel");
    Browser.picture(first, "cancelled");

    Response again = second.waitForResponse("**/copies", () -> chooseCopies(second));
    Browser.picture(second, "decided-already");
    assertThat(again.status()).isEqualTo(410);
    assertThat(second.locator("h1").textContent()).contains("does not work any more");
    assertThat(scene.sink().arrivals(one -> Copies.isCopy(one, subject))).isEmpty();
    first.context().close();
    second.context().close();
  }

  @Test
  void havingBeenAddressedTogetherIsNotKnowingEachOther() throws Exception {
    String subject = "Please delete my last message";
    Octets followUp =
        new Octets(
            OpenCc.familyUpdate(subject)
                .text()
                .replaceFirst("Dear families,", "Please delete my last message. I am sorry.")
                .getBytes(StandardCharsets.ISO_8859_1));
    assertThat(scene.submit(OpenCc.everybody(), followUp)).startsWith("250").contains("held as");
    assertThat(scene.awaitNotice(subject).text()).contains("500 people outside");
  }

  static void chooseCopies(Page page) {
    page.locator("form[action$='/copies'] button").click();
  }

  private static Arrival arrived(String messageId) throws InterruptedException {
    return scene.sink().awaitOne(one -> one.content().values("Message-ID").contains(messageId));
  }
}
