package org.gatepost.web.console;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.gatepost.account.Role;
import org.gatepost.gate.AccessLog;
import org.gatepost.gate.Outbox;
import org.gatepost.gate.Outbox.Kept;
import org.gatepost.hold.HoldTokens;
import org.gatepost.inspect.HoldLinkDetector;
import org.gatepost.mail.Address;
import org.gatepost.mail.Content;
import org.gatepost.web.SignedIn;
import org.springframework.http.ContentDisposition;
import org.springframework.security.core.Authentication;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.ModelAndView;

/**
 * Trial mode's outbox: each message as each recipient would get it. Without trial mode there is no
 * such room. Senders see what they sent and the notices to them; see {@link TrialOutbox} for what
 * an administrator sees, and why.
 */
@Controller
@RequestMapping("/outbox")
class OutboxRoom {
  private static final int SIZE = 100;
  private static final Pattern LINK =
      Pattern.compile(HoldLinkDetector.PATH + "([A-Za-z0-9_-]{64})");

  private final Outbox outbox;
  private final HoldTokens tokens;
  private final MessageWords words;
  private final LookBook looks;
  private final ConsoleSettings settings;
  private final HumanTime time;
  private final Pages pages;

  OutboxRoom(
      Outbox outbox,
      HoldTokens tokens,
      MessageWords words,
      LookBook looks,
      ConsoleSettings settings,
      HumanTime time,
      Pages pages) {
    this.outbox = outbox;
    this.tokens = tokens;
    this.words = words;
    this.looks = looks;
    this.settings = settings;
    this.time = time;
    this.pages = pages;
  }

  @GetMapping
  ModelAndView list(HttpServletRequest request, Authentication authentication) {
    SignedIn person = visitor(authentication);
    boolean all = TrialOutbox.seesAll(person, settings);
    String text = Optional.ofNullable(request.getParameter("text")).orElse("").strip();
    List<Kept> kept =
        outbox.list(
            all ? Optional.empty() : Optional.of(person.login()),
            Optional.of(text).filter(part -> !part.isEmpty()),
            before(request),
            SIZE);
    String older =
        kept.size() < SIZE
            ? ""
            : "/outbox?text="
                + URLEncoder.encode(text, StandardCharsets.UTF_8)
                + "&before="
                + kept.getLast().at();
    return pages.show(
        request,
        "outbox",
        "Trial outbox",
        new OutboxPage(
            all,
            text,
            request.getParameter("before") != null,
            kept.stream().map(this::row).toList(),
            older));
  }

  private static Optional<Instant> before(HttpServletRequest request) {
    try {
      return Optional.ofNullable(request.getParameter("before")).map(Instant::parse);
    } catch (DateTimeException notATime) {
      throw new Missing();
    }
  }

  private OutboxPage.Row row(Kept kept) {
    return new OutboxPage.Row(
        path(kept),
        Words.subject(kept.subject()),
        sender(kept),
        kept.recipient().toString(),
        time.at(kept.at()));
  }

  @GetMapping("/{id}/{recipient}")
  ModelAndView kept(
      @PathVariable String id,
      @PathVariable String recipient,
      HttpServletRequest request,
      Authentication authentication) {
    SignedIn person = visitor(authentication);
    Kept kept = find(id, recipient, person);
    looks.note(person, AccessLog.Kind.OUTBOX, kept.id(), true, reason(person));
    Optional<MessageView> view =
        outbox.open(kept.id()).flatMap(content -> words.read(content, true));
    return pages.show(
        request,
        "kept",
        Words.subject(kept.subject()),
        new KeptPage(
            path(kept) + "/source",
            link(kept, view),
            Words.subject(kept.subject()),
            sender(kept),
            kept.recipient().toString(),
            time.at(kept.at()),
            view));
  }

  /** What the reader of a notice would click on: only our own links, and only in our own mail. */
  private String link(Kept kept, Optional<MessageView> view) {
    if (!kept.sender().isEmpty() || view.isEmpty()) {
      return "";
    }
    Matcher links = LINK.matcher(view.get().text());
    return links.find() && tokens.open(links.group(1)).isPresent() ? links.group() : "";
  }

  @GetMapping("/{id}/{recipient}/source")
  void source(
      @PathVariable String id,
      @PathVariable String recipient,
      HttpServletResponse response,
      Authentication authentication)
      throws IOException {
    SignedIn person = visitor(authentication);
    Kept kept = find(id, recipient, person);
    looks.note(person, AccessLog.Kind.OUTBOX, kept.id(), true, reason(person));
    try (Content content = outbox.open(kept.id()).orElseThrow(Missing::new)) {
      // Never opened by the browser itself: as a download it cannot run anything here.
      response.setContentType("application/octet-stream");
      response.setHeader(
          "Content-Disposition",
          ContentDisposition.attachment().filename(kept.id() + ".eml").build().toString());
      response.setHeader("Cache-Control", "no-store");
      response.setContentLengthLong(content.size());
      content.writeTo(response.getOutputStream());
    }
  }

  private SignedIn visitor(Authentication authentication) {
    SignedIn person = ConsoleSecurity.person(authentication);
    if (!TrialOutbox.isOpenTo(person, settings)) {
      throw new Missing();
    }
    return person;
  }

  private Kept find(String id, String recipient, SignedIn person) {
    Address address = Address.parse(recipient).orElseThrow(Missing::new);
    return outbox
        .find(Ids.parse(id), address)
        .filter(kept -> TrialOutbox.seesAll(person, settings) || isOwn(kept, person))
        .orElseThrow(Missing::new);
  }

  private static boolean isOwn(Kept kept, SignedIn person) {
    return kept.sender().isEmpty()
        ? person.isMe(kept.recipient())
        : Address.parse(kept.sender()).map(person::isMe).orElse(false);
  }

  private static String reason(SignedIn person) {
    return person.is(Role.ADMINISTRATOR) ? "trial mode" : "";
  }

  private static String sender(Kept kept) {
    return kept.sender().isEmpty() ? "Gatepost" : kept.sender();
  }

  private static String path(Kept kept) {
    return "/outbox/"
        + kept.id()
        + "/"
        + URLEncoder.encode(kept.recipient().toString(), StandardCharsets.UTF_8)
            .replace("+", "%20");
  }
}
