package org.gatepost.web.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.gatepost.account.Account;
import org.gatepost.account.Role;
import org.gatepost.gate.AccessLog;
import org.gatepost.mail.Address;
import org.gatepost.web.FirstAdministrator;
import org.gatepost.web.Passwords;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AccountsTest {
  private static final Pattern SECRET = Pattern.compile("<p class=\"gp-secret\">([^<]+)</p>");
  private static final Address NEW = Address.of("lea.sommer@city.example");

  private Town town;
  private Visitor administrator;

  @BeforeEach
  void open() {
    town = new Town();
    administrator = town.signedIn(Town.ADMINISTRATOR);
    administrator.get("/accounts/new");
  }

  @AfterEach
  void close() {
    town.close();
  }

  private static String secret(HttpResponse<String> page) {
    Matcher matcher = SECRET.matcher(page.body());
    assertThat(matcher.find()).isTrue();
    return matcher.group(1);
  }

  @Test
  void whoeverIsLedToAnotherRoomStillHearsThatThePasswordIsChanged() {
    for (Address person : List.of(Town.ADMINISTRATOR, Town.OFFICER, Town.SENDER)) {
      town.accounts.setPassword(
          town.accountOf(person), new Passwords(town.identities).hash(Town.PASSWORD), true);
      Visitor visitor = town.signedIn(person);
      visitor.get("/account/password");
      HttpResponse<String> answer =
          visitor.post(
              "/account/password", "current", Town.PASSWORD, "new", "seven green bicycles");
      for (int redirects = 0; answer.statusCode() == 302 && redirects < 5; redirects++) {
        answer = visitor.follow(answer);
      }
      assertThat(answer.body()).contains("Your password is changed");
    }
  }

  @Test
  void aNewAccountsPasswordIsShownOnceAndMustBeChanged() {
    HttpResponse<String> added =
        administrator.post(
            "/accounts/new", "login", NEW.toString(), "name", "Lea Sommer", "roles", "sender");
    String password = secret(administrator.follow(added));
    assertThat(administrator.get("/accounts").body()).doesNotContain(password);
    Visitor lea = town.visitor();
    lea.signIn(NEW, password);
    assertThat(Visitor.location(lea.get("/"))).endsWith("/account/password");
    assertThat(lea.get("/mail").statusCode()).isEqualTo(302);
    lea.get("/account/password");
    HttpResponse<String> changed =
        lea.post("/account/password", "current", password, "new", "seven green bicycles");
    assertThat(Visitor.location(changed)).endsWith("/");
    assertThat(lea.get("/").statusCode()).isEqualTo(200);
  }

  @Test
  void aTakenOrMalformedNameIsSentBack() {
    assertThat(
            administrator
                .post("/accounts/new", "login", Town.SENDER.toString(), "name", "Again")
                .body())
        .contains("There is an account of that name already");
    assertThat(administrator.post("/accounts/new", "login", "lea", "name", "").body())
        .contains("href=\"#login\"", "href=\"#name\"");
  }

  @Test
  void rolesAreSetAndAPasswordIsReset() {
    String base = "/accounts/" + town.accountOf(Town.COLLEAGUE);
    administrator.follow(
        administrator.post(base + "/roles", "roles", "reviewer", "roles", "sender"));
    assertThat(town.accounts.find(Town.COLLEAGUE).orElseThrow().roles())
        .isEqualTo(Set.of(Role.SENDER, Role.REVIEWER));
    String password = secret(administrator.follow(administrator.post(base + "/reset")));
    Visitor colleague = town.visitor();
    assertThat(Visitor.location(colleague.signIn(Town.COLLEAGUE, Town.PASSWORD)))
        .endsWith("?wrong");
    colleague.signIn(Town.COLLEAGUE, password);
    assertThat(Visitor.location(colleague.get("/"))).endsWith("/account/password");
  }

  @Test
  void anAdministratorWhoIsResetFromOutsideIsSignedOutAndChoosesAPassword(@TempDir Path folder)
      throws IOException {
    Account lost = town.accounts.find(Town.ADMINISTRATOR).orElseThrow();
    Path file =
        FirstAdministrator.reset(
            lost,
            town.accounts,
            town.accessLog,
            "lost",
            town.identities,
            town.clock.instant(),
            folder);
    assertThat(Visitor.location(administrator.get("/accounts"))).contains("/sign-in");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    assertThat(town.accessLog.at(lost.id(), 10))
        .singleElement()
        .satisfies(look -> assertThat(look.kind()).isEqualTo(AccessLog.Kind.ACCOUNT));
    String password = Files.readString(file).split("password: +", 2)[1].strip();
    Visitor back = town.visitor();
    assertThat(Visitor.location(back.signIn(Town.ADMINISTRATOR, Town.PASSWORD))).endsWith("?wrong");
    back.signIn(Town.ADMINISTRATOR, password);
    assertThat(Visitor.location(back.get("/"))).endsWith("/account/password");
  }

  @Test
  void anAccountIsSwitchedOffAndOn() {
    String base = "/accounts/" + town.accountOf(Town.COLLEAGUE);
    administrator.post(base + "/switch-off");
    assertThat(town.accounts.find(Town.COLLEAGUE).map(Account::active)).hasValue(false);
    administrator.post(base + "/switch-on");
    assertThat(town.accounts.find(Town.COLLEAGUE).map(Account::active)).hasValue(true);
  }

  @Test
  void nobodyLocksThemselvesOut() {
    String own = "/accounts/" + town.accountOf(Town.ADMINISTRATOR);
    assertThat(administrator.post(own + "/switch-off").statusCode()).isEqualTo(422);
    assertThat(administrator.post(own + "/roles", "roles", "sender").statusCode()).isEqualTo(422);
    assertThat(administrator.post(own + "/reset").statusCode()).isEqualTo(422);
    assertThat(administrator.get("/accounts").statusCode()).isEqualTo(200);
  }

  @Test
  void aPasswordMustBeLongUnlikeTheNameAndNotACommonOne() {
    Visitor sender = town.signedIn(Town.SENDER);
    sender.get("/account/password");
    for (String weak :
        java.util.List.of(
            "short", "passwordpassword", Town.SENDER.toString(), "aaaaaaaaaaaaaaaa")) {
      assertThat(
              sender.post("/account/password", "current", Town.PASSWORD, "new", weak).statusCode())
          .as(weak)
          .isEqualTo(422);
    }
    assertThat(
            sender
                .post("/account/password", "current", "wrong", "new", "seven green bicycles")
                .body())
        .contains("Enter the password that you use now");
    Visitor elsewhere = town.signedIn(Town.SENDER);
    sender.post("/account/password", "current", Town.PASSWORD, "new", "seven green bicycles");
    assertThat(sender.get("/account").statusCode()).isEqualTo(200);
    assertThat(elsewhere.get("/account").statusCode()).isEqualTo(302);
  }

  @Test
  void mailProgramsGetPasswordsOfTheirOwnWithOneSalt() {
    Visitor sender = town.signedIn(Town.SENDER);
    sender.get("/account");
    String first =
        secret(sender.follow(sender.post("/account/app-passwords", "label", "Thunderbird")));
    sender.follow(sender.post("/account/app-passwords", "label", "Telephone"));
    var verifiers = town.accounts.verifiers(Town.SENDER);
    assertThat(verifiers).hasSize(2);
    assertThat(verifiers.get(0).salt()).isEqualTo(verifiers.get(1).salt());
    assertThat(verifiers.get(0).storedKey()).isNotEqualTo(verifiers.get(1).storedKey());
    assertThat(sender.get("/account").body()).contains("Thunderbird").doesNotContain(first);
    assertThat(sender.post("/account/app-passwords", "label", " ").statusCode()).isEqualTo(422);
    var kept = town.accounts.appPasswords(town.accountOf(Town.SENDER));
    Visitor colleague = town.signedIn(Town.COLLEAGUE);
    colleague.get("/account");
    colleague.post("/account/app-passwords/" + kept.getFirst().id() + "/remove");
    assertThat(town.accounts.verifiers(Town.SENDER)).hasSize(2);
    sender.post("/account/app-passwords/" + kept.getFirst().id() + "/remove");
    assertThat(town.accounts.verifiers(Town.SENDER)).hasSize(1);
  }
}
