package org.gatepost.web.console;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Optional;
import org.gatepost.account.Role;
import org.gatepost.gate.AuditTrail;
import org.gatepost.gate.AuditTrail.Recorded;
import org.gatepost.web.SignedIn;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.Authentication;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Somebody's own judged mail. */
@Controller
class MailRoom {
  private static final String PATH = "/mail";

  private final AuditTrail auditTrail;
  private final JudgedWords words;
  private final HumanTime time;
  private final Pages pages;

  MailRoom(AuditTrail auditTrail, JudgedWords words, HumanTime time, Pages pages) {
    this.auditTrail = auditTrail;
    this.words = words;
    this.time = time;
    this.pages = pages;
  }

  @GetMapping(PATH)
  ModelAndView mail(
      HttpServletRequest request, Authentication authentication, RedirectAttributes flash) {
    SignedIn person = ConsoleSecurity.person(authentication);
    if (!person.is(Role.SENDER)) {
      Note.handOn(request, flash);
      return new ModelAndView("redirect:" + OthersMailRoom.PATH);
    }
    MailSearch search = MailSearch.of(request);
    List<Problem> problems = search.problems();
    List<Recorded> found =
        problems.isEmpty()
            ? auditTrail.search(search.query(Optional.of(person.login()), time.zone()))
            : List.of();
    return pages.show(
        request,
        problems.isEmpty() ? HttpStatus.OK : HttpStatus.UNPROCESSABLE_CONTENT,
        "mail",
        "Your mail",
        new MailPage(
            PATH,
            false,
            person.is(Role.DATA_PROTECTION_OFFICER),
            Optional.empty(),
            search,
            rows(found, PATH, words),
            older(found, PATH, search)),
        problems);
  }

  static List<MailPage.Row> rows(List<Recorded> found, String path, JudgedWords words) {
    return found.stream().limit(MailSearch.SIZE).map(row -> words.row(row, path)).toList();
  }

  static String older(List<Recorded> found, String path, MailSearch search) {
    return found.size() > MailSearch.SIZE
        ? search.older(path, found.get(MailSearch.SIZE - 1).id())
        : "";
  }

  @GetMapping(PATH + "/{id}")
  ModelAndView judged(
      @PathVariable String id, HttpServletRequest request, Authentication authentication) {
    SignedIn person = ConsoleSecurity.person(authentication);
    Recorded row =
        auditTrail
            .find(Ids.parse(id))
            .filter(found -> person.is(Role.SENDER) && JudgedWords.isOwn(found, person))
            .orElseThrow(Missing::new);
    String hold = row.hold().map(held -> "/held/" + held).orElse("");
    return pages.show(
        request,
        "judged",
        "Judged message",
        words.page(row, PATH, PATH + "/" + row.id(), hold, request));
  }
}
