package org.gatepost.app.whole;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import org.gatepost.app.ProgramRun;
import org.gatepost.mail.Address;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The wrong-address case, and variations of it, from the mail program to the MTA's other side. */
@Tag("peers")
class WrongAddressTest {
  private static final String SOLICITOR = "joanna.pell@stoke.example";
  private static final String COUNSEL = "harriet.lowndes@chambers.example";
  private static final String UNTRIED = "harriet.lowmdes@chambers.example";
  private static final String WRONG = "harriet.lownds@chambers.example";

  private static Path folder;
  private static Scene scene;
  private static Browser browser;

  /** The history is the case's own, some years later, so that it ends some months ago. */
  @BeforeAll
  static void start() throws Exception {
    folder = Folders.temporary("gwa");
    scene = Scene.open("organisation.domains=stoke.example");
    int years = LocalDate.now(ZoneOffset.UTC).minusMonths(8).getYear() - 2010;
    Path history =
        Files.writeString(
            folder.resolve("history.mbox"),
            Pattern.compile("^(Date: .* )(20\\d\\d)( .*)$", Pattern.MULTILINE)
                .matcher(file("history.mbox"))
                .replaceAll(
                    date ->
                        date.group(1) + (Integer.parseInt(date.group(2)) + years) + date.group(3)));
    ProgramRun learned =
        ProgramRun.of(
            "learn",
            "--data",
            scene.gatepost().data().toString(),
            "--set",
            "organisation.domains=stoke.example",
            history.toString());
    assertThat(learned.err()).isEmpty();
    assertThat(learned.status()).isZero();
    browser = Browser.open();
  }

  @AfterAll
  static void stop() throws Exception {
    browser.close();
    scene.close();
    Folders.delete(folder);
  }

  @Test
  void oneClickCorrectsTheMistypedAddress() throws Exception {
    String message = message("message-01.eml", WRONG);
    assertThat(submit(WRONG, message)).contains("held as");
    Notice notice = scene.awaitNotice("CP/2011/0417: bundle part 1 of 11");
    assertThat(notice.arrival().recipients()).containsExactly(SOLICITOR);
    assertThat(notice.text())
        .contains(WRONG + " is new here and nearly " + COUNSEL)
        .contains("the letter “e” is missing (lownds, lowndes)")
        .contains(WRONG + " has no part in CP/2011/0417")
        .contains("Correct the address wherever it stands");
    Page page = browser.page(true);
    page.navigate(notice.link());
    Browser.picture(page, "wrong-address");
    assertThat(page.locator("#correct-address li").textContent())
        .isEqualTo(WRONG + " becomes " + COUNSEL);
    assertThat(page.locator("#correct-address mark").allTextContents())
        .containsExactly("ds", "des");
    page.locator("form[action$='/correct'] button").click();
    Browser.picture(page, "wrong-address-corrected");
    Arrival arrival = arrived("<s1@stoke.example>");
    assertThat(arrival.recipients()).containsExactly(COUNSEL);
    assertThat(arrival.content().value("To")).contains(COUNSEL).doesNotContain(WRONG);
    assertThat(body(arrival.content().text())).isEqualTo(body(message));
    page.context().close();

    String again = message("message-02.eml", WRONG);
    assertThat(submit(WRONG, again)).contains("held as");
    assertThat(scene.awaitNotice("CP/2011/0417: bundle part 2 of 11").text())
        .contains(WRONG + " was written to by mistake before, and corrected");
    assertThat(scene.sink().arrivals(one -> one.recipients().contains(WRONG))).isEmpty();
  }

  @Test
  void aSenderWhoIsSureIsAskedOnce() throws Exception {
    String typed = "harriet.lowndess@chambers.example";
    String first = letter("Lunch", "lunch-1", typed);
    assertThat(submit(typed, first)).contains("held as");
    sendAsIs("Lunch", "<lunch-1@stoke.example>", typed);
    awaitWrittenTo(typed);

    assertThat(submit(typed, letter("Dinner", "dinner-1", typed)))
        .startsWith("250")
        .doesNotContain("held");
    assertThat(arrived("<dinner-1@stoke.example>").recipients()).containsExactly(typed);
  }

  /** Sure or not: from the second message on, that nobody answers is told, where a case is told. */
  @Test
  void aSecondMessageAboutTheCaseToAnAddressThatNeverAnsweredIsHeld() throws Exception {
    String typed = "hariet.lowndes@chambers.example";
    assertThat(submit(typed, message("message-03.eml", typed))).contains("held as");
    sendAsIs("CP/2011/0417: bundle part 3 of 11", "<s3@stoke.example>", typed);
    awaitWrittenTo(typed);

    assertThat(submit(typed, message("message-04.eml", typed))).contains("held as");
    assertThat(scene.awaitNotice("CP/2011/0417: bundle part 4 of 11").text())
        .contains("This would be message 2 to " + typed)
        .contains("nobody here has ever got an answer")
        .contains(typed + " has no known part in CP/2011/0417: it was written to before")
        .doesNotContain("nearly");
    assertThat(
            scene
                .sink()
                .arrivals(one -> one.content().values("Message-ID").contains("<s4@stoke.example>")))
        .isEmpty();
  }

  @Test
  void aLookalikeInAnotherAlphabetIsHeld() throws Exception {
    String typed = "harriet.lowndes@xn--chmbers-3fg.example";
    assertThat(submit(typed, message("message-05.eml", typed))).contains("held as");
    assertThat(scene.awaitNotice("CP/2011/0417: bundle part 5 of 11").text())
        .contains("it looks the same and is written with other letters");
  }

  @Test
  void checkKnowsBesideServeWhatServeKnows() throws Exception {
    ProgramRun run =
        ProgramRun.of(
            "check",
            "--data",
            scene.gatepost().data().toString(),
            "--set",
            "organisation.domains=stoke.example",
            Files.writeString(folder.resolve("one.eml"), message("message-01.eml", UNTRIED))
                .toString());
    assertThat(run.err()).isEmpty();
    assertThat(run.status()).isEqualTo(1);
    assertThat(run.out()).contains(UNTRIED + " is new here and nearly " + COUNSEL);
  }

  @Test
  void theRightAddressGoesThroughInSilence() throws Exception {
    assertThat(submit(COUNSEL, message("message-06.eml", COUNSEL)))
        .startsWith("250")
        .doesNotContain("held");
    assertThat(arrived("<s6@stoke.example>").recipients()).containsExactly(COUNSEL);
  }

  private static String submit(String to, String message) throws IOException {
    return RawSmtp.send(
        scene.gatepost().smtp(), SOLICITOR, List.of(to), message.getBytes(StandardCharsets.UTF_8));
  }

  private static Arrival arrived(String messageId) throws InterruptedException {
    return scene.sink().awaitOne(one -> one.content().values("Message-ID").contains(messageId));
  }

  private static void sendAsIs(String subject, String messageId, String to) throws Exception {
    Page page = browser.page(false);
    page.navigate(scene.awaitNotice(subject).link());
    page.locator("#as-is-reason").fill("She has a second mailbox.");
    page.locator("form[action$='/as-is'] button").click();
    assertThat(arrived(messageId).recipients()).containsExactly(to);
    page.context().close();
  }

  private static void awaitWrittenTo(String address) throws Exception {
    Address person = Address.of(address);
    Learned.await(
        scene.gatepost().data(),
        Address.of(SOLICITOR),
        List.of(person),
        known -> known.contact(person).sent() == 1);
  }

  private static String letter(String subject, String id, String to) {
    return String.join(
        "\r\n",
        "From: " + SOLICITOR,
        "To: " + to,
        "Subject: " + subject,
        "Message-ID: <" + id + "@stoke.example>",
        "",
        "Hello.",
        "");
  }

  private static String body(String message) {
    return message.substring(message.indexOf("\r\n\r\n") + 4);
  }

  private static String message(String name, String to) throws IOException {
    return file(name).replace(WRONG, to).replace("\r\n", "\n").replace("\n", "\r\n");
  }

  private static String file(String name) throws IOException {
    String path = "/cases/wrong-address/" + name;
    try (InputStream in = WrongAddressTest.class.getResourceAsStream(path)) {
      return new String(Objects.requireNonNull(in, path).readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
