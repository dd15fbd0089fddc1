package org.gatepost.app.whole;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Messages exactly as long as a message may be, to people who must not see each other: with our
 * Received field in front they are beyond the limit. They are refused clearly; what is held stays
 * readable to its last copy.
 */
@Tag("peers")
class FullLengthTest {
  /** As many header fields, and octets in all header sections together, as are read. */
  private static final int FIELDS = 100_000;

  private static final int ALL_HEADERS = 16 << 20;
  private static final List<String> PEOPLE =
      IntStream.range(0, 12).mapToObj(i -> "family" + i + "@home" + i + ".example").toList();

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
  void asManyFieldsAsAreRead() throws Exception {
    String head = head("Many fields");
    int own = (int) head.lines().filter(line -> !line.startsWith(" ")).count();
    assertThat(submit(head + "X: y\r\n".repeat(FIELDS - own) + "\r\nHello.\r\n"))
        .startsWith("554 5.6.0")
        .contains("header fields");
    // Our one field makes it exactly as long as may be.
    isHeldAndCopied("Many fields", head + "X: y\r\n".repeat(FIELDS - own - 1) + "\r\nHello.\r\n");
  }

  @Test
  void asManyHeaderOctetsAsAreRead() throws Exception {
    String head = head("Long headers");
    assertThat(submit(withHeaders(head, ALL_HEADERS)))
        .startsWith("554 5.6.0")
        .contains("header is larger than 16 MB");
    isHeldAndCopied("Long headers", withHeaders(head, ALL_HEADERS - 1000));
  }

  /** A message whose header sections, those of its parts included, have just so many octets. */
  private static String withHeaders(String head, int octets) {
    String top = head + "Content-Type: multipart/mixed; boundary=b\r\n\r\n";
    List<String> sections = new ArrayList<>(List.of(top));
    int left = octets - top.length();
    while (left > 0) {
      int size = Math.min(left, 3 << 20);
      size = left - size > 0 && left - size < 100 ? size - 100 : size;
      sections.add("X: " + "y".repeat(size - "X: \r\n\r\n".length()) + "\r\n\r\n");
      left -= size;
    }
    assertThat(sections.stream().mapToInt(String::length).sum()).isEqualTo(octets);
    return sections.stream().collect(Collectors.joining("x\r\n--b\r\n")) + "x\r\n--b--\r\n";
  }

  private static void isHeldAndCopied(String subject, String message) throws Exception {
    assertThat(submit(message)).startsWith("250").contains("held as");
    Page page = browser.page(false);
    page.navigate(scene.awaitNotice(subject).link());
    page.locator("form[action$='/copies'] button").click();
    scene.sink().awaitOne(one -> one.content().values("Subject").contains(subject));
    scene.sink().clear();
  }

  private static String submit(String message) throws Exception {
    return scene.submit(
        PEOPLE.subList(0, 1), new Octets(message.getBytes(StandardCharsets.US_ASCII)));
  }

  private static String head(String subject) {
    return "From: <ehe.team@city.example>\r\nCc: "
        + String.join(",\r\n ", PEOPLE)
        + "\r\nDate: Tue, 09 Jun 2026 09:41:00 +0000\r\nMessage-ID: <"
        + subject.replace(' ', '.')
        + "@city.example>\r\nSubject: "
        + subject
        + "\r\n";
  }
}
