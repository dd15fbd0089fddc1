package org.gatepost.app;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;

/** Made-up old mail, a message an hour, in one mailbox. */
public final class OldMail {
  private static final Instant START = Instant.parse("2026-03-02T08:00:00Z");

  private final StringBuilder box = new StringBuilder();
  private int messages;

  /** A message as it is written; its number is the minute of its date. */
  public static String letter(
      int number, String from, List<String> to, String subject, String id, String references) {
    String date =
        DateTimeFormatter.RFC_1123_DATE_TIME.format(
            START.plus(Duration.ofHours(number)).atOffset(ZoneOffset.UTC));
    String answers =
        references.isEmpty()
            ? ""
            : "In-Reply-To: <" + references + ">\nReferences: <" + references + ">\n";
    return """
    From: %s
    To: %s
    Cc: %s
    Subject: %s
    Date: %s
    Message-ID: <%s>
    %sContent-Type: text/plain; charset=utf-8

    Please see below.
    """
        .formatted(
            from,
            to.getFirst(),
            String.join(",\n ", to.subList(Math.min(1, to.size() - 1), to.size())),
            subject,
            date,
            id,
            answers);
  }

  OldMail add(String letter) {
    box.append("From someone Tue Jun  9 09:41:00 2026\n").append(letter).append('\n');
    messages++;
    return this;
  }

  OldMail add(String from, List<String> to, String subject, String id, String references) {
    return add(letter(messages, from, to, subject, id, references));
  }

  int messages() {
    return messages;
  }

  byte[] octets() {
    return box.toString().getBytes(StandardCharsets.UTF_8);
  }
}
