package org.gatepost.web.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.gatepost.delivery.Composer;
import org.gatepost.hold.Awaiting;
import org.gatepost.hold.HeldMail.Outcome;
import org.gatepost.hold.Hold;
import org.gatepost.hold.HoldState;
import org.gatepost.mail.Address;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HeldRoomTest {
  private Town town;
  private Visitor sender;
  private Hold hold;
  private String page;

  @BeforeEach
  void open() {
    town = new Town();
    hold = town.openAudience(Town.SENDER, 500);
    page = "/held/" + hold.id();
    sender = town.signedIn(Town.SENDER);
    sender.get(page);
  }

  @AfterEach
  void close() {
    town.close();
  }

  @Test
  void copiesAreSentAndThePageTellsWhereTheyAre() {
    HttpResponse<String> answer = sender.post(page + "/copies");
    assertThat(answer.statusCode()).isEqualTo(302);
    assertThat(sender.follow(answer).body())
        .contains("Individual copies go to the trial outbox")
        .contains("It was kept in the trial outbox as individual copies.")
        .contains("<dt>Waiting</dt><dd>501</dd>");
    assertThat(sender.get(page).body()).doesNotContain("Individual copies go to the trial outbox");
    assertThat(sender.get(page + "/deliveries?page=6").body())
        .contains("5 of 6")
        .doesNotContain("7 of 6");
    assertThat(town.heldMail.calls()).hasSize(1);
  }

  @Test
  void oneClickCorrectsAnAddressAndAnObstacleIsSaid() {
    town.heldMail.answerNext(new Outcome.NotAllowed("Not corrected: the text. It is signed."));
    HttpResponse<String> refused = sender.post(page + "/correct");
    assertThat(refused.statusCode()).isEqualTo(422);
    assertThat(refused.body()).contains("Not corrected: the text. It is signed.");
    assertThat(sender.follow(sender.post(page + "/correct")).body())
        .contains("The address was corrected wherever it stood");
    assertThat(town.heldMail.calls()).hasSize(2).allMatch(call -> call.startsWith("correct "));
  }

  @Test
  void aDecisionThatCameTooLateSaysSo() {
    town.heldMail.answerNext(new Outcome.Ended());
    assertThat(sender.follow(sender.post(page + "/cancel")).body())
        .contains("It was decided before");
  }

  @Test
  void whereASplitIsImpossibleTheOwnerSeesThePlaces() {
    town.heldMail.answerNext(
        new Outcome.CannotSplit(
            List.of(new Composer.Obstacle("text, line 3", "names family002@post.example"))));
    HttpResponse<String> answer = sender.post(page + "/copies");
    assertThat(answer.statusCode()).isEqualTo(422);
    assertThat(answer.body())
        .contains("text, line 3: names family002@post.example", "<title>Error: ");
  }

  @Test
  void aCorrectedMessageThatIsHeldAgainLeadsToTheNewHold() {
    Hold next = town.held(Town.SENDER, Awaiting.SENDER, "Corrected", 12, true);
    town.heldMail.answerNext(new Outcome.HeldAgain(next.id()));
    HttpResponse<String> answer =
        sender.post(page + "/recipients", "remove", "family001@post.example");
    assertThat(Visitor.location(answer)).endsWith("/held/" + next.id());
    assertThat(sender.follow(answer).body()).contains("Your corrected message is held again");
  }

  @Test
  void fiveHundredRecipientsAreChangedInOneForm() {
    List<String> fields = new ArrayList<>();
    for (Address address : hold.envelope().addresses()) {
      fields.addAll(List.of("address", address.toString()));
      fields.addAll(
          List.of(
              "correct", address.localPart().equals("family007") ? "family07@other.example" : ""));
      if (address.localPart().startsWith("family1")) {
        fields.addAll(List.of("remove", address.toString()));
      }
    }
    assertThat(sender.post(page + "/recipients", fields.toArray(String[]::new)).statusCode())
        .isEqualTo(302);
    assertThat(town.heldMail.calls().getFirst())
        .contains("removed [family100@post.example, family101@post.example")
        .contains("corrected {family007@post.example=family07@other.example}");
  }

  @Test
  void everyoneOutsideIsTickedWithoutJavaScript() {
    String body = sender.get(page + "/recipients?outside=yes&tick=yes").body();
    assertThat(body).contains("value=\"family500@post.example\" checked");
    assertThat(body).doesNotContain("value=\"team@city.example\"");
    assertThat(sender.get(page + "/recipients").body()).doesNotContain("\" checked>");
  }

  @Test
  void aFormThatRemovesEveryoneOrNobodyIsSentBack() {
    assertThat(sender.post(page + "/recipients").body()).contains("Tick somebody to remove");
    String[] all =
        hold.envelope().addresses().stream()
            .flatMap(address -> Stream.of("remove", address.toString()))
            .toArray(String[]::new);
    assertThat(sender.post(page + "/recipients", all).body()).contains("Leave at least one person");
    assertThat(
            sender.post(page + "/recipients", "remove", "stranger@elsewhere.example").statusCode())
        .isEqualTo(422);
    assertThat(town.heldMail.calls()).isEmpty();
  }

  @Test
  void nobodyIsOfferedASecondPersonWhoIsNotThere() {
    assertThat(sender.get(page).body()).contains("Ask a second person");
    town.heldMail.withoutSecondPerson();
    assertThat(sender.get(page).body())
        .contains("Send individual copies")
        .doesNotContain("Ask a second person", page + "/ask");
  }

  @Test
  void aSecondPersonIsAskedWithTheSendersWords() {
    sender.post(page + "/ask", "reason", "They know each other.");
    assertThat(town.now(hold).awaiting()).isEqualTo(Awaiting.REVIEWER);
    assertThat(town.signedIn(Town.REVIEWER).get("/approvals/" + hold.id()).body())
        .contains("They know each other.")
        .doesNotContain("swimming course");
  }

  @Test
  void hostileTextIsShownAsText() {
    Hold hostile =
        town.held(
            Town.SENDER, Awaiting.SENDER, "<script>alert('x')</script>\" onload=\"x", 11, true);
    assertThat(sender.get("/held/" + hostile.id()).body())
        .contains("&lt;script")
        .doesNotContain("<script>alert");
    town.heldMail.answerNext(new Outcome.NotAllowed("<b>no</b>"));
    assertThat(sender.post("/held/" + hostile.id() + "/cancel").body()).doesNotContain("<b>no</b>");
  }

  @Test
  void aFormWithoutItsTokenDoesNothing() {
    assertThat(sender.postWithoutToken(page + "/cancel").statusCode()).isEqualTo(403);
    assertThat(town.now(hold).state()).isEqualTo(HoldState.HELD);
  }
}
