package org.gatepost.web.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.gatepost.web.ServerSettings;
import org.junit.jupiter.api.Test;

class ServerTest {
  private static final Pattern STYLE = Pattern.compile("href=\"(/assets/[^\"]+/govuk.css)\"");

  @Test
  void assetsAreKeptForGoodAndHoldNoGovernmentFontOrCrown() {
    try (Town town = new Town()) {
      Visitor visitor = town.visitor();
      Matcher style = STYLE.matcher(visitor.get("/sign-in").body());
      assertThat(style.find()).isTrue();
      HttpResponse<String> css = visitor.get(style.group(1));
      assertThat(css.headers().firstValue("Cache-Control").orElse(""))
          .contains("max-age=31536000", "immutable");
      assertThat(css.body()).doesNotContain("GDS Transport", "@font-face").contains("system-ui");
      assertThat(visitor.get("/assets/old/govuk.css").statusCode()).isEqualTo(404);
      assertThat(visitor.get("/assets/old/../../etc/passwd").statusCode()).isNotEqualTo(200);
    }
  }

  @Test
  void healthIsPlainAndNeedsNoSignIn() {
    try (Town town = new Town()) {
      HttpResponse<String> alive = town.visitor().get("/healthz");
      assertThat(alive.statusCode()).isEqualTo(200);
      assertThat(alive.body()).isEqualTo("ok\n");
      assertThat(alive.headers().firstValue("Content-Type").orElse("")).startsWith("text/plain");
      assertThat(town.visitor().get("/readyz").statusCode()).isEqualTo(200);
    }
  }

  @Test
  void pagesCarryStrictHeaders() {
    try (Town town = new Town()) {
      HttpResponse<String> page = town.signedIn(Town.SENDER).get("/");
      assertThat(page.headers().firstValue("Content-Security-Policy").orElse(""))
          .contains("default-src 'none'", "frame-ancestors 'none'", "base-uri 'none'")
          .doesNotContain("unsafe", "*");
      assertThat(page.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
      assertThat(page.headers().firstValue("Referrer-Policy")).hasValue("no-referrer");
      assertThat(page.headers().firstValue("Cache-Control")).hasValue("no-store");
      assertThat(page.headers().firstValue("Server")).isEmpty();
    }
  }

  @Test
  void onlyANamedProxyIsBelievedAboutHttps() throws Exception {
    assertThat(sessionCookie(Set.of())).doesNotContain("Secure");
    assertThat(sessionCookie(Set.of("10.0.0.0/8"))).doesNotContain("Secure");
    assertThat(sessionCookie(Set.of("127.0.0.1"))).contains("Secure");
    assertThat(sessionCookie(Set.of("127.0.0.0/8"))).contains("Secure");
  }

  private static String sessionCookie(Set<String> proxies) throws Exception {
    ConsoleSettings plain = Town.settings(false);
    ServerSettings server =
        new ServerSettings(
            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
            proxies,
            ServerSettings.IDLE,
            ServerSettings.LIFE);
    try (Town town =
            new Town(
                new ConsoleSettings(server, plain.organisation(), plain.zone(), plain.trial()));
        HttpClient http = HttpClient.newHttpClient()) {
      return http.send(
              HttpRequest.newBuilder(URI.create(town.url() + "/sign-in"))
                  .header("X-Forwarded-Proto", "https")
                  .header("X-Forwarded-For", "192.0.2.1")
                  .build(),
              HttpResponse.BodyHandlers.discarding())
          .headers()
          .firstValue("Set-Cookie")
          .orElse("");
    }
  }

  @Test
  void guessesThroughAProxyAreCountedByTheClientThatItNames() throws Exception {
    ConsoleSettings plain = Town.settings(false);
    ServerSettings server =
        new ServerSettings(
            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
            Set.of("127.0.0.0/8"),
            ServerSettings.IDLE,
            ServerSettings.LIFE);
    try (Town town =
        new Town(new ConsoleSettings(server, plain.organisation(), plain.zone(), plain.trial()))) {
      // What stands before the first address that is no proxy is the client's own invention.
      Visitor stranger = town.visitor().from("198.51.100.1, 192.0.2.1, 127.0.0.9");
      for (int i = 0; i < 6; i++) {
        stranger.signIn(Town.SENDER, "guess number " + i);
      }
      Visitor same = town.visitor().from("203.0.113.7, 192.0.2.1");
      assertThat(Visitor.location(same.signIn(Town.SENDER, Town.PASSWORD))).endsWith("?too-many");
      Visitor other = town.visitor().from("192.0.2.2");
      assertThat(Visitor.location(other.signIn(Town.SENDER, Town.PASSWORD))).endsWith("/");
    }
  }

  @Test
  void aFormThatIsTooBigIsRefusedAndNothingIsDone() {
    try (Town town = new Town()) {
      Scenes scenes = new Scenes(town);
      int before = town.heldMail.calls().size();
      Visitor visitor = town.visitor();
      HttpResponse<String> answer =
          visitor.post(town.link(scenes.open) + "/as-is", "reason", "x".repeat(5 << 20));
      assertThat(answer.statusCode()).isGreaterThanOrEqualTo(400);
      String[] many = new String[60_000];
      java.util.Arrays.fill(many, "remove");
      assertThat(visitor.post(town.link(scenes.open) + "/recipients", many).statusCode())
          .isGreaterThanOrEqualTo(400);
      assertThat(town.heldMail.calls()).hasSize(before);
    }
  }

  @Test
  void aPageThatFailsSaysSoWithoutDetails() {
    try (Town town = new Town()) {
      Visitor sender = town.signedIn(Town.SENDER);
      HttpResponse<String> answer = sender.get("/mail?before=" + "x".repeat(9_000));
      assertThat(answer.statusCode()).isGreaterThanOrEqualTo(400);
      assertThat(answer.body()).doesNotContain("Exception", "org.gatepost", "Tomcat");
    }
  }
}
