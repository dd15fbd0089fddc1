package org.gatepost.web.console;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.gatepost.account.Role;
import org.gatepost.web.Assets;
import org.gatepost.web.SignedIn;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.View;
import org.springframework.web.servlet.support.RequestContextUtils;

/** Puts a page together: the frame around it and a precompiled template. */
final class Pages {
  private final TemplateEngine engine = TemplateEngine.createPrecompiled(ContentType.Html);
  private final ConsoleSettings settings;
  private final Assets assets;

  Pages(ConsoleSettings settings, Assets assets) {
    this.settings = settings;
    this.assets = assets;
  }

  ModelAndView show(HttpServletRequest request, String template, String title, Object page) {
    return show(request, HttpStatus.OK, template, title, page, List.of());
  }

  /** The form again, with what is to be put right. */
  ModelAndView refuse(
      HttpServletRequest request,
      String template,
      String title,
      Object page,
      List<Problem> problems) {
    return show(request, HttpStatus.UNPROCESSABLE_CONTENT, template, title, page, problems);
  }

  ModelAndView show(
      HttpServletRequest request,
      HttpStatus status,
      String template,
      String title,
      Object page,
      List<Problem> problems) {
    Optional<SignedIn> person = person();
    Frame frame =
        new Frame(
            title,
            settings.organisation().name(),
            zone(),
            person.map(signedIn -> signedIn.account().name()),
            person.map(signedIn -> rooms(signedIn, request.getRequestURI())).orElse(List.of()),
            settings.trial(),
            problems,
            note(request),
            person.isPresent() || template.equals("sign-in")
                ? formToken(request)
                : Optional.empty(),
            assets);
    return answer(status, template + ".jte", frame, page);
  }

  /** A page for somebody whose session must not be looked at, because looking may have failed. */
  ModelAndView plain(HttpStatus status, String template, String title, Object page) {
    Frame frame =
        new Frame(
            title,
            settings.organisation().name(),
            zone(),
            Optional.empty(),
            List.of(),
            settings.trial(),
            List.of(),
            Optional.empty(),
            Optional.empty(),
            assets);
    return answer(status, template + ".jte", frame, page);
  }

  private String zone() {
    return settings.zone().normalized().equals(ZoneOffset.UTC) ? "UTC" : settings.zone().getId();
  }

  /** True when nothing that is let go really leaves, and pages must not say that it did. */
  boolean trial() {
    return settings.trial();
  }

  private ModelAndView answer(HttpStatus status, String template, Frame frame, Object page) {
    ModelAndView answer = new ModelAndView(new Rendered(engine, template, frame, page));
    answer.setStatus(status);
    return answer;
  }

  private record Rendered(TemplateEngine engine, String template, Frame frame, Object page)
      implements View {
    @Override
    public void render(
        @Nullable Map<String, ?> model, HttpServletRequest request, HttpServletResponse response)
        throws IOException {
      StringOutput out = new StringOutput(16 * 1024);
      engine.render(template, Map.of("frame", frame, "page", page), out);
      byte[] octets = out.toString().getBytes(StandardCharsets.UTF_8);
      response.setContentType("text/html;charset=UTF-8");
      response.setHeader("Cache-Control", "no-store");
      response.setContentLength(octets.length);
      response.getOutputStream().write(octets);
    }
  }

  private static Optional<SignedIn> person() {
    Authentication authentication = SecurityContextHolder.getContext().getAuthentication();
    return authentication != null && authentication.getPrincipal() instanceof SignedIn signedIn
        ? Optional.of(signedIn)
        : Optional.empty();
  }

  private List<Frame.Room> rooms(SignedIn person, String path) {
    List<Frame.Room> rooms = new ArrayList<>();
    if (person.account().mustChangePassword()) {
      return rooms;
    }
    boolean sender = person.is(Role.SENDER);
    if (sender) {
      rooms.add(new Frame.Room("Held mail", "/", path.equals("/") || path.startsWith("/held/")));
    }
    if (person.is(Role.REVIEWER)) {
      rooms.add(room("Approvals", "/approvals", path));
    }
    if (sender || person.is(Role.DATA_PROTECTION_OFFICER)) {
      rooms.add(room("Mail", "/mail", path));
    }
    if (settings.trial() && TrialOutbox.isOpenTo(person, settings)) {
      rooms.add(room("Trial outbox", "/outbox", path));
    }
    if (person.is(Role.ADMINISTRATOR)) {
      rooms.add(room("Accounts", "/accounts", path));
    }
    rooms.add(room("Your account", "/account", path));
    return rooms;
  }

  private static Frame.Room room(String name, String room, String path) {
    return new Frame.Room(name, room, path.equals(room) || path.startsWith(room + "/"));
  }

  private static Optional<Note> note(HttpServletRequest request) {
    Map<String, ?> flash = RequestContextUtils.getInputFlashMap(request);
    return flash != null && flash.get(Note.KEY) instanceof Note note
        ? Optional.of(note)
        : Optional.empty();
  }

  private static Optional<String> formToken(HttpServletRequest request) {
    return request.getAttribute("_csrf") instanceof CsrfToken token
        ? Optional.of(token.getToken())
        : Optional.empty();
  }
}
