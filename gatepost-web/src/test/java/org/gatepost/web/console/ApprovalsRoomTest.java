package org.gatepost.web.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.Set;
import org.gatepost.delivery.Composer;
import org.gatepost.hold.Awaiting;
import org.gatepost.hold.HeldMail.Actor;
import org.gatepost.hold.HeldMail.Outcome;
import org.gatepost.hold.Hold;
import org.gatepost.mail.Address;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ApprovalsRoomTest {
  private static final Set<Address> TWO =
      Set.of(Address.of("family001@post.example"), Address.of("family002@post.example"));

  private Town town;
  private Visitor reviewer;

  @BeforeEach
  void open() {
    town = new Town();
    reviewer = town.signedIn(Town.REVIEWER);
  }

  @AfterEach
  void close() {
    town.close();
  }

  @Test
  void thePageSaysWhoGetsACopyAndWhatItMeansToDoWithout() {
    Hold hold = town.held(Town.SENDER, Awaiting.REVIEWER, "Minutes", 4, true, TWO);
    String page = "/approvals/" + hold.id();
    assertThat(reviewer.get(page).body())
        .contains("2 of 5 people get a message of their own. The others get it as it is.")
        .contains("each of 5 people sees every address in it");

    HttpResponse<String> bare = reviewer.post(page + "/approve-as-is");
    assertThat(bare.statusCode()).isEqualTo(422);
    assertThat(bare.body()).contains("href=\"#approve-as-is-reason\"");
    assertThat(town.heldMail.calls()).isEmpty();

    HttpResponse<String> done =
        reviewer.post(page + "/approve-as-is", "reason", "They are one family.");
    assertThat(reviewer.follow(done).body()).contains("It goes to the trial outbox as it is.");
    assertThat(town.heldMail.calls())
        .singleElement()
        .asString()
        .startsWith("approve-as-is " + hold.id())
        .endsWith("They are one family.");
  }

  @Test
  void whatCannotBeSplitIsSaidWithTheReason() {
    Hold hold = town.held(Town.SENDER, Awaiting.REVIEWER, "Minutes", 4, true, TWO);
    town.heldMail.answerNext(
        new Outcome.CannotSplit(
            List.of(new Composer.Obstacle("text, line 3", "It names family002@post.example."))));
    reviewer.get("/approvals/" + hold.id());

    HttpResponse<String> answer = reviewer.post("/approvals/" + hold.id() + "/approve");

    assertThat(answer.statusCode()).isEqualTo(422);
    assertThat(answer.body())
        .contains("It cannot be sent as individual copies")
        .contains("It names family002@post.example.");
  }

  @Test
  void whatTheSenderAskedForIsToSendItAsItIs() {
    Hold hold = town.held(Town.SENDER, Awaiting.SENDER, "Minutes", 4, true, TWO);
    town.heldMail.askReviewer(
        hold.id(), new Actor(Town.SENDER, false, false), "They know each other.");

    assertThat(reviewer.get("/approvals/" + hold.id()).body())
        .contains("It is sent as it is to 5 people.")
        .doesNotContain("approve-as-is");
  }
}
