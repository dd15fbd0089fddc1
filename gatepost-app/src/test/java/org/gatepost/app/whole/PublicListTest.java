package org.gatepost.app.whole;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The public-list case, and variations of it, from the mail program to the MTA's other side. */
@Tag("peers")
class PublicListTest {
  private static final String LIST = "support-desk@lists.authority.example";
  private static final String QUEUE = "support-private@authority.example";
  private static final String CLARA = "clara.quandt@verein.example";
  private static final String BERND = "bernd@authority.example";

  private static Path folder;
  private static Scene scene;
  private static Browser browser;

  @BeforeAll
  static void start() throws Exception {
    folder = Folders.temporary("gpl");
    for (String name : List.of("directory.csv", "aliases")) {
      Files.writeString(folder.resolve(name), resource(name));
    }
    Files.writeString(
        folder.resolve("council.csv"),
        """
        address,name,kind,note
        hedges-forum@lists.council.example,Hedges and trees,public-list,
        hedges@council.example,Tree officers,queue,
        """);
    Files.writeString(
        folder.resolve("council.aliases"),
        """
        # a chain with a cycle in it
        trees: greenery, trees
        greenery: woods
        woods: hedges-forum@lists.council.example, trees
        """);
    scene =
        Scene.open(
            "organisation.domains=authority.example,council.example",
            "directory.csv="
                + folder.resolve("directory.csv")
                + ","
                + folder.resolve("council.csv"),
            "directory.aliases="
                + folder.resolve("aliases")
                + ","
                + folder.resolve("council.aliases"));
    browser = Browser.open();
  }

  @AfterAll
  static void stop() throws Exception {
    browser.close();
    scene.close();
    Folders.delete(folder);
  }

  @Test
  void oneClickCorrectsTheListInTheHeaderAndInTheText() throws Exception {
    String message = crlf(resource("first-mail.eml"));
    assertThat(submit(BERND, List.of(LIST, CLARA), message)).contains("held as");
    Notice notice = scene.awaitNotice("Your organisation assurance");
    assertThat(notice.arrival().recipients()).containsExactly(BERND);
    assertThat(notice.text())
        .contains(LIST + " is a public mailing list.")
        .contains("In the text, " + LIST + " is a public mailing list.")
        .contains("You most likely meant " + QUEUE)
        .contains("Correct the address wherever it stands")
        .containsOnlyOnce(notice.link())
        .doesNotContain("Lindenweg");
    Page page = browser.page(true);
    page.navigate(notice.link());
    Browser.picture(page, "public-list");
    assertThat(page.locator("#correct-address").textContent()).contains(LIST).contains(QUEUE);
    correct(page);
    Browser.picture(page, "public-list-corrected");
    Arrival arrival = arrived("<b1@authority.example>");
    assertThat(arrival.recipients()).containsExactlyInAnyOrder(QUEUE, CLARA);
    assertThat(arrival.content().value("To")).contains(QUEUE).contains(CLARA).doesNotContain(LIST);
    assertThat(body(arrival)).isEqualTo(body(message).replace(LIST, QUEUE));
    assertThat(scene.sink().arrivals(one -> one.recipients().contains(LIST))).isEmpty();
    page.context().close();
  }

  @Test
  void theAliasInTheCorrectionIsCorrectedTogetherWithTheList() throws Exception {
    String message = crlf(resource("second-mail.eml"));
    assertThat(submit(BERND, List.of(CLARA, LIST), message)).contains("held as");
    Notice notice = scene.awaitNotice("Re: Your organisation assurance");
    assertThat(notice.text())
        .contains("support-desk@authority.example leads to a public mailing list, " + LIST);
    Page page = browser.page(false);
    page.navigate(notice.link());
    correct(page);
    Arrival arrival = arrived("<b2@authority.example>");
    assertThat(arrival.recipients()).containsExactlyInAnyOrder(QUEUE, CLARA);
    assertThat(body(arrival))
        .isEqualTo(body(message).replace("support-desk@authority.example", QUEUE));
    page.context().close();
  }

  @Test
  void aChainOfAliasesInAnEncodedHtmlTextIsFollowedAndCorrected() throws Exception {
    String message =
        crlf(
            """
            From: Ida Oak <ida@council.example>
            To: Jo Ash <jo@home.example>
            Subject: Your tree
            Message-ID: <tree1@council.example>
            MIME-Version: 1.0
            Content-Type: multipart/alternative; boundary=b

            --b
            Content-Type: text/plain; charset=utf-8
            Content-Transfer-Encoding: quoted-printable

            Dear Jo =E2=80=93 about the ash at 4 Mill Lane: please write to trees@counci=
            l.example.
            --b
            Content-Type: text/html; charset=utf-8
            Content-Transfer-Encoding: quoted-printable

            <p>Dear Jo =E2=80=93 please write to <a href=3D"mailto:trees%40council.exampl=
            e?subject=3DAsh">the tree officers</a>.</p>
            --b--
            """);
    assertThat(submit("ida@council.example", List.of("jo@home.example"), message))
        .contains("held as");
    Notice notice = scene.awaitNotice("Your tree");
    assertThat(notice.text())
        .contains("In the text, trees@council.example leads to a public mailing list")
        .contains("You most likely meant hedges@council.example");
    Page page = browser.page(true);
    page.navigate(notice.link());
    correct(page);
    Arrival arrival = arrived("<tree1@council.example>");
    String text = arrival.content().text().replace("=\r\n", "");
    assertThat(text)
        .contains("please write to hedges@council.example.")
        .contains("mailto:hedges%40council.example?subject=3DAsh")
        .doesNotContain("trees@")
        .doesNotContain("trees%40");
    assertThat(arrival.content().text().lines()).allMatch(line -> line.length() <= 200);
    page.context().close();
  }

  @Test
  void aSignedTextIsNotChangedAndThePageSaysWhy() throws Exception {
    String message =
        crlf(
            """
            From: Ida Oak <ida@council.example>
            To: Jo Ash <jo@home.example>
            Subject: Signed
            Message-ID: <tree2@council.example>
            MIME-Version: 1.0
            Content-Type: multipart/signed; boundary=b; protocol="application/pgp-signature"

            --b
            Content-Type: text/plain

            Please write to hedges-forum@lists.council.example.
            --b
            Content-Type: application/pgp-signature

            none
            --b--
            """);
    assertThat(submit("ida@council.example", List.of("jo@home.example"), message))
        .contains("held as");
    Page page = browser.page(false);
    page.navigate(scene.awaitNotice("Signed").link());
    correct(page);
    Browser.picture(page, "public-list-signed");
    assertThat(page.content()).contains("It is signed, and a change would break the signature");
    assertThat(scene.sink().arrivals(one -> one.recipients().contains("jo@home.example")))
        .noneMatch(one -> one.content().values("Message-ID").contains("<tree2@council.example>"));
    page.context().close();
  }

  @Test
  void mailToTheQueueItselfGoesThroughInSilence() throws Exception {
    String message = crlf(resource("first-mail.eml").replace(LIST, QUEUE)).replace("<b1@", "<b3@");
    assertThat(submit(BERND, List.of(QUEUE, CLARA), message))
        .startsWith("250")
        .doesNotContain("held");
    assertThat(arrived("<b3@authority.example>").recipients())
        .containsExactlyInAnyOrder(QUEUE, CLARA);
  }

  private static void correct(Page page) {
    page.locator("form[action$='/correct'] button").click();
  }

  private static String submit(String from, List<String> to, String message) throws IOException {
    return RawSmtp.send(
        scene.gatepost().smtp(), from, to, message.getBytes(StandardCharsets.UTF_8));
  }

  private static Arrival arrived(String messageId) throws InterruptedException {
    return scene.sink().awaitOne(one -> one.content().values("Message-ID").contains(messageId));
  }

  private static String body(Arrival arrival) {
    return body(arrival.content().text());
  }

  private static String body(String message) {
    return message.substring(message.indexOf("\r\n\r\n") + 4);
  }

  private static String crlf(String text) {
    return text.replace("\r\n", "\n").replace("\n", "\r\n");
  }

  private static String resource(String name) throws IOException {
    String path = "/cases/public-list/" + name;
    try (InputStream in = PublicListTest.class.getResourceAsStream(path)) {
      return new String(Objects.requireNonNull(in, path).readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
