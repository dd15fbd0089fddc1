package org.gatepost.web.console;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Locale;
import org.gatepost.gate.AuditTrail;
import org.gatepost.gate.AuditTrail.Outcome;
import org.gatepost.gate.AuditTrail.Recorded;
import org.gatepost.mail.Address;
import org.gatepost.web.SignedIn;

/** Judged mail in words. */
final class JudgedWords {
  private final HumanTime time;
  private final boolean trial;

  /**
   * Words for one console.
   *
   * @param trial true when what is handed over is kept in the trial outbox
   */
  JudgedWords(HumanTime time, boolean trial) {
    this.time = time;
    this.trial = trial;
  }

  static boolean isOwn(Recorded row, SignedIn person) {
    return row.authenticated().map(person::isMe).orElse(false)
        || Address.parse(row.sender()).map(person::isMe).orElse(false);
  }

  MailPage.Row row(Recorded row, String path) {
    return new MailPage.Row(
        path + "/" + row.id(),
        time.at(row.at()),
        sender(row),
        to(row.recipients()),
        verdict(row.verdict()),
        outcome(row.outcome()));
  }

  JudgedPage page(Recorded row, String back, String self, String hold, HttpServletRequest request) {
    Paging paging = Paging.of(request, row.recipients().size(), self + "?page=");
    return new JudgedPage(
        back,
        time.at(row.at()),
        sender(row),
        row.authenticated().map(Address::toString).orElse("nobody"),
        row.client(),
        row.messageId().orElse("none"),
        Sizes.words(row.size()),
        verdict(row.verdict()),
        outcome(row.outcome()),
        words(row.outcome()),
        row.reply(),
        hold,
        row.policy(),
        row.trace(),
        row.findings().stream()
            .map(
                one ->
                    new JudgedPage.Reason(
                        one.kind(), one.because(), Words.people(one.recipients())))
            .toList(),
        paging.cut(row.recipients()).stream()
            .map(
                line ->
                    new JudgedPage.Line(
                        line.address(), place(line.place()), verdict(line.decision()), line.rule()))
            .toList(),
        row.recipients().size(),
        paging);
  }

  private static String sender(Recorded row) {
    return row.sender().isEmpty() ? "nobody (a report or notice)" : row.sender();
  }

  private static String to(List<AuditTrail.Line> recipients) {
    if (recipients.isEmpty()) {
      return "nobody";
    }
    String first = recipients.getFirst().address();
    return recipients.size() == 1
        ? first
        : first + " and " + Words.number(recipients.size() - 1L) + " more";
  }

  private static String place(String place) {
    return switch (place) {
      case "to" -> "To";
      case "cc" -> "Cc";
      case "bcc" -> "Bcc";
      default -> "not shown to others";
    };
  }

  static String verdictWord(String verdict) {
    return switch (verdict) {
      case "deliver" -> "Deliver";
      case "split" -> "Split";
      case "seal" -> "Seal";
      case "hold" -> "Hold";
      case "refuse" -> "Refuse";
      case "unable" -> "Could not be checked";
      default ->
          verdict.isEmpty()
              ? "?"
              : verdict.substring(0, 1).toUpperCase(Locale.ROOT) + verdict.substring(1);
    };
  }

  private static Tag verdict(String verdict) {
    String colour =
        switch (verdict) {
          case "deliver" -> "green";
          case "split", "seal" -> "light-blue";
          case "hold" -> "yellow";
          case "refuse" -> "red";
          default -> "grey";
        };
    return new Tag(verdictWord(verdict), colour);
  }

  private Tag outcome(Outcome outcome) {
    return switch (outcome) {
      case ACCEPTED -> new Tag(trial ? "Trial outbox" : "Handed over", "green");
      case REJECTED -> new Tag("Refused by the next server", "red");
      case DEFERRED -> new Tag("Told to try again", "orange");
      case HELD -> new Tag("Held", "yellow");
      case REFUSED -> new Tag("Refused here", "red");
      case UNKNOWN -> new Tag("Unknown", "grey");
    };
  }

  private String words(Outcome outcome) {
    return switch (outcome) {
      case ACCEPTED ->
          trial ? "It is kept in the trial outbox, not sent." : "The next mail server took it.";
      case REJECTED -> "The next mail server refused it for good.";
      case DEFERRED -> "Nothing was taken; the mail program was told to try again.";
      case HELD -> "It was kept here to be decided on.";
      case REFUSED -> "It was refused here.";
      case UNKNOWN ->
          "Nobody can say: the program or the connection ended before the answer was written"
              + (trial
                  ? " down. It may be in the trial outbox."
                  : " down. It may have been delivered.");
    };
  }
}
