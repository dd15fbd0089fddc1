package org.gatepost.web.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpResponse;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.gatepost.mail.Address;
import org.gatepost.web.ServerSettings;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who may see and do what: every role at every door, with their own and with others' mail. */
class AccessMatrixTest {
  private Town town;
  private Scenes scenes;

  @BeforeEach
  void open() {
    town = new Town();
    scenes = new Scenes(town);
  }

  @AfterEach
  void close() {
    town.close();
  }

  /** Answers for Hanna, her colleague, the reviewer, the officer, the author, the administrator. */
  private record Row(
      String path, int own, int colleague, int reviewer, int officer, int author, int admin) {}

  private List<Row> rows() {
    String hold = "/held/" + scenes.open.id();
    String kept = "/outbox/" + scenes.copy + "/family001@post.example";
    return List.of(
        new Row("/", 200, 200, 200, 302, 302, 302),
        new Row(hold, 200, 404, 404, 404, 403, 403),
        new Row(hold + "/message", 200, 404, 404, 404, 403, 403),
        new Row(hold + "/people", 200, 404, 404, 404, 403, 403),
        new Row(hold + "/recipients", 200, 404, 404, 404, 403, 403),
        new Row("/held/" + scenes.released.id() + "/deliveries", 200, 404, 404, 404, 403, 403),
        new Row("/held/" + scenes.colleagues.id(), 404, 200, 404, 404, 403, 403),
        new Row("/approvals", 403, 403, 200, 403, 403, 403),
        new Row("/approvals/" + scenes.asked.id(), 403, 403, 200, 403, 403, 403),
        new Row("/approvals/" + scenes.nobodys.id(), 403, 403, 200, 403, 403, 403),
        new Row("/approvals/" + scenes.reviewersOwn.id(), 403, 403, 404, 403, 403, 403),
        new Row("/approvals/" + scenes.open.id(), 403, 403, 404, 403, 403, 403),
        new Row("/mail", 200, 200, 200, 302, 403, 403),
        new Row("/mail/" + scenes.held.id(), 200, 404, 404, 404, 403, 403),
        new Row("/mail/" + scenes.colleaguesMail.id(), 404, 200, 404, 404, 403, 403),
        new Row("/mail/others", 403, 403, 403, 302, 403, 403),
        new Row("/mail/others/reason", 403, 403, 403, 200, 403, 403),
        new Row("/mail/others/" + scenes.held.id(), 403, 403, 403, 302, 403, 403),
        new Row("/outbox", 200, 200, 200, 403, 403, 200),
        new Row(kept, 200, 404, 404, 403, 403, 200),
        new Row(kept + "/source", 200, 404, 404, 403, 403, 200),
        new Row("/outbox/" + scenes.notice + "/" + Town.SENDER, 200, 404, 404, 403, 403, 200),
        new Row("/accounts", 403, 403, 403, 403, 403, 200),
        new Row("/accounts/new", 403, 403, 403, 403, 403, 200),
        new Row("/accounts/" + town.accountOf(Town.SENDER), 403, 403, 403, 403, 403, 200),
        new Row("/account", 200, 200, 200, 200, 200, 200),
        new Row("/account/password", 200, 200, 200, 200, 200, 200),
        new Row("/held/not-a-message", 404, 404, 404, 404, 403, 403));
  }

  @Test
  void everyDoorOpensForThoseWhoMayEnterAndForNobodyElse() {
    Map<String, Integer> expected = new LinkedHashMap<>();
    Map<String, Integer> found = new LinkedHashMap<>();
    List<Address> people =
        List.of(
            Town.SENDER,
            Town.COLLEAGUE,
            Town.REVIEWER,
            Town.OFFICER,
            Town.AUTHOR,
            Town.ADMINISTRATOR);
    for (int i = 0; i < people.size(); i++) {
      Visitor visitor = town.signedIn(people.get(i));
      for (Row row : rows()) {
        String door = people.get(i) + " at " + row.path();
        expected.put(
            door,
            List.of(
                    row.own(),
                    row.colleague(),
                    row.reviewer(),
                    row.officer(),
                    row.author(),
                    row.admin())
                .get(i));
        found.put(door, visitor.get(row.path()).statusCode());
      }
    }
    Visitor nobody = town.visitor();
    for (Row row : rows()) {
      expected.put("nobody at " + row.path(), 302);
      found.put("nobody at " + row.path(), nobody.get(row.path()).statusCode());
    }
    assertThat(found).isEqualTo(expected);
  }

  /** What is no room is not there, for anybody: no sign-in is asked for, and none is promised. */
  @Test
  void whatIsNoRoomIsNotFoundWhoeverAsks() {
    List<String> paths =
        List.of("/not-a-room", "/favicon.ico", "/robots.txt", "/error", "/heldfast", "/mailer/x");
    Visitor nobody = town.visitor();
    Visitor sender = town.signedIn(Town.SENDER);
    Visitor newcomer = town.signedIn(Town.NEWCOMER);
    for (String path : paths) {
      for (Visitor visitor : List.of(nobody, sender, newcomer)) {
        HttpResponse<String> answer = visitor.get(path);
        assertThat(answer.statusCode()).as(path).isEqualTo(404);
        assertThat(answer.body())
            .contains("govuk-template", "Page not found")
            .doesNotContain("Hanna", path);
        assertThat(answer.headers().firstValue("Content-Security-Policy")).isPresent();
      }
      assertThat(nobody.postWithoutToken(path).statusCode()).as(path).isEqualTo(404);
    }
    assertThat(nobody.cookies()).isEmpty();
  }

  /** Browsers look for an icon by themselves; the person must not end up there. */
  @Test
  void signingInLeadsToTheRoomThatWasAskedForAndNotToTheIcon() {
    Visitor visitor = town.visitor();
    assertThat(visitor.get("/held/" + scenes.open.id()).statusCode()).isEqualTo(302);
    visitor.get("/favicon.ico");
    assertThat(Visitor.location(visitor.signIn(Town.SENDER, Town.PASSWORD)))
        .endsWith("/held/" + scenes.open.id());
  }

  @Test
  void nobodyDecidesOnSomebodyElsesMessage() {
    int before = town.heldMail.calls().size();
    for (Address person : List.of(Town.COLLEAGUE, Town.REVIEWER, Town.OFFICER)) {
      Visitor visitor = town.signedIn(person);
      visitor.get("/account");
      for (String choice : List.of("copies", "cancel", "as-is", "drop-bcc", "ask")) {
        assertThat(
                visitor
                    .post("/held/" + scenes.open.id() + "/" + choice, "reason", "because")
                    .statusCode())
            .as(person + " " + choice)
            .isEqualTo(404);
      }
      assertThat(
              visitor
                  .post(
                      "/held/" + scenes.open.id() + "/recipients",
                      "remove",
                      "family001@post.example")
                  .statusCode())
          .isEqualTo(404);
    }
    assertThat(town.heldMail.calls()).hasSize(before);
  }

  @Test
  void aReviewerDecidesOnWhatWaitsForOneAndNeverOnTheirOwn() {
    Visitor reviewer = town.signedIn(Town.REVIEWER);
    reviewer.get("/approvals");
    assertThat(reviewer.post("/approvals/" + scenes.reviewersOwn.id() + "/approve").statusCode())
        .isEqualTo(404);
    assertThat(reviewer.post("/approvals/" + scenes.open.id() + "/approve").statusCode())
        .isEqualTo(404);
    assertThat(reviewer.post("/approvals/" + scenes.nobodys.id() + "/decline", "reason", "").body())
        .contains("href=\"#decline-reason\"");
    reviewer.post("/approvals/" + scenes.asked.id() + "/approve");
    assertThat(town.heldMail.calls().getLast())
        .startsWith("approve " + scenes.asked.id())
        .contains("reviewer=true", "byLink=false");
    Visitor sender = town.signedIn(Town.SENDER);
    sender.get("/account");
    assertThat(sender.post("/approvals/" + scenes.nobodys.id() + "/approve").statusCode())
        .isEqualTo(403);
  }

  @Test
  void onlyAdministratorsChangeAccounts() {
    String account = "/accounts/" + town.accountOf(Town.COLLEAGUE);
    for (Address person : List.of(Town.SENDER, Town.REVIEWER, Town.OFFICER, Town.AUTHOR)) {
      Visitor visitor = town.signedIn(person);
      visitor.get("/account");
      for (String door : List.of("/roles", "/reset", "/switch-off", "/switch-on")) {
        assertThat(visitor.post(account + door).statusCode()).isEqualTo(403);
      }
      assertThat(visitor.post("/accounts/new", "login", "x@city.example").statusCode())
          .isEqualTo(403);
    }
  }

  @Test
  void withoutTrialModeThereIsNoOutboxAndNoBanner() {
    try (Town live = new Town(Town.settings(false))) {
      new Scenes(live);
      assertThat(live.signedIn(Town.ADMINISTRATOR).get("/outbox").statusCode()).isEqualTo(404);
      Visitor sender = live.signedIn(Town.SENDER);
      assertThat(sender.get("/outbox").statusCode()).isEqualTo(404);
      assertThat(sender.get("/").body()).doesNotContain("Trial mode", "/outbox");
    }
  }

  @Test
  void behindAProxyAnAdministratorSeesNobodysTrialMail() {
    ServerSettings proxied =
        new ServerSettings(
            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
            Set.of("127.0.0.1"),
            ServerSettings.IDLE,
            ServerSettings.LIFE);
    ConsoleSettings settings = Town.settings(true);
    try (Town town =
        new Town(
            new ConsoleSettings(
                proxied, settings.organisation(), settings.zone(), settings.trial()))) {
      assertThat(town.signedIn(Town.ADMINISTRATOR).get("/outbox").statusCode()).isEqualTo(404);
    }
  }
}
