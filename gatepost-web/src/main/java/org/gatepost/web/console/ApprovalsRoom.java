package org.gatepost.web.console;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.stream.Stream;
import org.gatepost.delivery.Composer;
import org.gatepost.hold.Awaiting;
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
 * Mail that waits for a second person. A reviewer sees to whom it goes and what is wrong, which is
 * what the decision is about; body and attachments stay with the sender. Nobody decides on their
 * own message here, and what waits for its sender is not shown.
 */
@Controller
@RequestMapping("/approvals")
class ApprovalsRoom {
  private static final int MOST = 200;

  private final Spool spool;
  private final HoldPages views;
  private final Deciding deciding;
  private final HumanTime time;
  private final Pages pages;

  ApprovalsRoom(Spool spool, HoldPages views, Deciding deciding, HumanTime time, Pages pages) {
    this.spool = spool;
    this.views = views;
    this.deciding = deciding;
    this.time = time;
    this.pages = pages;
  }

  @GetMapping
  ModelAndView approvals(HttpServletRequest request, Authentication authentication) {
    SignedIn person = ConsoleSecurity.person(authentication);
    List<Hold> waiting = spool.forReviewers(MOST);
    return pages.show(
        request,
        "approvals",
        "Approvals",
        new ApprovalsPage(
            waiting.stream().map(hold -> row(hold, person)).toList(), waiting.size() == MOST));
  }

  private ApprovalsPage.Row row(Hold hold, SignedIn person) {
    return new ApprovalsPage.Row(
        isOwn(hold, person) ? "" : "/approvals/" + hold.id(),
        Words.subject(hold.subject()),
        hold.owner()
            .or(() -> hold.envelope().reversePath().mailbox())
            .map(Address::toString)
            .orElse("a program"),
        Words.people(hold.envelope().recipients().size()),
        time.at(hold.heldAt()),
        time.at(hold.dueAt()));
  }

  @GetMapping("/{id}")
  ModelAndView approval(
      @PathVariable String id, HttpServletRequest request, Authentication authentication) {
    Hold hold = others(id, authentication);
    return pages.show(
        request, "hold", HeldRoom.title(hold), views.of(hold, Viewer.REVIEWER, base(hold)));
  }

  @GetMapping("/{id}/people")
  ModelAndView people(
      @PathVariable String id, HttpServletRequest request, Authentication authentication) {
    Hold hold = others(id, authentication);
    return pages.show(
        request, "people", "Who is concerned", HeldRoom.people(hold, base(hold), request));
  }

  @PostMapping("/{id}/{choice:approve|approve-as-is|decline}")
  ModelAndView decide(
      @PathVariable String id,
      @PathVariable("choice") String name,
      HttpServletRequest request,
      Authentication authentication,
      RedirectAttributes flash) {
    Hold hold = others(id, authentication);
    Choice choice = Choice.parse(name).orElseThrow(Missing::new);
    List<Problem> problems = Deciding.problems(choice, request);
    if (!problems.isEmpty()) {
      return again(hold, problems, request);
    }
    Actor actor = new Actor(ConsoleSecurity.person(authentication).login(), true, false);
    return switch (deciding.carryOut(choice, hold, actor, request)) {
      case Outcome.Done() -> back(choice.note(pages.trial()), flash);
      case Outcome.HeldAgain _ -> back(Choice.HELD_AGAIN.note(pages.trial()), flash);
      case Outcome.Ended() ->
          back(
              Note.important(
                  "It was decided before", "What you chose was not done: somebody was faster."),
              flash);
      case Outcome.CannotSplit(var obstacles) ->
          again(
              hold,
              Stream.concat(
                      Stream.of("It cannot be sent as individual copies"),
                      obstacles.stream().map(Composer.Obstacle::because))
                  .distinct()
                  .map(text -> new Problem("offers", text))
                  .toList(),
              request);
      case Outcome.NotAllowed(String because) ->
          again(hold, List.of(new Problem("offers", because)), request);
    };
  }

  private static ModelAndView back(Note note, RedirectAttributes flash) {
    flash.addFlashAttribute(Note.KEY, note);
    return new ModelAndView("redirect:/approvals");
  }

  private ModelAndView again(Hold hold, List<Problem> problems, HttpServletRequest request) {
    return pages.refuse(
        request,
        "hold",
        HeldRoom.title(hold),
        views.of(hold, Viewer.REVIEWER, base(hold)).with(List.of(), ReasonForm.typed(request)),
        problems);
  }

  /** A hold that a reviewer may look at: it waits for one, or waited, and is not their own. */
  private Hold others(String id, Authentication authentication) {
    SignedIn person = ConsoleSecurity.person(authentication);
    return spool
        .find(Ids.parse(id))
        .filter(hold -> hold.awaiting() == Awaiting.REVIEWER || hold.owner().isEmpty())
        .filter(hold -> !isOwn(hold, person))
        .orElseThrow(Missing::new);
  }

  private static boolean isOwn(Hold hold, SignedIn person) {
    return hold.owner()
        .or(() -> hold.envelope().reversePath().mailbox())
        .map(person::isMe)
        .orElse(false);
  }

  private static String base(Hold hold) {
    return "/approvals/" + hold.id();
  }
}
