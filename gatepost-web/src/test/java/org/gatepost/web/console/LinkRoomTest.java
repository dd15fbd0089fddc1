package org.gatepost.web.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import org.gatepost.delivery.Composer;
import org.gatepost.hold.Awaiting;
import org.gatepost.hold.HeldMail.Outcome;
import org.gatepost.hold.Hold;
import org.gatepost.hold.HoldState;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LinkRoomTest {
  private Town town;
  private Visitor visitor;

  @BeforeEach
  void open() {
    town = new Town();
    visitor = town.visitor();
  }

  @AfterEach
  void close() {
    town.close();
  }

  @Test
  void openingALinkAnyNumberOfTimesDoesNothing() {
    Hold hold = town.openAudience(Town.SENDER, 500);
    String link = town.link(hold);
    for (String path : List.of(link, link + "/recipients", link + "/people")) {
      assertThat(visitor.get(path).statusCode()).isEqualTo(200);
      assertThat(visitor.head(path).statusCode()).isEqualTo(200);
    }
    assertThat(visitor.get(link + "/copies").statusCode()).isEqualTo(405);
    assertThat(visitor.get(link + "/cancel").statusCode()).isEqualTo(405);
    assertThat(town.heldMail.calls()).isEmpty();
    assertThat(town.now(hold)).isEqualTo(hold);
  }

  @Test
  void theLinkPageSaysWhatIsWrongAndShowsNoContent() {
    Hold hold = town.openAudience(Town.SENDER, 500);
    String page = visitor.get(town.link(hold)).body();
    assertThat(page)
        .contains("500 people outside your organisation would see each other")
        .contains("family010@post.example", "and 490 more")
        .doesNotContain("family011@post.example", "swimming", "programme.pdf", "/message");
  }

  @Test
  void theLinkPageStaysOutOfCachesSearchesAndReferrers() {
    HttpResponse<String> page = visitor.get(town.link(town.openAudience(Town.SENDER, 12)));
    assertThat(page.headers().firstValue("Cache-Control")).hasValue("no-store");
    assertThat(page.headers().firstValue("Referrer-Policy")).hasValue("no-referrer");
    assertThat(page.headers().firstValue("X-Robots-Tag").orElse("")).contains("noindex");
    assertThat(page.headers().firstValue("Content-Security-Policy").orElse(""))
        .contains("default-src 'none'")
        .doesNotContain("unsafe");
    assertThat(page.headers().allValues("Set-Cookie")).isEmpty();
  }

  @Test
  void copiesAreSentWithOnePostAndTheLinkIsSpent() {
    Hold hold = town.openAudience(Town.SENDER, 500);
    HttpResponse<String> answer = visitor.post(town.link(hold) + "/copies");
    assertThat(answer.statusCode()).isEqualTo(302);
    assertThat(visitor.follow(answer).body())
        .contains("Individual copies go to the trial outbox")
        .doesNotContain("Summer programme");
    assertThat(town.now(hold).state()).isEqualTo(HoldState.RELEASED);
    assertThat(town.heldMail.calls())
        .singleElement()
        .asString()
        .contains("copies " + hold.id(), "reviewer=false", "byLink=true");
    assertThat(visitor.post(town.link(hold) + "/copies").statusCode()).isEqualTo(410);
  }

  @Test
  void unknownForgedSpentLateAndForeignLinksLookTheSame() {
    Hold spent = town.openAudience(Town.SENDER, 12);
    visitor.post(town.link(spent) + "/cancel");
    Hold late = town.openAudience(Town.SENDER, 12);
    Hold asked = town.held(Town.SENDER, Awaiting.REVIEWER, "For two", 12, true);
    Hold open = town.openAudience(Town.SENDER, 12);
    String forged = town.link(open).substring(0, town.link(open).length() - 2) + "AA";
    String first = visitor.get("/h/nonsense").body();
    assertThat(visitor.get(town.link(spent)).body()).isEqualTo(first);
    assertThat(visitor.get(forged).body()).isEqualTo(first);
    assertThat(visitor.get(town.link(asked)).body()).isEqualTo(first);
    town.clock.advance(Duration.ofDays(6));
    assertThat(visitor.get(town.link(late)).body()).isEqualTo(first);
    assertThat(visitor.post(town.link(late) + "/copies").statusCode()).isEqualTo(410);
    assertThat(town.heldMail.calls()).hasSize(1);
  }

  @Test
  void aReasonIsAskedForBeforeItIsSentAsItIs() {
    Hold hold = town.openAudience(Town.SENDER, 12);
    HttpResponse<String> empty = visitor.post(town.link(hold) + "/as-is", "reason", "  ");
    assertThat(empty.statusCode()).isEqualTo(422);
    assertThat(empty.body()).contains("href=\"#as-is-reason\"", "<title>Error: ");
    assertThat(town.heldMail.calls()).isEmpty();
    HttpResponse<String> given =
        visitor.post(town.link(hold) + "/as-is", "reason", "They all know each other.");
    assertThat(given.statusCode()).isEqualTo(302);
    assertThat(town.heldMail.calls().getFirst()).contains("They all know each other.");
  }

  @Test
  void whereASplitIsImpossibleTheLinkSaysHowManyPlacesOnly() {
    Hold hold = town.openAudience(Town.SENDER, 12);
    town.heldMail.answerNext(
        new Outcome.CannotSplit(
            List.of(new Composer.Obstacle("line 3", "names family002@post.example"))));
    HttpResponse<String> answer = visitor.post(town.link(hold) + "/copies");
    assertThat(answer.statusCode()).isEqualTo(422);
    assertThat(answer.body()).contains("one place").doesNotContain("line 3");
    assertThat(town.now(hold).state()).isEqualTo(HoldState.HELD);
  }

  @Test
  void whatIsNotAllowedSaysWhyAndALostRaceGivesTheFriendlyPage() {
    Hold hold = town.openAudience(Town.SENDER, 12);
    town.heldMail.answerNext(new Outcome.NotAllowed("The policy does not offer this."));
    assertThat(visitor.post(town.link(hold) + "/copies").body())
        .contains("The policy does not offer this.");
    town.heldMail.answerNext(new Outcome.Ended());
    assertThat(visitor.post(town.link(hold) + "/copies").statusCode()).isEqualTo(410);
  }

  @Test
  void aLinkGivesNoReviewersPowers() {
    Hold hold = town.openAudience(Town.SENDER, 12);
    assertThat(visitor.post(town.link(hold) + "/approve").statusCode()).isEqualTo(404);
    assertThat(visitor.post(town.link(hold) + "/decline", "reason", "no").statusCode())
        .isEqualTo(404);
    assertThat(town.heldMail.calls()).isEmpty();
  }

  @Test
  void aFormFromAnotherSiteIsRefusedWhereTheBrowserSaysSo() {
    Hold hold = town.openAudience(Town.SENDER, 12);
    assertThat(visitor.postFrom("cross-site", town.link(hold) + "/copies").statusCode())
        .isEqualTo(403);
    assertThat(visitor.postFrom("same-origin", town.link(hold) + "/copies").statusCode())
        .isEqualTo(302);
  }

  @Test
  void undoIsOfferedWhileTheTimerRuns() {
    Hold hold = town.held(Town.SENDER, Awaiting.TIMER, "In a minute", 2, true);
    assertThat(visitor.get(town.link(hold)).body()).contains("Until then it can be stopped");
    assertThat(visitor.post(town.link(hold) + "/cancel").statusCode()).isEqualTo(302);
    assertThat(town.now(hold).state()).isEqualTo(HoldState.CANCELLED);
  }
}
