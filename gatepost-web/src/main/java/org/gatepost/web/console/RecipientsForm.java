package org.gatepost.web.console;

import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.gatepost.audience.Organisation;
import org.gatepost.hold.HeldMail;
import org.gatepost.hold.Hold;
import org.gatepost.mail.Address;

/**
 * Reads and shows the page on which recipients are corrected or removed. Works on what is shown:
 * the hidden field {@code address} names each row, {@code correct} holds its correction in the same
 * order, {@code remove} the rows that are ticked.
 */
final class RecipientsForm {
  /** Rows on one page; with more recipients a search narrows them. */
  static final int MOST_ROWS = 1_000;

  private final Organisation organisation;

  RecipientsForm(Organisation organisation) {
    this.organisation = organisation;
  }

  /** What a form asks for, or what is wrong with it. */
  record Read(HeldMail.Change change, List<Problem> problems, RecipientsPage page) {}

  RecipientsPage page(Hold hold, String base, HttpServletRequest request) {
    boolean ticked = request.getParameter("tick") != null;
    return page(hold, base, request, Map.of(), ticked ? null : Set.of(), Map.of());
  }

  /**
   * @param removed who is ticked; null: everyone shown
   */
  private RecipientsPage page(
      Hold hold,
      String base,
      HttpServletRequest request,
      Map<Address, String> corrected,
      @org.jspecify.annotations.Nullable Set<Address> removed,
      Map<Address, String> wrong) {
    String query = Optional.ofNullable(request.getParameter("q")).orElse("").strip();
    boolean outsideOnly = request.getParameter("outside") != null;
    String looked = query.toLowerCase(Locale.ROOT);
    List<RecipientsPage.Row> rows = new ArrayList<>();
    int outside = 0;
    int matching = 0;
    for (Address address : hold.envelope().addresses()) {
      boolean stranger = !organisation.isInside(address, hold.envelope().reversePath().mailbox());
      outside += stranger ? 1 : 0;
      boolean asked =
          address.toString().toLowerCase(Locale.ROOT).contains(looked)
              && (stranger || !outsideOnly);
      if (!asked) {
        continue;
      }
      matching++;
      if (rows.size() < MOST_ROWS) {
        rows.add(
            new RecipientsPage.Row(
                matching,
                address.toString(),
                stranger,
                removed == null || removed.contains(address),
                corrected.getOrDefault(address, ""),
                wrong.getOrDefault(address, "")));
      }
    }
    return new RecipientsPage(
        base,
        Words.subject(hold.subject()),
        query,
        outsideOnly,
        removed == null,
        hold.envelope().addresses().size(),
        outside,
        matching,
        rows);
  }

  Read read(Hold hold, String base, HttpServletRequest request) {
    Set<Address> recipients = new HashSet<>(hold.envelope().addresses());
    Set<Address> removed = new HashSet<>();
    for (String text : values(request, "remove")) {
      Address.parse(text).filter(recipients::contains).ifPresent(removed::add);
    }
    String[] named = values(request, "address");
    String[] typed = values(request, "correct");
    Map<Address, Address> corrected = new HashMap<>();
    Map<Address, String> kept = new HashMap<>();
    Map<Address, String> wrong = new HashMap<>();
    for (int i = 0; i < Math.min(named.length, typed.length); i++) {
      Optional<Address> old = Address.parse(named[i]).filter(recipients::contains);
      if (old.isEmpty() || typed[i].isBlank()) {
        continue;
      }
      kept.put(old.get(), typed[i]);
      Optional<Address> better = Address.parse(typed[i]);
      if (better.isEmpty()) {
        wrong.put(old.get(), "Enter an e-mail address, like name@example.com");
      } else if (removed.contains(old.get())) {
        wrong.put(old.get(), "Either remove this person or correct the address, not both");
      } else if (!better.get().equals(old.get())) {
        corrected.put(old.get(), better.get());
      }
    }
    RecipientsPage page = page(hold, base, request, kept, removed, wrong);
    List<Problem> problems = new ArrayList<>();
    for (RecipientsPage.Row row : page.rows()) {
      if (!row.problem().isEmpty()) {
        problems.add(new Problem(row.field(), row.problem()));
      }
    }
    if (problems.isEmpty() && removed.isEmpty() && corrected.isEmpty()) {
      problems.add(new Problem("people", "Tick somebody to remove or enter a correct address"));
    }
    if (problems.isEmpty() && removed.size() == recipients.size()) {
      problems.add(
          new Problem(
              "people", "Leave at least one person, or go back and cancel the message instead"));
    }
    return new Read(new HeldMail.Change(removed, corrected, false), problems, page);
  }

  private static String[] values(HttpServletRequest request, String name) {
    String[] values = request.getParameterValues(name);
    return values == null ? new String[0] : values;
  }
}
