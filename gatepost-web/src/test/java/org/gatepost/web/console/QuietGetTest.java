package org.gatepost.web.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.gatepost.mail.Address;
import org.junit.jupiter.api.Test;

/** Looking changes nothing: neither GET nor HEAD, at no door, for nobody. */
class QuietGetTest {
  @Test
  void noGetAndNoHeadActs() {
    try (Town town = new Town()) {
      Scenes scenes = new Scenes(town);
      List<String> paths = new ArrayList<>();
      PageTour.of(town, scenes).forEach(stop -> paths.add(stop.path()));
      for (String base :
          List.of("/held/" + scenes.open.id(), town.link(scenes.open), town.link(scenes.timer))) {
        for (String choice : List.of("copies", "cancel", "as-is", "drop-bcc", "ask")) {
          paths.add(base + "/" + choice + "?reason=because");
        }
        paths.add(base + "/recipients?remove=family001@post.example");
      }
      paths.add("/approvals/" + scenes.asked.id() + "/approve");
      paths.add("/approvals/" + scenes.asked.id() + "/decline?reason=because");
      String account = "/accounts/" + town.accountOf(Town.COLLEAGUE);
      for (String door : List.of("/roles", "/reset", "/switch-off", "/switch-on")) {
        paths.add(account + door);
      }
      paths.add("/accounts/new?login=x@city.example&name=X");
      paths.add("/account/app-passwords?label=x");
      List<Object> before = state(town);
      for (Address person : List.of(Town.SENDER, Town.REVIEWER, Town.OFFICER, Town.ADMINISTRATOR)) {
        Visitor visitor = town.signedIn(person);
        for (String path : paths) {
          visitor.get(path);
          visitor.head(path);
        }
        // Signing out by a link is a GET as well.
        visitor.get("/sign-out");
        assertThat(visitor.get("/account").statusCode()).isEqualTo(200);
      }
      assertThat(state(town)).isEqualTo(before);
    }
  }

  private static List<Object> state(Town town) {
    return List.of(
        town.heldMail.calls(),
        town.spool.all(),
        town.ledger.orders(),
        town.accounts.all(),
        town.accounts.all().stream()
            .map(account -> town.accounts.passwordHash(account.login()))
            .toList(),
        town.accounts.all().stream()
            .map(account -> town.accounts.appPasswords(account.id()))
            .toList(),
        town.outbox.count());
  }
}
