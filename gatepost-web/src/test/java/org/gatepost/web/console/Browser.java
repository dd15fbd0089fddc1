package org.gatepost.web.console;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.gatepost.mail.Address;

/** Debian's Chromium, headless; opens nothing but what a test asks for. */
final class Browser implements AutoCloseable {
  private static final Path CHROMIUM = Path.of("/usr/bin/chromium");

  private final Playwright playwright =
      Playwright.create(
          new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
  private final com.microsoft.playwright.Browser chromium =
      playwright
          .chromium()
          .launch(
              new BrowserType.LaunchOptions()
                  .setExecutablePath(CHROMIUM)
                  .setHeadless(true)
                  .setArgs(
                      List.of(
                          "--no-sandbox",
                          "--disable-gpu",
                          "--disable-quic",
                          "--no-first-run",
                          "--disable-background-networking",
                          "--disable-component-update",
                          "--disable-sync")));

  BrowserContext context(Town town, boolean script, int width) {
    return chromium.newContext(
        new com.microsoft.playwright.Browser.NewContextOptions()
            .setBaseURL(town.url())
            .setJavaScriptEnabled(script)
            .setViewportSize(width, 800));
  }

  static void signIn(Page page, Address person) {
    page.navigate("/sign-in");
    page.getByLabel("Sign-in name").fill(person.toString());
    page.getByLabel("Password").fill(Town.PASSWORD);
    page.locator("main button[type=submit]").click();
  }

  @Override
  public void close() {
    playwright.close();
  }
}
