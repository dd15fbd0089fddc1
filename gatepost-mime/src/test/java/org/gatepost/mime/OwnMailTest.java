package org.gatepost.mime;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import org.gatepost.delivery.Composer;
import org.gatepost.delivery.Delivery;
import org.gatepost.delivery.Letter;
import org.gatepost.mail.Address;
import org.gatepost.mail.Content;
import org.gatepost.mail.Headers;
import org.gatepost.mail.Message;
import org.gatepost.mail.NamedAddress;
import org.gatepost.mail.Part;
import org.junit.jupiter.api.Test;

class OwnMailTest {
  private static final UUID ID = UUID.fromString("0197a2b4-0000-7000-8000-000000000001");

  private final Composer composer =
      new SplicingComposer(
          new NamedAddress("Gatepost, Zoë's", Address.of("gatepost@city.example")),
          "City Council",
          InstantSource.fixed(Instant.parse("2026-06-09T09:41:00Z")));

  @Test
  void aLetterSaysTheSameTwiceAndAnswersNobody() throws IOException {
    String text = "Grüße\n\n.hidden dot\nFrom here\n" + "long ".repeat(50) + "\ntrailing \n=3D";
    Content content =
        composer.letter(
            new Letter(ID, Address.of("anna@city.example"), "Held: Grüße", text, "<p>é</p>\n"));
    String raw = Messages.text(content);
    assertThat(raw.replace("\r\n", "")).doesNotContain("\r", "\n");
    assertThat(raw.chars()).allMatch(c -> c < 127);
    assertThat(raw.split("\r\n", -1)).allMatch(line -> line.length() <= 78);
    assertThat(raw).doesNotContain("\r\n.").doesNotContain("\r\nFrom ");
    assertThat(raw.toLowerCase(java.util.Locale.ROOT)).doesNotContain("<img", "http");
    Message message = Messages.of(content);
    assertThat(value(message, "Auto-Submitted")).isEqualTo("auto-generated");
    assertThat(value(message, "X-Auto-Response-Suppress")).isEqualTo("All");
    assertThat(value(message, "Date")).isEqualTo("Tue, 09 Jun 2026 09:41:00 +0000");
    assertThat(value(message, "Organization")).isEqualTo("City Council");
    assertThat(message.heading().messageId()).contains("<" + ID + "@city.example>");
    assertThat(message.heading().subject()).contains("Held: Grüße");
    assertThat(message.heading().from())
        .containsExactly(new NamedAddress("Gatepost, Zoë's", Address.of("gatepost@city.example")));
    assertThat(message.root().mediaType()).isEqualTo("multipart/alternative");
    assertThat(message.root().children().stream().map(Part::mediaType))
        .containsExactly("text/plain", "text/html");
    assertThat(Messages.body(message.root().children().getFirst()))
        .isEqualTo(text.replace("\n", "\r\n"));
    assertThat(Messages.body(message.root().children().getLast())).isEqualTo("<p>é</p>\r\n");
  }

  @Test
  void aReportSaysWhoWhyAndAboutWhat() throws IOException {
    Message original =
        Messages.of(
            """
            From: team@city.example
            To: a@x.example, b@y.example
            Subject: Grüße
            Message-ID: <1@city.example>

            secret body
            """);
    Content content =
        composer.report(
            original,
            Address.of("team@city.example"),
            List.of(
                result("a@x.example", "550 5.1.1 No such user", false),
                result("zoë@y.example", "452 Full", false),
                result("c@y.example", "Given up after many attempts: 451 4.7.1 Later", true)),
            ID);
    String raw = Messages.text(content);
    assertThat(raw).doesNotContain("secret body");
    assertThat(raw.chars()).allMatch(c -> c < 127);
    Message report = Messages.of(content);
    assertThat(value(report, "Content-Type"))
        .startsWith("multipart/report; report-type=delivery-status;");
    assertThat(value(report, "Auto-Submitted")).isEqualTo("auto-replied");
    assertThat(report.heading().references()).containsExactly("<1@city.example>");
    List<Part> parts = report.root().children();
    assertThat(parts.stream().map(Part::mediaType))
        .containsExactly("text/plain", "message/delivery-status", "text/rfc822-headers");
    assertThat(Messages.body(parts.get(0)))
        .contains("“Grüße” could not be delivered", "a@x.example", "550 5.1.1 No such user")
        .contains("it may have arrived all the same");
    assertThat(Messages.body(parts.get(1)))
        .isEqualTo(
            """
            Reporting-MTA: dns; city.example

            Final-Recipient: rfc822; a@x.example
            Action: failed
            Status: 5.1.1
            Diagnostic-Code: smtp; 550 5.1.1 No such user

            Final-Recipient: utf-8; zo\\x{00EB}@y.example
            Action: failed
            Status: 5.0.0
            Diagnostic-Code: smtp; 452 Full

            Final-Recipient: rfc822; c@y.example
            Action: failed
            Status: 5.0.0
            Diagnostic-Code: x-gatepost; Given up after many attempts: 451 4.7.1 Later
            """
                .replace("\n", "\r\n"));
    assertThat(Messages.body(parts.get(2))).contains("Subject: Grüße\r\n").contains("<1@city");
  }

  private static Delivery.Result result(String to, String reply, boolean inDoubt) {
    return new Delivery.Result(Address.of(to), Delivery.Status.FAILED, reply, inDoubt);
  }

  private static String value(Message message, String name) {
    return message.headers().first(name).map(Headers.Field::value).orElse("");
  }
}
