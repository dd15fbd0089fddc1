package org.gatepost.app.whole;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A person signs in, decides on their own held message, and follows each copy. */
@Tag("peers")
class ConsoleTest {
  @Test
  void thePersonWhoSentItSeesWhereEachCopyIs() throws Exception {
    String subject = "Dates, followed in the console";
    try (Scene scene = Scene.open();
        Browser browser = Browser.open()) {
      theFirstPasswordIsInAFileOfTheOwnerOnly(scene.gatepost());
      Visitor administrator = Visitor.firstAdministrator(browser.page(false), scene.gatepost());
      Visitor visitor = Visitor.newcomer(browser.page(false), administrator, OpenCc.TEAM, "sender");
      Page page = visitor.page();
      visitor.open("/");
      Browser.picture(page, "signed-in");
      assertThat(page.locator("h1").textContent()).contains("Your held mail");

      scene.submit(OpenCc.everybody(), OpenCc.familyUpdate(subject));
      visitor.open("/mail");
      Browser.picture(page, "my-judged-mail");
      assertThat(page.locator("main table tbody tr").count()).isEqualTo(1);
      visitor.open("/");
      Browser.picture(page, "my-held-mail");
      page.locator("a", new Page.LocatorOptions().setHasText(subject)).click();
      Browser.picture(page, "held-signed-in");
      OpenCcTest.chooseCopies(page);
      scene.sink().await(501, Scene.PATIENCE, one -> Copies.isCopy(one, subject));
      String held = page.url();
      Patience.await(
          "the console has counted every copy",
          Scene.PATIENCE,
          () -> {
            page.navigate(held);
            return page.locator(".gp-counts__one").first().textContent().contains("501");
          });
      Browser.picture(page, "copies-counted");
      assertThat(page.locator(".gp-counts__one").allTextContents().stream().map(ConsoleTest::words))
          .containsExactly("Sent 501", "Waiting 0", "Failed 0", "In doubt 0");
      page.navigate(held + "/deliveries");
      Browser.picture(page, "each-copy");
      Set<String> shown = new HashSet<>();
      while (true) {
        shown.addAll(
            OpenCc.addresses(String.join("\n", page.locator("tbody th").allTextContents())));
        assertThat(page.locator("tbody strong").allTextContents()).containsOnly("Sent");
        var next = page.locator("a[rel=next]");
        if (next.count() == 0) {
          break;
        }
        next.first().click();
      }
      assertThat(shown).containsExactlyInAnyOrderElementsOf(OpenCc.everybody());
    }
  }

  private static void theFirstPasswordIsInAFileOfTheOwnerOnly(GatepostProcess gatepost)
      throws Exception {
    gatepost.http();
    String said = String.join("\n", gatepost.output()) + gatepost.log();
    try (Stream<Path> files =
        Files.find(gatepost.data(), 3, (path, _) -> path.endsWith("first-administrator.txt"))) {
      List<Path> found = files.toList();
      assertThat(found).hasSize(1);
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(found.getFirst())))
          .isEqualTo("rw-------");
      assertThat(said).contains(found.getFirst().toString());
    }
  }

  private static String words(String text) {
    return text.strip()
        .replaceAll("\\s+", " ")
        .replaceAll("(\\D)(\\d)", "$1 $2")
        .replace("  ", " ");
  }
}
