package org.gatepost.gate;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.gatepost.delivery.Letter;
import org.gatepost.hold.Hold;
import org.gatepost.hold.HoldTokens;
import org.gatepost.inspect.Finding;
import org.gatepost.inspect.HoldLinkDetector;
import org.gatepost.mail.Address;
import org.gatepost.mail.IdentitySource;
import org.gatepost.policy.Offer;

/**
 * The words of the mails about held messages: what is wrong, who is concerned, what can be done. No
 * body and no attachment is quoted.
 */
final class Notices {
  /** More addresses than this are counted, not listed. */
  private static final int LISTED = 10;

  private static final int SUBJECT_SHOWN = 120;

  private final String console;
  private final DateTimeFormatter when;
  private final String zone;
  private final HoldTokens tokens;
  private final IdentitySource identities;

  Notices(HoldSettings settings, HoldTokens tokens, IdentitySource identities) {
    this.console = settings.console().toString();
    this.when = dates(settings.zone());
    this.zone =
        settings.zone().normalized().equals(ZoneOffset.UTC) ? "UTC" : settings.zone().getId();
    this.tokens = tokens;
    this.identities = identities;
  }

  /** To the sender: the message waits for you. */
  Letter held(Hold hold, Address owner) {
    String link = console + HoldLinkDetector.PATH + tokens.issue(hold.id());
    LetterText text = new LetterText();
    text.paragraph("Your message has not been sent. It waits for you to decide.");
    about(text, hold);
    wrong(text, hold);
    concerned(text, hold);
    text.heading("What you can do");
    text.choices(
        hold.offers().stream()
            // An offer to read, not to choose; the page shows it.
            .filter(offer -> offer != Offer.MAILING)
            .map(offer -> new LetterText.Choice(action(offer), "#" + offer.wireName()))
            .toList(),
        "Look at it and decide",
        link);
    text.paragraph(ending(hold));
    text.paragraph(
        "The link opens this one message, for you alone. Please do not forward this mail.");
    return letter(owner, "Not sent yet: " + subject(hold), text);
  }

  /** To a reviewer: a colleague's message waits for you. */
  Letter toReview(Hold hold, Address reviewer) {
    LetterText text = new LetterText();
    text.paragraph(
        "A message from "
            + hold.envelope().reversePath().mailbox().map(Address::toString).orElse("a program")
            + " has not been sent. It waits for a second person to decide.");
    wrong(text, hold);
    text.paragraph("It would go to " + people(hold.envelope().recipients().size()) + ".");
    if (!hold.split().isEmpty()) {
      text.paragraph(
          "A rule wants a message of their own for " + people(hold.split().size()) + " of them.");
    }
    text.heading("What you can do");
    text.link("Sign in and decide", console + "/approvals");
    text.paragraph(ending(hold));
    return letter(reviewer, "Waits for approval: a message that was held", text);
  }

  /** To the sender: nobody decided in time. */
  Letter expired(Hold hold, Address owner) {
    LetterText text = new LetterText();
    text.paragraph("Your message was not sent, because nobody decided on it in time.");
    about(text, hold);
    wrong(text, hold);
    text.paragraph("If it is still needed, please write it again.");
    return letter(owner, "Not sent: " + subject(hold), text);
  }

  /** To the sender: a reviewer stopped it. */
  Letter declined(Hold hold, Address owner, Address reviewer, String reason) {
    LetterText text = new LetterText();
    text.paragraph("Your message was not sent: " + reviewer + " decided that it should not go.");
    about(text, hold);
    text.heading("The reason given");
    text.paragraph(reason);
    return letter(owner, "Not sent: " + subject(hold), text);
  }

  private Letter letter(Address to, String subject, LetterText text) {
    text.paragraph("Times are those of " + zone + ".");
    return new Letter(identities.next(), to, subject, text.plain(), text.html());
  }

  private void about(LetterText text, Hold hold) {
    text.item("Subject: " + subject(hold));
    text.item("Held: " + moment(hold.heldAt()));
    text.item("To: " + people(hold.envelope().recipients().size()));
  }

  private static void wrong(LetterText text, Hold hold) {
    if (hold.findings().isEmpty()) {
      return;
    }
    text.heading("What is wrong");
    hold.findings().stream().map(Finding::because).distinct().forEach(text::paragraph);
  }

  private static void concerned(LetterText text, Hold hold) {
    Set<Address> people = new LinkedHashSet<>();
    hold.findings().forEach(finding -> people.addAll(finding.recipients()));
    if (people.isEmpty()) {
      return;
    }
    text.heading("Who is concerned");
    List<Address> shown = people.stream().limit(LISTED).toList();
    shown.forEach(address -> text.item(address.toString()));
    if (people.size() > shown.size()) {
      text.item("and " + (people.size() - shown.size()) + " more");
    }
  }

  private String ending(Hold hold) {
    return switch (hold.awaiting()) {
      case SENDER, REVIEWER ->
          "If nobody decides by " + moment(hold.dueAt()) + ", the message is not sent.";
      case TIMER, SPLIT ->
          "If you do nothing, the message is sent at " + moment(hold.dueAt()) + ".";
    };
  }

  private static String action(Offer offer) {
    return switch (offer) {
      case SPLIT -> "Send each person a message of their own";
      case MAILING -> "For letters that you send again and again";
      case DROP_BCC -> "Take the Bcc line out and send it";
      case CORRECT_ADDRESS -> "Correct the address wherever it stands";
      case CHANGE_RECIPIENTS -> "Correct or remove recipients";
      case CANCEL -> "Cancel: do not send it";
      case SEND_WITH_REASON -> "Send it as it is, and say why";
    };
  }

  private static String subject(Hold hold) {
    String subject = hold.subject().isBlank() ? "(no subject)" : hold.subject().strip();
    return subject.length() <= SUBJECT_SHOWN
        ? subject
        : subject.substring(0, subject.offsetByCodePoints(0, SUBJECT_SHOWN / 2)) + "…";
  }

  private static String people(int count) {
    return count == 1 ? "1 person" : count + " people";
  }

  private String moment(Instant instant) {
    return when.format(instant);
  }

  /** As the console's pages write them: 9:41am on 9 June 2026. */
  private static DateTimeFormatter dates(ZoneId zone) {
    return new DateTimeFormatterBuilder()
        .appendPattern("h:mm")
        .appendText(ChronoField.AMPM_OF_DAY, Map.of(0L, "am", 1L, "pm"))
        .appendPattern(" 'on' d MMMM uuuu")
        .toFormatter(Locale.UK)
        .withZone(zone);
  }
}
