package org.gatepost.web.console;

import java.util.ArrayList;
import java.util.List;
import org.gatepost.mail.Address;

/** Every page there is, with somebody who may see it. */
final class PageTour {
  private PageTour() {}

  /**
   * One stop.
   *
   * @param person who is signed in; null for nobody
   */
  record Stop(String name, @org.jspecify.annotations.Nullable Address person, String path) {}

  static List<Stop> of(Town town, Scenes scenes) {
    List<Stop> stops = new ArrayList<>();
    stops.add(new Stop("sign-in", null, "/sign-in"));
    stops.add(new Stop("sign-in-wrong", null, "/sign-in?wrong"));
    stops.add(new Stop("link", null, town.link(scenes.open)));
    stops.add(new Stop("link-recipients", null, town.link(scenes.open) + "/recipients?q=00"));
    stops.add(new Stop("link-people", null, town.link(scenes.open) + "/people"));
    stops.add(new Stop("link-timer", null, town.link(scenes.timer)));
    stops.add(new Stop("link-done", null, "/h/done?as=copies"));
    stops.add(new Stop("link-gone", null, "/h/nonsense"));
    stops.add(new Stop("home", Town.SENDER, "/"));
    stops.add(new Stop("home-empty", Town.AUTHOR, "/account"));
    stops.add(new Stop("hold-open", Town.SENDER, "/held/" + scenes.open.id()));
    stops.add(new Stop("hold-message", Town.SENDER, "/held/" + scenes.open.id() + "/message"));
    stops.add(
        new Stop("hold-recipients", Town.SENDER, "/held/" + scenes.open.id() + "/recipients"));
    stops.add(new Stop("hold-released", Town.SENDER, "/held/" + scenes.released.id()));
    stops.add(
        new Stop("hold-deliveries", Town.SENDER, "/held/" + scenes.released.id() + "/deliveries"));
    stops.add(new Stop("hold-cancelled", Town.SENDER, "/held/" + scenes.cancelled.id()));
    stops.add(new Stop("hold-asked", Town.SENDER, "/held/" + scenes.asked.id()));
    stops.add(new Stop("mail", Town.SENDER, "/mail"));
    stops.add(new Stop("mail-wrong-date", Town.SENDER, "/mail?from=soon"));
    stops.add(new Stop("judged-held", Town.SENDER, "/mail/" + scenes.held.id()));
    stops.add(new Stop("judged-unknown", Town.SENDER, "/mail/" + scenes.unknown.id()));
    stops.add(new Stop("outbox", Town.SENDER, "/outbox"));
    stops.add(
        new Stop("kept-copy", Town.SENDER, "/outbox/" + scenes.copy + "/family001@post.example"));
    stops.add(new Stop("kept-notice", Town.SENDER, "/outbox/" + scenes.notice + "/" + Town.SENDER));
    stops.add(new Stop("account", Town.SENDER, "/account"));
    stops.add(new Stop("password", Town.SENDER, "/account/password"));
    stops.add(new Stop("not-found", Town.SENDER, "/mail/nothing"));
    stops.add(new Stop("forbidden", Town.SENDER, "/accounts"));
    stops.add(new Stop("approvals", Town.REVIEWER, "/approvals"));
    stops.add(new Stop("approval", Town.REVIEWER, "/approvals/" + scenes.asked.id()));
    stops.add(new Stop("officers-reason", Town.OFFICER, "/mail/others/reason"));
    stops.add(new Stop("accounts", Town.ADMINISTRATOR, "/accounts"));
    stops.add(new Stop("account-new", Town.ADMINISTRATOR, "/accounts/new"));
    stops.add(
        new Stop(
            "account-edit", Town.ADMINISTRATOR, "/accounts/" + town.accountOf(Town.COLLEAGUE)));
    stops.add(new Stop("outbox-administrator", Town.ADMINISTRATOR, "/outbox"));
    stops.add(new Stop("first-password", Town.NEWCOMER, "/"));
    return stops;
  }
}
