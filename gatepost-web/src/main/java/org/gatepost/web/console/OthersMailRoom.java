package org.gatepost.web.console;

import jakarta.servlet.http.HttpServletRequest;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.gatepost.account.Role;
import org.gatepost.gate.AccessLog;
import org.gatepost.gate.AuditTrail;
import org.gatepost.gate.AuditTrail.Recorded;
import org.gatepost.mail.IdentitySource;
import org.gatepost.web.SignedIn;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.Authentication;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/**
 * Everybody's judged mail, for data-protection officers. First they say why; the reason holds for a
 * while and is written down with every search and every look.
 */
@Controller
class OthersMailRoom {
  static final String PATH = "/mail/others";
  private static final String REASON = PATH + "/reason";

  private final AuditTrail auditTrail;
  private final LookBook looks;
  private final IdentitySource identities;
  private final InstantSource clock;
  private final JudgedWords words;
  private final HumanTime time;
  private final Pages pages;

  OthersMailRoom(
      AuditTrail auditTrail,
      LookBook looks,
      IdentitySource identities,
      InstantSource clock,
      JudgedWords words,
      HumanTime time,
      Pages pages) {
    this.auditTrail = auditTrail;
    this.looks = looks;
    this.identities = identities;
    this.clock = clock;
    this.words = words;
    this.time = time;
    this.pages = pages;
  }

  @GetMapping(REASON)
  ModelAndView reason(HttpServletRequest request, Authentication authentication) {
    return pages.show(request, "officers-reason", "Others' mail", page(authentication, ""));
  }

  private static OfficersReasonPage page(Authentication authentication, String typed) {
    return new OfficersReasonPage(
        OfficersReason.LASTS.toMinutes(),
        ConsoleSecurity.person(authentication).is(Role.SENDER),
        typed);
  }

  @PostMapping(REASON)
  ModelAndView begin(HttpServletRequest request, Authentication authentication) {
    String reason = ReasonForm.typed(request);
    Optional<String> objection = ReasonForm.objection(reason);
    if (objection.isPresent()) {
      return pages.refuse(
          request,
          "officers-reason",
          "Others' mail",
          page(authentication, reason),
          List.of(new Problem("reason", objection.get())));
    }
    new OfficersReason(
            identities.next(),
            ConsoleSecurity.person(authentication).login(),
            reason,
            clock.instant().plus(OfficersReason.LASTS))
        .keep(request);
    return new ModelAndView("redirect:" + PATH);
  }

  @PostMapping(PATH + "/end")
  ModelAndView end(HttpServletRequest request) {
    OfficersReason.forget(request);
    return new ModelAndView("redirect:" + REASON);
  }

  @GetMapping(PATH)
  ModelAndView others(
      HttpServletRequest request, Authentication authentication, RedirectAttributes flash) {
    SignedIn person = ConsoleSecurity.person(authentication);
    Optional<OfficersReason> reason = OfficersReason.now(request, person, clock.instant());
    if (reason.isEmpty()) {
      Note.handOn(request, flash);
      return new ModelAndView("redirect:" + REASON);
    }
    MailSearch search = MailSearch.of(request);
    List<Problem> problems = search.problems();
    List<Recorded> found = List.of();
    if (problems.isEmpty()) {
      // A list of who wrote to whom is a look as well. It has no one subject: the id that this
      // search was given with its reason stands for it.
      looks.note(person, AccessLog.Kind.AUDIT, reason.get().id(), false, reason.get().words());
      found = auditTrail.search(search.query(Optional.empty(), time.zone()));
    }
    return pages.show(
        request,
        problems.isEmpty() ? HttpStatus.OK : HttpStatus.UNPROCESSABLE_CONTENT,
        "mail",
        "Others' mail",
        new MailPage(
            PATH,
            true,
            true,
            Optional.of(reason.get().words() + " (until " + time.at(reason.get().until()) + ")"),
            search,
            MailRoom.rows(found, PATH, words),
            MailRoom.older(found, PATH, search)),
        problems);
  }

  @GetMapping(PATH + "/{id}")
  ModelAndView judged(
      @PathVariable String id, HttpServletRequest request, Authentication authentication) {
    SignedIn person = ConsoleSecurity.person(authentication);
    Optional<OfficersReason> reason = OfficersReason.now(request, person, clock.instant());
    if (reason.isEmpty()) {
      return new ModelAndView("redirect:" + REASON);
    }
    Recorded row = auditTrail.find(Ids.parse(id)).orElseThrow(Missing::new);
    looks.note(person, AccessLog.Kind.AUDIT, row.id(), false, reason.get().words());
    String hold = row.hold().map(held -> "/held/" + held).orElse("");
    return pages.show(
        request,
        "judged",
        "Judged message",
        words.page(row, PATH, PATH + "/" + row.id(), hold, request));
  }
}
