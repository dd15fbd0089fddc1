package org.gatepost.web.console;

import jakarta.servlet.http.HttpServletRequest;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.gatepost.hold.Awaiting;
import org.gatepost.hold.HeldMail.Actor;
import org.gatepost.hold.HeldMail.Outcome;
import org.gatepost.hold.Hold;
import org.gatepost.hold.HoldState;
import org.gatepost.hold.HoldTokens;
import org.gatepost.hold.Spool;
import org.gatepost.mail.Address;
import org.gatepost.web.console.HoldPage.Viewer;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.ModelAndView;

/**
 * The page behind the link in a notice: the owner's choices for one held message, without signing
 * in. A GET only shows, however often a scanner or a browser's preview opens it; a POST acts, once,
 * and spends the link. Neither body nor attachments are shown here.
 *
 * <p>There is no session, so there is no cookie that another site could make a browser send along;
 * the path holds 256 secret bits (under a MAC) that whoever sends the form must know. That is what
 * a form token is for, so none is added. A link that is unknown, forged, spent or ended gives one
 * and the same page.
 */
@Controller
@RequestMapping("/h")
class LinkRoom {
  private final HoldTokens tokens;
  private final Spool spool;
  private final HoldPages views;
  private final RecipientsForm recipients;
  private final Deciding deciding;
  private final InstantSource clock;
  private final Pages pages;

  LinkRoom(
      HoldTokens tokens,
      Spool spool,
      HoldPages views,
      RecipientsForm recipients,
      Deciding deciding,
      InstantSource clock,
      Pages pages) {
    this.tokens = tokens;
    this.spool = spool;
    this.views = views;
    this.recipients = recipients;
    this.deciding = deciding;
    this.clock = clock;
    this.pages = pages;
  }

  /** A held message that a link opens now. */
  private record Opened(Hold hold, Address owner, String base) {
    Actor actor() {
      return new Actor(owner, false, true);
    }
  }

  @GetMapping("/{token}")
  ModelAndView show(@PathVariable String token, HttpServletRequest request) {
    return opened(token, request, opened -> page(opened, request));
  }

  @GetMapping("/{token}/people")
  ModelAndView people(@PathVariable String token, HttpServletRequest request) {
    return opened(
        token,
        request,
        opened ->
            pages.show(
                request,
                "people",
                "Who is concerned",
                HeldRoom.people(opened.hold(), opened.base(), request)));
  }

  @GetMapping("/{token}/recipients")
  ModelAndView recipients(@PathVariable String token, HttpServletRequest request) {
    return opened(
        token,
        request,
        opened ->
            pages.show(
                request,
                "recipients",
                "Recipients",
                recipients.page(opened.hold(), opened.base(), request)));
  }

  @PostMapping("/{token}/recipients")
  ModelAndView change(@PathVariable String token, HttpServletRequest request) {
    return opened(
        token,
        request,
        opened -> {
          RecipientsForm.Read form = recipients.read(opened.hold(), opened.base(), request);
          if (!form.problems().isEmpty()) {
            return pages.refuse(request, "recipients", "Recipients", form.page(), form.problems());
          }
          Outcome outcome = deciding.change(opened.hold(), opened.actor(), form.change());
          return answer(Choice.RECIPIENTS, outcome, opened, request);
        });
  }

  @PostMapping("/{token}/{choice:copies|correct|cancel|as-is|drop-bcc|ask}")
  ModelAndView decide(
      @PathVariable String token, @PathVariable("choice") String name, HttpServletRequest request) {
    return opened(
        token,
        request,
        opened -> {
          Choice choice = Choice.parse(name).orElseThrow(Missing::new);
          List<Problem> problems = Deciding.problems(choice, request);
          if (!problems.isEmpty()) {
            return again(opened, problems, request);
          }
          Outcome outcome = deciding.carryOut(choice, opened.hold(), opened.actor(), request);
          return answer(choice, outcome, opened, request);
        });
  }

  /** Shown after a choice. It is the same for everybody and opens nothing. */
  @GetMapping("/done")
  ModelAndView done(HttpServletRequest request) {
    Choice choice =
        Optional.ofNullable(request.getParameter("as"))
            .flatMap(Choice::parse)
            .orElseThrow(Missing::new);
    String title = choice.title(pages.trial());
    return pages.show(request, "done", title, new DonePage(title, choice.text(pages.trial())));
  }

  private ModelAndView answer(
      Choice choice, Outcome outcome, Opened opened, HttpServletRequest request) {
    return switch (outcome) {
      case Outcome.Done() -> done(choice);
      case Outcome.HeldAgain _ -> done(Choice.HELD_AGAIN);
      case Outcome.Ended() -> gone(request);
      case Outcome.CannotSplit(var obstacles) ->
          again(
              opened,
              List.of(
                  new Problem(
                      "split",
                      "This message cannot be sent as individual copies: "
                          + (obstacles.size() == 1 ? "one place" : obstacles.size() + " places")
                          + " in it would still show somebody's address. Sign in to see where")),
              request);
      case Outcome.NotAllowed(String because) ->
          again(opened, List.of(new Problem("offers", because)), request);
    };
  }

  private static ModelAndView done(Choice choice) {
    return new ModelAndView("redirect:/h/done?as=" + choice.pathName());
  }

  private ModelAndView page(Opened opened, HttpServletRequest request) {
    return pages.show(
        request,
        "hold",
        HeldRoom.title(opened.hold()),
        views.of(opened.hold(), Viewer.LINK, opened.base()));
  }

  private ModelAndView again(Opened opened, List<Problem> problems, HttpServletRequest request) {
    return pages.refuse(
        request,
        "hold",
        HeldRoom.title(opened.hold()),
        views
            .of(opened.hold(), Viewer.LINK, opened.base())
            .with(List.of(), ReasonForm.typed(request)),
        problems);
  }

  private ModelAndView gone(HttpServletRequest request) {
    String title = "This link does not work any more";
    return pages.show(request, HttpStatus.GONE, "gone", title, title, List.of());
  }

  private ModelAndView opened(
      String token, HttpServletRequest request, Function<Opened, ModelAndView> then) {
    return tokens
        .open(token)
        .flatMap(spool::find)
        .filter(this::isOpen)
        .flatMap(hold -> hold.owner().map(owner -> new Opened(hold, owner, "/h/" + token)))
        .map(then)
        .orElseGet(() -> gone(request));
  }

  /** Waits for its sender, and its time is not over. */
  private boolean isOpen(Hold hold) {
    return hold.state() == HoldState.HELD
        && (hold.awaiting() == Awaiting.SENDER || hold.awaiting() == Awaiting.TIMER)
        && clock.instant().isBefore(hold.dueAt());
  }
}
