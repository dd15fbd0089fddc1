package org.gatepost.web.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Properties;
import org.gatepost.hold.HoldState;
import org.gatepost.mail.Address;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The console in a real browser. */
@Tag("peers")
class BrowserTest {
  private static final int DESKTOP = 1280;

  /** WCAG 2.2 success criterion 1.4.10: no scrolling in two directions at this width. */
  private static final int NARROW = 320;

  private static Browser browser;
  private Town town;
  private Scenes scenes;

  @BeforeAll
  static void launch() {
    browser = new Browser();
  }

  @AfterAll
  static void quit() {
    browser.close();
  }

  @BeforeEach
  void open() {
    town = new Town();
    scenes = new Scenes(town);
  }

  @AfterEach
  void close() {
    town.close();
  }

  @Test
  void copiesAreSentFromTheLinkWithoutJavaScript() {
    try (BrowserContext context = browser.context(town, false, DESKTOP)) {
      Page page = context.newPage();
      page.navigate(town.link(scenes.open));
      assertThat(page.locator("main").innerText())
          .contains("500 people outside your organisation would see each other's addresses.");
      page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Send individual copies"))
          .click();
      assertThat(page.locator("h1").innerText())
          .isEqualTo("Individual copies go to the trial outbox");
      assertThat(town.now(scenes.open).state()).isEqualTo(HoldState.RELEASED);
      page.goBack();
      page.reload();
      assertThat(page.locator("h1").innerText()).isEqualTo("This link does not work any more");
    }
  }

  @Test
  void aWrongAddressIsCorrectedWithoutJavaScript() {
    try (BrowserContext context = browser.context(town, false, NARROW)) {
      Page page = context.newPage();
      page.navigate(town.link(scenes.open));
      page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Change recipients"))
          .click();
      page.getByLabel("Show addresses that contain").fill("family123");
      page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Show").setExact(true))
          .click();
      page.getByLabel("Correct address for family123@post.example").fill("nobody");
      page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Change and check again"))
          .click();
      assertThat(page.title()).startsWith("Error: ");
      page.getByLabel("Correct address for family123@post.example").fill("family124b@post.example");
      page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Change and check again"))
          .click();
      assertThat(town.heldMail.calls().getLast())
          .contains("corrected {family123@post.example=family124b@post.example}");
    }
  }

  @Test
  void aNewcomerSignsInAndChoosesAPassword() {
    for (boolean script : List.of(false, true)) {
      try (Town fresh = new Town();
          BrowserContext context = browser.context(fresh, script, DESKTOP)) {
        Page page = context.newPage();
        Browser.signIn(page, Town.NEWCOMER);
        assertThat(page.locator("h1").innerText()).isEqualTo("Choose a password of your own");
        page.navigate("/mail");
        assertThat(page.url()).endsWith("/account/password");
        page.getByLabel("Password that you use now").fill(Town.PASSWORD);
        page.getByLabel("New password").fill("seven green bicycles");
        page.locator("main button[type=submit]").click();
        assertThat(page.locator("h1").innerText()).isEqualTo("Your held mail");
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Sign out")).click();
        assertThat(page.locator("main").innerText()).contains("You are signed out");
      }
    }
  }

  /** Each common word and address stands on one line; only what is longer than that is broken. */
  @Test
  void noTableBreaksAWordOrACommonAddress() {
    List<String> broken = new ArrayList<>();
    tour(
        DESKTOP,
        (stop, page) -> {
          Object found = page.evaluate(BROKEN_WORDS);
          if (found instanceof List<?> list) {
            list.forEach(one -> broken.add(stop.name() + ": " + one));
          }
        });
    assertThat(broken).isEmpty();
  }

  private static final String BROKEN_WORDS =
      """
      () => {
        const broken = []
        for (const cell of document.querySelectorAll('td, th')) {
          const texts = document.createTreeWalker(cell, NodeFilter.SHOW_TEXT)
          while (texts.nextNode()) {
            for (const word of texts.currentNode.data.matchAll(/[^\\s-]+/g)) {
              const range = document.createRange()
              range.setStart(texts.currentNode, word.index)
              range.setEnd(texts.currentNode, word.index + word[0].length)
              const lines = new Set([...range.getClientRects()].map(r => Math.round(r.top)))
              if (lines.size > 1 && word[0].length <= 25) broken.push(word[0])
            }
          }
        }
        return broken
      }
      """;

  @Test
  void aPasswordIsShownOnDemandAndAsksForNoScript() {
    for (boolean script : List.of(false, true)) {
      try (BrowserContext context = browser.context(town, script, DESKTOP)) {
        Page page = context.newPage();
        Browser.signIn(page, Town.SENDER);
        page.navigate("/account/password");
        page.locator("#new").fill("seven green bicycles");
        assertThat(page.locator("#new").getAttribute("type")).isEqualTo("password");
        assertThat(page.locator("button[aria-controls=new]").isVisible()).isEqualTo(script);
        if (script) {
          page.locator("button[aria-controls=new]").click();
          assertThat(page.locator("#new").getAttribute("type")).isEqualTo("text");
          assertThat(page.locator("#current").getAttribute("type")).isEqualTo("password");
        }
      }
    }
  }

  /** With {@code -Dgatepost.screenshots=FOLDER} every page is photographed as well. */
  @ParameterizedTest
  @ValueSource(ints = {DESKTOP, NARROW})
  void everyPageIsAccessibleAndCompleteAtThisWidth(int width) throws IOException {
    String axe = axe();
    String folder = System.getProperty("gatepost.screenshots", "");
    List<String> complaints = new ArrayList<>();
    tour(
        width,
        (stop, page) -> {
          complaints.addAll(violations(stop, page, axe));
          complaints.addAll(omissions(stop, page));
          if (!folder.isEmpty()) {
            page.screenshot(
                new Page.ScreenshotOptions()
                    .setFullPage(true)
                    .setPath(Path.of(folder, stop.name() + "-" + width + ".png")));
          }
        });
    assertThat(complaints).isEmpty();
  }

  /** Faults that axe-core finds, by all its rules, best practices included. */
  private static List<String> violations(PageTour.Stop stop, Page page, String axe) {
    page.evaluate(axe);
    Object found =
        page.evaluate(
            """
            async () => (await axe.run(document, {resultTypes: ['violations']}))
              .violations.map(v => v.id + ': ' + v.nodes.map(n => n.html).join(' | '))
            """);
    List<String> complaints = new ArrayList<>();
    if (found instanceof List<?> list) {
      list.forEach(one -> complaints.add(stop.name() + ": " + one));
    }
    return complaints;
  }

  private static List<String> omissions(PageTour.Stop stop, Page page) {
    List<String> complaints = new ArrayList<>();
    if (page.locator("h1").count() != 1) {
      complaints.add(stop.name() + ": headings " + page.locator("h1").count());
    }
    if (!page.title().endsWith(" – Gatepost")) {
      complaints.add(stop.name() + ": title " + page.title());
    }
    if (!page.locator("body").innerText().contains("Trial mode: nothing is sent.")) {
      complaints.add(stop.name() + ": no trial banner");
    }
    Object wider = page.evaluate("document.documentElement.scrollWidth > window.innerWidth");
    if (Boolean.TRUE.equals(wider)) {
      complaints.add(stop.name() + ": scrolls sideways");
    }
    return complaints;
  }

  /** Looks at every page; a message in the browser's console or a foreign request is a fault. */
  private void tour(int width, Looking looking) {
    List<String> faults = new ArrayList<>();
    Address signedIn = null;
    BrowserContext context = browser.context(town, true, width);
    try {
      for (PageTour.Stop stop : PageTour.of(town, scenes)) {
        if (!Objects.equals(stop.person(), signedIn)) {
          context.close();
          context = browser.context(town, true, width);
        }
        Page page = context.newPage();
        page.onRequest(
            request -> {
              if (!request.url().startsWith(town.url())) {
                faults.add(stop.name() + ": asked " + request.url());
              }
            });
        page.onConsoleMessage(
            message -> {
              if (message.type().equals("error")
                  && !message.text().contains("the server responded")) {
                faults.add(stop.name() + ": " + message.text());
              }
            });
        if (stop.person() != null && !Objects.equals(stop.person(), signedIn)) {
          Browser.signIn(page, stop.person());
        }
        signedIn = stop.person();
        page.navigate(stop.path());
        looking.at(stop, page);
        page.close();
      }
    } finally {
      context.close();
    }
    assertThat(faults).isEmpty();
  }

  private interface Looking {
    void at(PageTour.Stop stop, Page page);
  }

  private static String axe() throws IOException {
    Properties properties = new Properties();
    try (InputStream in =
        BrowserTest.class.getResourceAsStream(
            "/META-INF/maven/org.webjars.npm/axe-core/pom.properties")) {
      properties.load(in);
    }
    String path =
        "/META-INF/resources/webjars/axe-core/" + properties.getProperty("version") + "/axe.min.js";
    try (InputStream in = BrowserTest.class.getResourceAsStream(path)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
