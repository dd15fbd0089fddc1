package org.gatepost.web.console;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.gatepost.gate.AuditTrail;
import org.gatepost.mail.Address;

/**
 * What is looked for in judged mail, as typed.
 *
 * @param text part of an address, or a whole Message-ID
 * @param from the first day, such as {@code 2026-06-09}
 * @param to the last day
 * @param before id of the row above the page
 */
public record MailSearch(String text, String verdict, String from, String to, String before) {
  /** Rows on a page. */
  static final int SIZE = 50;

  /** The verdicts that one can look for, as in JSON. */
  public static final List<String> VERDICTS =
      List.of("deliver", "split", "seal", "hold", "refuse", "unable");

  private static final int LONGEST = 320;

  static MailSearch of(HttpServletRequest request) {
    String verdict = typed(request, "verdict");
    return new MailSearch(
        typed(request, "text"),
        VERDICTS.contains(verdict) ? verdict : "",
        typed(request, "from"),
        typed(request, "to"),
        typed(request, "before"));
  }

  /** True when nothing in particular is looked for. */
  public boolean isEmpty() {
    return text.isEmpty()
        && verdict.isEmpty()
        && from.isEmpty()
        && to.isEmpty()
        && before.isEmpty();
  }

  private static String typed(HttpServletRequest request, String name) {
    String text = Optional.ofNullable(request.getParameter(name)).orElse("").strip();
    return text.length() > LONGEST ? text.substring(0, LONGEST) : text;
  }

  List<Problem> problems() {
    List<Problem> problems = new ArrayList<>();
    if (!from.isEmpty() && day(from).isEmpty()) {
      problems.add(new Problem("from", "First day must be a real date, like 2026-06-09"));
    }
    if (!to.isEmpty() && day(to).isEmpty()) {
      problems.add(new Problem("to", "Last day must be a real date, like 2026-06-09"));
    }
    return problems;
  }

  /** One row more than a page holds, so that it is known whether there is another. */
  AuditTrail.Query query(Optional<Address> person, ZoneId zone) {
    return new AuditTrail.Query(
        person,
        Optional.of(text).filter(part -> !part.isEmpty()),
        Optional.of(verdict).filter(word -> !word.isEmpty()),
        day(from).map(day -> start(day, zone)),
        day(to).map(day -> start(day.plusDays(1), zone)),
        before.isEmpty() ? Optional.empty() : Optional.of(Ids.parse(before)),
        SIZE + 1);
  }

  /** The same search, further down. */
  String older(String path, UUID last) {
    return path
        + "?text="
        + encoded(text)
        + "&verdict="
        + encoded(verdict)
        + "&from="
        + encoded(from)
        + "&to="
        + encoded(to)
        + "&before="
        + last;
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private static Optional<LocalDate> day(String text) {
    try {
      return text.isEmpty() ? Optional.empty() : Optional.of(LocalDate.parse(text));
    } catch (DateTimeParseException notADay) {
      return Optional.empty();
    }
  }

  private static Instant start(LocalDate day, ZoneId zone) {
    return day.atStartOfDay(zone).toInstant();
  }
}
