package org.gatepost.web.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** In a trial nothing is sent, and no page says that it was. */
class TrialWordsTest {
  private static final String[] SENT = {
    "on their way", "on its way", "It was sent", ">Sent", "Handed over", "mail server took it"
  };

  @Test
  void whatATrialKeepsIsNotSaidToBeSent() {
    try (Town town = new Town(Town.settings(true))) {
      Scenes scenes = new Scenes(town);
      for (String page : pages(town, scenes)) {
        assertThat(page).contains("trial outbox").doesNotContain(SENT);
      }
    }
  }

  @Test
  void whatReallyLeavesIsSaidToBeSent() {
    try (Town town = new Town(Town.settings(false))) {
      Scenes scenes = new Scenes(town);
      for (String page : pages(town, scenes)) {
        assertThat(page).containsAnyOf(SENT).doesNotContain("trial outbox");
      }
    }
  }

  private static List<String> pages(Town town, Scenes scenes) {
    Visitor sender = town.signedIn(Town.SENDER);
    String released = "/held/" + scenes.released.id();
    return List.of(
        sender.get(released).body(),
        sender.get(released + "/deliveries").body(),
        sender.get("/mail").body(),
        sender.get("/mail/" + scenes.clean.id()).body(),
        sender.get("/h/done?as=copies").body(),
        sender.get("/h/done?as=as-is").body(),
        sender.get("/h/done?as=recipients").body(),
        sender.get("/h/done?as=drop-bcc").body());
  }
}
