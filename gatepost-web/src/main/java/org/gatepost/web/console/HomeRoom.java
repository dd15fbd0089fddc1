package org.gatepost.web.console;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.gatepost.account.Role;
import org.gatepost.hold.Hold;
import org.gatepost.hold.Spool;
import org.gatepost.web.SignedIn;
import org.springframework.security.core.Authentication;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** My held mail; somebody who sends no mail is led to the first room that is theirs. */
@Controller
class HomeRoom {
  private static final int MOST = 200;

  private final Spool spool;
  private final HumanTime time;
  private final Pages pages;
  private final ConsoleSettings settings;

  HomeRoom(Spool spool, HumanTime time, Pages pages, ConsoleSettings settings) {
    this.spool = spool;
    this.time = time;
    this.pages = pages;
    this.settings = settings;
  }

  @GetMapping("/")
  ModelAndView home(
      HttpServletRequest request, Authentication authentication, RedirectAttributes flash) {
    SignedIn person = ConsoleSecurity.person(authentication);
    if (!person.is(Role.SENDER)) {
      Note.handOn(request, flash);
      return new ModelAndView("redirect:" + firstRoom(person));
    }
    List<Hold> holds = spool.ownedBy(person.login(), MOST);
    return pages.show(
        request,
        "home",
        "Your held mail",
        new HomePage(holds.stream().map(this::row).toList(), holds.size() == MOST));
  }

  private String firstRoom(SignedIn person) {
    if (person.is(Role.REVIEWER)) {
      return "/approvals";
    }
    if (person.is(Role.DATA_PROTECTION_OFFICER)) {
      return "/mail";
    }
    if (TrialOutbox.isOpenTo(person, settings)) {
      return "/outbox";
    }
    return person.is(Role.ADMINISTRATOR) ? "/accounts" : "/account";
  }

  private HomePage.Row row(Hold hold) {
    return new HomePage.Row(
        "/held/" + hold.id(),
        Words.subject(hold.subject()),
        time.at(hold.heldAt()),
        Words.people(hold.envelope().recipients().size()),
        Words.ownTag(hold),
        hold.resolution().isPresent()
            ? ""
            : Words.waitsFor(hold) + ", until " + time.at(hold.dueAt()));
  }
}
