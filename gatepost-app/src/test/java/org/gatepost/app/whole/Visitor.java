package org.gatepost.app.whole;

import com.microsoft.playwright.Page;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** Somebody who uses the console with a browser. */
final class Visitor {
  /** What everybody chooses. */
  private static final String PASSWORD = "four walnuts under a garden gate";

  private final Page page;
  private final String console;

  private Visitor(Page page, String console) {
    this.page = page;
    this.console = console;
  }

  /**
   * The first administrator, who signs in with the password that the program made and chooses one
   * of their own.
   */
  static Visitor firstAdministrator(Page page, GatepostProcess gatepost) throws Exception {
    Visitor visitor = new Visitor(page, "http://127.0.0.1:" + gatepost.http());
    String made = firstPassword(gatepost.data());
    visitor.signInFirst("administrator@city.example", made);
    return visitor;
  }

  /** Somebody with an account that the administrator makes for them now. */
  static Visitor newcomer(Page page, Visitor administrator, String login, String role) {
    Page accounts = administrator.page;
    administrator.open("/accounts/new");
    accounts.locator("#login").fill(login);
    accounts.locator("#name").fill("Elective Home Education");
    accounts.locator("#role-" + role).check();
    accounts.locator("main form button[type=submit]").click();
    String made = accounts.locator(".gp-secret").textContent().strip();
    Visitor visitor = new Visitor(page, administrator.console);
    visitor.signInFirst(login, made);
    return visitor;
  }

  Page page() {
    return page;
  }

  void open(String path) {
    page.navigate(console + path);
  }

  /** Signs in with a password that somebody else knows, and chooses another. */
  private void signInFirst(String login, String made) {
    signIn(login, made);
    page.locator("#current").fill(made);
    page.locator("#new").fill(PASSWORD);
    page.locator("main form button[type=submit]").click();
  }

  private void signIn(String login, String password) {
    open("/sign-in");
    page.locator("#login").fill(login);
    page.locator("#password").fill(password);
    page.locator("main form button[type=submit]").click();
  }

  private static String firstPassword(Path data) throws IOException {
    try (Stream<Path> files =
        Files.find(data, 3, (path, _) -> path.endsWith("first-administrator.txt"))) {
      Path file = files.findFirst().orElseThrow(() -> new AssertionError("No first password"));
      return Files.readAllLines(file).stream()
          .filter(line -> line.startsWith("password:"))
          .map(line -> line.substring("password:".length()).strip())
          .findFirst()
          .orElseThrow(() -> new AssertionError("No password in " + file));
    }
  }
}
