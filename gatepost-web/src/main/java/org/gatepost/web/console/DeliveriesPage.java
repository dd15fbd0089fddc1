package org.gatepost.web.console;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Optional;
import org.gatepost.delivery.Delivery;
import org.gatepost.hold.Hold;

/**
 * Each copy of a released message and where it stands.
 *
 * @param shown which standing is shown; empty for all
 */
public record DeliveriesPage(
    String base,
    String subject,
    DeliveryCounts counts,
    String shown,
    List<Row> rows,
    Paging paging) {
  /** One recipient's copy. */
  public record Row(String address, Tag state, String when, String reply) {}

  static DeliveriesPage of(
      Hold hold,
      String base,
      List<Delivery.Progress> copies,
      HttpServletRequest request,
      HumanTime time,
      boolean trial) {
    String shown = Optional.ofNullable(request.getParameter("show")).orElse("");
    List<Delivery.Progress> asked =
        copies.stream().filter(one -> shown.isEmpty() || standing(one).equals(shown)).toList();
    Paging paging =
        Paging.of(
            request,
            asked.size(),
            base + "/deliveries?" + (isKnown(shown) ? "show=" + shown + "&" : "") + "page=");
    return new DeliveriesPage(
        base,
        Words.subject(hold.subject()),
        DeliveryCounts.of(copies),
        isKnown(shown) ? shown : "",
        paging.cut(asked).stream().map(one -> row(one, time, trial)).toList(),
        paging);
  }

  private static boolean isKnown(String shown) {
    return List.of("sent", "waiting", "failed", "doubt").contains(shown);
  }

  private static String standing(Delivery.Progress one) {
    return switch (one.status()) {
      case SENT -> "sent";
      case FAILED -> "failed";
      case QUEUED, LEASED, SENDING -> one.inDoubt() ? "doubt" : "waiting";
    };
  }

  private static Row row(Delivery.Progress one, HumanTime time, boolean trial) {
    Tag tag =
        switch (standing(one)) {
          case "sent" -> new Tag(trial ? "Trial outbox" : "Sent", "green");
          case "failed" -> new Tag("Failed", "red");
          case "doubt" -> new Tag("In doubt", "orange");
          default -> new Tag("Waiting", "blue");
        };
    return new Row(
        one.recipient().toString(), tag, one.settledAt().map(time::at).orElse(""), one.reply());
  }
}
