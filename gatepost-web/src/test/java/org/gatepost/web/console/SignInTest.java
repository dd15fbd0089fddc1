package org.gatepost.web.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Set;
import org.gatepost.account.Role;
import org.gatepost.web.Passwords;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SignInTest {
  private Town town;

  @BeforeEach
  void open() {
    town = new Town();
  }

  @AfterEach
  void close() {
    town.close();
  }

  @Test
  void aPageAskedForIsShownAfterSigningIn() {
    Visitor visitor = town.visitor();
    HttpResponse<String> refused = visitor.get("/account");
    assertThat(refused.statusCode()).isEqualTo(302);
    assertThat(Visitor.location(refused)).endsWith("/sign-in");
    HttpResponse<String> welcome = visitor.signIn(Town.SENDER, Town.PASSWORD);
    assertThat(Visitor.location(welcome)).endsWith("/account");
  }

  @Test
  void aWrongPasswordAndAnUnknownNameLookTheSame() {
    HttpResponse<String> wrong = town.visitor().signIn(Town.SENDER, "not the password");
    HttpResponse<String> unknown =
        town.visitor()
            .signIn(org.gatepost.mail.Address.of("nobody@city.example"), "not the password");
    assertThat(Visitor.location(wrong)).isEqualTo(Visitor.location(unknown)).endsWith("?wrong");
    assertThat(town.visitor().get("/sign-in?wrong").body())
        .contains("<title>Error: Sign in – Gatepost</title>", "href=\"#login\"");
  }

  @Test
  void afterAWrongPasswordTheNameIsStillThereOnce() {
    Visitor visitor = town.visitor();
    HttpResponse<String> wrong = visitor.signIn(Town.SENDER, "not the password");
    assertThat(visitor.follow(wrong).body()).contains("value=\"" + Town.SENDER + "\"");
    assertThat(visitor.get("/sign-in").body()).doesNotContain(Town.SENDER.toString());
  }

  @Test
  void theSessionIsNewAfterSigningInAndItsCookieIsClosed() {
    Visitor visitor = town.visitor();
    visitor.get("/sign-in");
    String before = visitor.cookies().getFirst();
    HttpResponse<String> signedIn =
        visitor.post("/sign-in", "login", Town.SENDER.toString(), "password", Town.PASSWORD);
    assertThat(visitor.cookies()).hasSize(1).doesNotContain(before);
    assertThat(signedIn.headers().firstValue("Set-Cookie").orElseThrow())
        .contains("HttpOnly", "SameSite=Lax", "Path=/");
  }

  @Test
  void guessingIsSlowedDownEvenForTheRightPassword() {
    Visitor visitor = town.visitor();
    for (int i = 0; i < 5; i++) {
      visitor.signIn(Town.SENDER, "guess number " + i);
    }
    assertThat(Visitor.location(visitor.signIn(Town.SENDER, Town.PASSWORD))).endsWith("?too-many");
    assertThat(Visitor.location(town.visitor().signIn(Town.COLLEAGUE, Town.PASSWORD)))
        .endsWith("/");
    town.clock.advance(Duration.ofMinutes(1));
    assertThat(Visitor.location(visitor.signIn(Town.SENDER, Town.PASSWORD))).endsWith("/");
  }

  @Test
  void aFormWithoutItsTokenIsRefused() {
    Visitor visitor = town.visitor();
    visitor.get("/sign-in");
    HttpResponse<String> answer =
        visitor.postWithoutToken(
            "/sign-in", "login", Town.SENDER.toString(), "password", Town.PASSWORD);
    assertThat(answer.statusCode()).isEqualTo(403);
    assertThat(answer.body()).contains("<h1 class=\"govuk-heading-l\">You cannot do this</h1>");
  }

  @Test
  void everyPageSaysWhoseTimeItShows() {
    assertThat(town.visitor().get("/sign-in").body())
        .containsOnlyOnce("Times are those of Europe/London.");
  }

  @Test
  void whoeverHasNoMailYetIsNotToldThatNoneMatches() {
    Visitor visitor = town.signedIn(Town.SENDER);
    assertThat(visitor.get("/mail").body()).contains("There is none yet");
    assertThat(visitor.get("/mail?text=nobody").body()).contains("No mail matches");
  }

  @Test
  void signingOutEndsTheSession() {
    Visitor visitor = town.signedIn(Town.SENDER);
    visitor.get("/");
    assertThat(Visitor.location(visitor.post("/sign-out"))).endsWith("/sign-in?signed-out");
    assertThat(visitor.get("/").statusCode()).isEqualTo(302);
  }

  @Test
  void aSignInLastsAWorkingDayAtMost() {
    Visitor visitor = town.signedIn(Town.SENDER);
    assertThat(visitor.get("/").statusCode()).isEqualTo(200);
    town.clock.advance(Duration.ofHours(10));
    assertThat(visitor.get("/").statusCode()).isEqualTo(302);
  }

  @Test
  void anAccountThatIsSwitchedOffIsOutAtOnce() {
    Visitor visitor = town.signedIn(Town.SENDER);
    town.accounts.setActive(town.accountOf(Town.SENDER), false);
    assertThat(visitor.get("/").statusCode()).isEqualTo(302);
    assertThat(Visitor.location(visitor.signIn(Town.SENDER, Town.PASSWORD))).endsWith("?wrong");
  }

  @Test
  void aRoleThatIsTakenAwayCountsAtOnce() {
    Visitor visitor = town.signedIn(Town.REVIEWER);
    assertThat(visitor.get("/approvals").statusCode()).isEqualTo(200);
    town.accounts.setRoles(town.accountOf(Town.REVIEWER), Set.of(Role.SENDER));
    assertThat(visitor.get("/approvals").statusCode()).isEqualTo(403);
  }

  @Test
  void aPasswordChangedElsewhereSignsOut() {
    Visitor visitor = town.signedIn(Town.SENDER);
    town.accounts.setPassword(
        town.accountOf(Town.SENDER),
        new Passwords(town.identities).hash("another garden gate"),
        false);
    assertThat(visitor.get("/").statusCode()).isEqualTo(302);
  }

  @Test
  void aDatabaseThatDoesNotAnswerGivesAPlainPage() {
    Visitor visitor = town.signedIn(Town.SENDER);
    town.accounts.reachable(false);
    HttpResponse<String> answer = visitor.get("/");
    assertThat(answer.statusCode()).isEqualTo(503);
    assertThat(answer.body()).contains("Gatepost cannot answer now", "No mail is lost");
    assertThat(visitor.get("/readyz").statusCode()).isEqualTo(503);
    assertThat(visitor.get("/healthz").statusCode()).isEqualTo(200);
    town.accounts.reachable(true);
    assertThat(visitor.get("/").statusCode()).isEqualTo(200);
  }
}
