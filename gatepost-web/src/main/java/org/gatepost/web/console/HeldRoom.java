package org.gatepost.web.console;

import jakarta.servlet.http.HttpServletRequest;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import org.gatepost.account.Role;
import org.gatepost.delivery.Ledger;
import org.gatepost.gate.AccessLog;
import org.gatepost.hold.HeldMail.Actor;
import org.gatepost.hold.HeldMail.Outcome;
import org.gatepost.hold.Hold;
import org.gatepost.hold.Spool;
import org.gatepost.mail.Address;
import org.gatepost.web.SignedIn;
import org.gatepost.web.console.HoldPage.Viewer;
import org.springframework.security.core.Authentication;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/**
 * A held message, for its sender. A data-protection officer who gave a reason may look as well. To
 * everybody else it does not exist.
 */
@Controller
@RequestMapping("/held/{id}")
class HeldRoom {
  private final Spool spool;
  private final HoldPages views;
  private final RecipientsForm recipients;
  private final Deciding deciding;
  private final Ledger ledger;
  private final MessageWords words;
  private final LookBook looks;
  private final InstantSource clock;
  private final HumanTime time;
  private final Pages pages;

  HeldRoom(
      Spool spool,
      HoldPages views,
      RecipientsForm recipients,
      Deciding deciding,
      Ledger ledger,
      MessageWords words,
      LookBook looks,
      InstantSource clock,
      HumanTime time,
      Pages pages) {
    this.spool = spool;
    this.views = views;
    this.recipients = recipients;
    this.deciding = deciding;
    this.ledger = ledger;
    this.words = words;
    this.looks = looks;
    this.clock = clock;
    this.time = time;
    this.pages = pages;
  }

  @GetMapping
  ModelAndView held(
      @PathVariable String id, HttpServletRequest request, Authentication authentication) {
    SignedIn person = ConsoleSecurity.person(authentication);
    Seen seen = seen(id, request, person);
    if (seen.viewer() == Viewer.OFFICER) {
      looks.note(person, AccessLog.Kind.HOLD, seen.hold().id(), false, seen.reason());
    }
    return pages.show(
        request,
        "hold",
        title(seen.hold()),
        views.of(seen.hold(), seen.viewer(), base(seen.hold())));
  }

  @GetMapping("/message")
  ModelAndView message(
      @PathVariable String id, HttpServletRequest request, Authentication authentication) {
    SignedIn person = ConsoleSecurity.person(authentication);
    Seen seen = seen(id, request, person);
    Hold hold = seen.hold();
    looks.note(person, AccessLog.Kind.HOLD, hold.id(), true, seen.reason());
    return pages.show(
        request,
        "held-message",
        title(hold),
        new HeldMessagePage(
            base(hold),
            Words.subject(hold.subject()),
            words.read(ledger.open(hold.content()), false)));
  }

  @GetMapping("/people")
  ModelAndView people(
      @PathVariable String id, HttpServletRequest request, Authentication authentication) {
    SignedIn person = ConsoleSecurity.person(authentication);
    Seen seen = seen(id, request, person);
    if (seen.viewer() == Viewer.OFFICER) {
      looks.note(person, AccessLog.Kind.HOLD, seen.hold().id(), false, seen.reason());
    }
    return pages.show(
        request, "people", "Who is concerned", people(seen.hold(), base(seen.hold()), request));
  }

  static PeoplePage people(Hold hold, String base, HttpServletRequest request) {
    List<Address> all = HoldPages.concerned(hold);
    Paging paging = Paging.of(request, all.size(), base + "/people?page=");
    return new PeoplePage(
        base,
        Words.subject(hold.subject()),
        Words.people(all.size()),
        paging.cut(all).stream().map(Address::toString).toList(),
        paging);
  }

  @GetMapping("/recipients")
  ModelAndView recipients(
      @PathVariable String id, HttpServletRequest request, Authentication authentication) {
    Hold hold = mine(id, authentication);
    if (hold.resolution().isPresent()) {
      return new ModelAndView("redirect:" + base(hold));
    }
    return pages.show(
        request, "recipients", "Recipients", recipients.page(hold, base(hold), request));
  }

  @PostMapping("/recipients")
  ModelAndView change(
      @PathVariable String id,
      HttpServletRequest request,
      Authentication authentication,
      RedirectAttributes flash) {
    Hold hold = mine(id, authentication);
    RecipientsForm.Read form = recipients.read(hold, base(hold), request);
    if (!form.problems().isEmpty()) {
      return pages.refuse(request, "recipients", "Recipients", form.page(), form.problems());
    }
    Actor actor = actor(ConsoleSecurity.person(authentication));
    Outcome outcome = deciding.change(hold, actor, form.change());
    return answer(Choice.RECIPIENTS, outcome, hold, request, flash);
  }

  @PostMapping("/{choice:copies|correct|cancel|as-is|drop-bcc|ask}")
  ModelAndView decide(
      @PathVariable String id,
      @PathVariable("choice") String name,
      HttpServletRequest request,
      Authentication authentication,
      RedirectAttributes flash) {
    Hold hold = mine(id, authentication);
    Choice choice = Choice.parse(name).orElseThrow(Missing::new);
    List<Problem> problems = Deciding.problems(choice, request);
    if (!problems.isEmpty()) {
      return again(hold, List.of(), problems, request);
    }
    Actor actor = actor(ConsoleSecurity.person(authentication));
    return answer(choice, deciding.carryOut(choice, hold, actor, request), hold, request, flash);
  }

  private ModelAndView answer(
      Choice choice,
      Outcome outcome,
      Hold hold,
      HttpServletRequest request,
      RedirectAttributes flash) {
    return switch (outcome) {
      case Outcome.Done() -> to(hold.id(), choice.note(pages.trial()), flash);
      case Outcome.HeldAgain(UUID successor) ->
          to(successor, Choice.HELD_AGAIN.note(pages.trial()), flash);
      case Outcome.Ended() ->
          to(
              hold.id(),
              Note.important(
                  "It was decided before",
                  "What you chose was not done. This page says how it ended."),
              flash);
      case Outcome.CannotSplit(var obstacles) ->
          again(
              hold,
              obstacles.stream().map(one -> one.where() + ": " + one.because()).toList(),
              List.of(
                  new Problem(
                      "split", "This message cannot be sent as individual copies as it is")),
              request);
      case Outcome.NotAllowed(String because) ->
          again(hold, List.of(), List.of(new Problem("offers", because)), request);
    };
  }

  private static ModelAndView to(UUID hold, Note note, RedirectAttributes flash) {
    flash.addFlashAttribute(Note.KEY, note);
    return new ModelAndView("redirect:/held/" + hold);
  }

  private ModelAndView again(
      Hold hold, List<String> obstacles, List<Problem> problems, HttpServletRequest request) {
    HoldPage page = views.of(hold, Viewer.OWNER, base(hold));
    return pages.refuse(
        request, "hold", title(hold), page.with(obstacles, ReasonForm.typed(request)), problems);
  }

  @GetMapping("/deliveries")
  ModelAndView deliveries(
      @PathVariable String id, HttpServletRequest request, Authentication authentication) {
    Hold hold = mine(id, authentication);
    String base = base(hold);
    return pages.show(
        request,
        "deliveries",
        "Where the copies are",
        DeliveriesPage.of(hold, base, views.copies(hold), request, time, pages.trial()));
  }

  private static Actor actor(SignedIn person) {
    return new Actor(person.login(), person.is(Role.REVIEWER), false);
  }

  /** A held message that somebody may look at, and why. */
  private record Seen(Hold hold, Viewer viewer, String reason) {}

  private Seen seen(String id, HttpServletRequest request, SignedIn person) {
    Hold hold = spool.find(Ids.parse(id)).orElseThrow(Missing::new);
    if (isOwn(hold, person)) {
      return new Seen(hold, Viewer.OWNER, "");
    }
    return OfficersReason.now(request, person, clock.instant())
        .map(reason -> new Seen(hold, Viewer.OFFICER, reason.words()))
        .orElseThrow(Missing::new);
  }

  private Hold mine(String id, Authentication authentication) {
    SignedIn person = ConsoleSecurity.person(authentication);
    return spool.find(Ids.parse(id)).filter(hold -> isOwn(hold, person)).orElseThrow(Missing::new);
  }

  private static boolean isOwn(Hold hold, SignedIn person) {
    return person.is(Role.SENDER) && hold.owner().map(person::isMe).orElse(false);
  }

  static String title(Hold hold) {
    return Words.subject(hold.subject());
  }

  static String base(Hold hold) {
    return "/held/" + hold.id();
  }
}
