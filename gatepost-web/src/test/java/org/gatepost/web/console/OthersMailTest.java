package org.gatepost.web.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.gatepost.gate.AccessLog;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OthersMailTest {
  private Town town;
  private Scenes scenes;
  private Visitor officer;

  @BeforeEach
  void open() {
    town = new Town();
    scenes = new Scenes(town);
    officer = town.signedIn(Town.OFFICER);
    officer.get("/mail/others/reason");
  }

  @AfterEach
  void close() {
    town.close();
  }

  private void giveReason() {
    assertThat(
            Visitor.location(
                officer.post("/mail/others/reason", "reason", "Request 17 by a family")))
        .endsWith("/mail/others");
  }

  @Test
  void aReasonMustBeGiven() {
    assertThat(officer.post("/mail/others/reason", "reason", " ").statusCode()).isEqualTo(422);
    assertThat(officer.get("/mail/others").statusCode()).isEqualTo(302);
    assertThat(town.accessLog.all(10)).isEmpty();
  }

  @Test
  void everySearchAndEveryLookIsWrittenDownWithTheReason() {
    giveReason();
    assertThat(officer.get("/mail/others").body()).contains("hanna.weber@city.example");
    assertThat(officer.get("/mail/others/" + scenes.held.id()).statusCode()).isEqualTo(200);
    assertThat(officer.get("/held/" + scenes.open.id()).statusCode()).isEqualTo(200);
    assertThat(officer.get("/held/" + scenes.open.id() + "/message").body())
        .contains("swimming course");
    assertThat(town.accessLog.all(10))
        .hasSize(4)
        .allMatch(look -> look.reason().equals("Request 17 by a family"))
        .allMatch(look -> look.by().equals(Town.OFFICER));
    AccessLog.Look last = town.accessLog.all(1).getFirst();
    assertThat(last.subject()).isEqualTo(scenes.open.id());
    assertThat(last.content()).isTrue();
  }

  @Test
  void anOfficerLooksAndDecidesNothing() {
    giveReason();
    String page = officer.get("/held/" + scenes.open.id()).body();
    assertThat(page).doesNotContain("/copies\"", "/cancel\"", "/as-is\"");
    int before = town.heldMail.calls().size();
    assertThat(officer.post("/held/" + scenes.open.id() + "/cancel").statusCode()).isEqualTo(404);
    assertThat(town.heldMail.calls()).hasSize(before);
  }

  @Test
  void theReasonIsAskedForAgainAfterAWhileAndAfterStopping() {
    giveReason();
    town.clock.advance(Duration.ofMinutes(31));
    assertThat(officer.get("/mail/others").statusCode()).isEqualTo(302);
    assertThat(officer.get("/held/" + scenes.open.id()).statusCode()).isEqualTo(404);
    giveReason();
    officer.post("/mail/others/end");
    assertThat(officer.get("/mail/others").statusCode()).isEqualTo(302);
  }

  @Test
  void aLookThatCannotBeWrittenDownDoesNotHappen() {
    giveReason();
    town.accessLog.reachable(false);
    assertThat(officer.get("/mail/others").statusCode()).isEqualTo(503);
    var message = officer.get("/held/" + scenes.open.id() + "/message");
    assertThat(message.statusCode()).isEqualTo(503);
    assertThat(message.body()).doesNotContain("swimming course");
    Visitor sender = town.signedIn(Town.SENDER);
    assertThat(sender.get("/held/" + scenes.open.id() + "/message").statusCode()).isEqualTo(503);
  }

  @Test
  void theOwnersOwnLookIsWrittenDownWithoutAReason() {
    town.signedIn(Town.SENDER).get("/held/" + scenes.open.id() + "/message");
    AccessLog.Look look = town.accessLog.all(1).getFirst();
    assertThat(look.by()).isEqualTo(Town.SENDER);
    assertThat(look.reason()).isEmpty();
  }

  @Test
  void aSearchFindsByAddressVerdictAndDay() {
    Visitor sender = town.signedIn(Town.SENDER);
    assertThat(sender.get("/mail?verdict=hold").body()).contains("and 500 more");
    assertThat(sender.get("/mail?text=family400").body()).contains(scenes.held.id().toString());
    assertThat(sender.get("/mail?text=nobody").body()).contains("No mail matches");
    assertThat(sender.get("/mail?from=2026-06-10").body()).contains("No mail matches");
    assertThat(sender.get("/mail?to=2026-06-09").body()).contains(scenes.held.id().toString());
    assertThat(sender.get("/mail?from=yesterday").statusCode()).isEqualTo(422);
    assertThat(sender.get("/mail").body()).doesNotContain(scenes.colleaguesMail.id().toString());
    assertThat(sender.get("/mail?before=nonsense").statusCode()).isEqualTo(404);
  }

  @Test
  void anOutcomeThatWasNeverWrittenDownIsShownAsUnknown() {
    assertThat(town.signedIn(Town.SENDER).get("/mail/" + scenes.unknown.id()).body())
        .contains("Unknown", "It may be in the trial outbox");
  }
}
