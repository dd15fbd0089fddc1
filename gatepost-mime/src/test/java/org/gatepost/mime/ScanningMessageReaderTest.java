package org.gatepost.mime;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.gatepost.gate.MessageReader.Reading;
import org.gatepost.mail.Content;
import org.gatepost.mail.Headers;
import org.gatepost.mail.Message;
import org.gatepost.mail.Part;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ScanningMessageReaderTest {
  @Test
  void headingOfAPlainMessage() throws IOException {
    Message message =
        read(
            """
            From: =?utf-8?Q?Zo=C3=AB?= <zoe@city.example>
            Sender: team@city.example
            Reply-To: desk@city.example
            To: Anna <anna@x.example>,
             Ben <ben@y.example>
            Cc: Group: c@z.example;
            cc: d@z.example
            Bcc: e@z.example
            Resent-To: f@z.example
            Subject: =?utf-8?Q?Gr=C3=BC=C3=9Fe?=
             from us
            Date: Tue, 09 Jun 2026 09:41:00 +0100
            Message-ID: <1@city.example>
            In-Reply-To: <3@x.example>
            References: <2@x.example>
             <3@x.example>

            Hello
            """);
    assertThat(message.heading().from().getFirst().name()).isEqualTo("Zoë");
    assertThat(message.heading().sender().orElseThrow().address()).hasToString("team@city.example");
    assertThat(message.heading().replyTo().getFirst().address()).hasToString("desk@city.example");
    assertThat(message.heading().addressees().stream().map(a -> a.place() + " " + a.address()))
        .containsExactly(
            "TO anna@x.example",
            "TO ben@y.example",
            "CC c@z.example",
            "CC d@z.example",
            "BCC e@z.example",
            "TO f@z.example");
    assertThat(message.heading().subject()).contains("Grüße from us");
    assertThat(message.heading().date()).contains(Instant.parse("2026-06-09T08:41:00Z"));
    assertThat(message.heading().messageId()).contains("<1@city.example>");
    assertThat(message.heading().references()).containsExactly("<2@x.example>", "<3@x.example>");
    assertThat(body(message.root())).isEqualTo("Hello\r\n");
  }

  @Test
  void partsAreFoundWhereTheyStand() throws IOException {
    Message message =
        read(
            """
            From: a@x.example
            Content-Type: multipart/mixed; boundary="outer"

            preamble
            --outer
            Content-Type: multipart/alternative; boundary=inner

            --inner
            Content-Type: text/plain; charset=utf-8
            Content-Transfer-Encoding: quoted-printable

            Gr=C3=BC=C3=9Fe =
            all
            --inner
            Content-Type: text/html

            <p>
            --inner--
            between
            --outer
            Content-Type: application/pdf; name="a.pdf"
            Content-Disposition: attachment; filename*=utf-8''li%C3%9Fte.pdf
            Content-Transfer-Encoding: base64

            SGVs
            bG8=
            --outer
            Content-Type: message/rfc822

            From: b@y.example
            Content-Type: text/plain

            nested
            --outer--
            epilogue
            """);
    assertThat(message.root().walk().map(Part::mediaType))
        .containsExactly(
            "multipart/mixed",
            "multipart/alternative",
            "text/plain",
            "text/html",
            "application/pdf",
            "message/rfc822",
            "text/plain");
    List<Part> parts = message.root().walk().toList();
    assertThat(body(parts.get(2))).isEqualTo("Grüße all");
    assertThat(parts.get(2).charset()).contains("utf-8");
    assertThat(parts.get(3).attachment()).isFalse();
    assertThat(body(parts.get(3))).isEqualTo("<p>");
    assertThat(parts.get(4).fileName()).contains("lißte.pdf");
    assertThat(parts.get(4).attachment()).isTrue();
    assertThat(body(parts.get(4))).isEqualTo("Hello");
    assertThat(body(parts.get(5))).startsWith("From: b@y.example").endsWith("nested");
    assertThat(parts.get(6).headers().first("From").orElseThrow().value()).isEqualTo("b@y.example");
    assertThat(body(parts.get(6))).isEqualTo("nested");
    assertThat(message.heading().from()).hasSize(1);
    assertCovered(message);
  }

  @Test
  void bareLineFeedsOldMacLinesAndMailboxFilesAreRead() throws IOException {
    String text = "From: a@x.example\nTo: b@y.example\n\nbody\n";
    for (String variant :
        List.of(
            text,
            text.replace("\n", "\r"),
            text.replace("\n", "\r\n"),
            "From a@x.example Tue Jun  9 09:41:00 2026\n" + text)) {
      Message message = readOctets(variant.getBytes(ISO_8859_1));
      assertThat(message.heading().addressees()).hasSize(1);
      assertThat(body(message.root()).strip()).isEqualTo("body");
      assertCovered(message);
    }
  }

  @Test
  void aLoneCarriageReturnInAMessageWithOtherLineEndsEndsNoLine() throws IOException {
    Message message =
        readOctets("From: a@x.example\nTo: b@y.example,\rc@z.example\n\n".getBytes(ISO_8859_1));
    assertThat(message.heading().addressees()).hasSize(2);
  }

  record Awkward(String name, String text, int addressees, int parts) {
    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Awkward> awkward() {
    String multipart = "To: a@x.example\nContent-Type: multipart/mixed; boundary=b\n\n";
    return Stream.of(
        new Awkward("no body", "To: a@x.example\n", 1, 1),
        new Awkward("no line end", "To: a@x.example", 1, 1),
        new Awkward("no blank line", "To: a@x.example\nnot a field\nCc: b@x.example\n", 2, 1),
        new Awkward("space before the colon", "To : a@x.example\n\n", 1, 1),
        new Awkward("NULs", "To: a@x.example,\0b@x.example\n\n\0\0", 2, 1),
        new Awkward("blank folding line", "To: a@x.example,\n \n b@x.example\n\n", 2, 1),
        new Awkward("unterminated", multipart + "--b\n\ntext", 1, 2),
        new Awkward("cut in a part's header", multipart + "--b\nContent-Type: text/ht", 1, 2),
        new Awkward("cut in a boundary", multipart + "--b\n\ntext\n--", 1, 2),
        new Awkward("no part at all", multipart + "text", 1, 1),
        new Awkward("part without blank line", multipart + "--b\ntext\n--b--\n", 1, 2),
        new Awkward("boundary in a part's header", multipart + "--b\nX: y\n--b\n\nz\n--b--", 1, 3),
        new Awkward("no boundary", "To: a@x.example\nContent-Type: multipart/mixed\n\n--b\n", 1, 1),
        new Awkward(
            "same boundary twice",
            multipart + "--b\nContent-Type: multipart/mixed; boundary=b\n\n--b\n\nx\n--b--\n--b--",
            1,
            3),
        new Awkward("blank behind the boundary", multipart + "--b \n\nx\n--b-- \n", 1, 2),
        new Awkward(
            "empty message inside",
            multipart + "--b\nContent-Type: message/rfc822\n\n--b--\n",
            1,
            3),
        new Awkward(
            "digest",
            multipart.replace("mixed", "digest") + "--b\n\nTo: c@x.example\n\nx\n--b--",
            1,
            3));
  }

  @ParameterizedTest
  @MethodSource("awkward")
  void awkwardMessagesAreRead(Awkward awkward) throws IOException {
    for (String text : List.of(awkward.text(), awkward.text().replace("\n", "\r\n"))) {
      Message message = readOctets(text.getBytes(ISO_8859_1));
      assertThat(message.heading().addressees()).hasSize(awkward.addressees());
      assertThat(message.root().walk()).hasSize(awkward.parts());
      assertCovered(message);
    }
  }

  @Test
  void rawEightBitHeadersAreRead() throws IOException {
    assertThat(readOctets("Subject: Grüße\n\n".getBytes(UTF_8)).heading().subject())
        .contains("Grüße");
    assertThat(readOctets("Subject: Grüße\n\n".getBytes(ISO_8859_1)).heading().subject())
        .contains("Grüße");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\r\n", "\n\n", "just text", "two\nlines\n\nX: y\n", "\0\0\0", ": x"})
  void whatHasNoHeaderIsNoMessage(String text) throws IOException {
    Reading reading = new ScanningMessageReader().read(Content.of(text.getBytes(ISO_8859_1)));
    assertThat(reading)
        .isInstanceOfSatisfying(
            Reading.NotAMessage.class,
            none -> assertThat(none.because()).containsAnyOf("no header", "empty"));
  }

  /** Noise that happens to be large is no message either. */
  @Test
  void whatHasNoHeaderIsNoMessageHoweverLargeItIs() throws IOException {
    for (String noise : List.of("\0".repeat(6 << 20), "just text\n".repeat(100_001))) {
      assertThat(new ScanningMessageReader().read(Content.of(noise.getBytes(ISO_8859_1))))
          .isInstanceOf(Reading.NotAMessage.class);
    }
  }

  @Test
  void aMessageBeyondALimitStillSaysWhoseItIsWhenItsOwnHeaderWasRead() throws IOException {
    String header = "From: a@x.example\r\nMessage-ID: <1@x.example>\r\n";
    byte[] deep = (header + new String(nested(1000), ISO_8859_1)).getBytes(ISO_8859_1);
    assertThat(
            ((Reading.BeyondLimits) new ScanningMessageReader().read(Content.of(deep))).heading())
        .hasValueSatisfying(heading -> assertThat(heading.messageId()).hasValue("<1@x.example>"));
    byte[] wide = (header + "X:x\r\n".repeat(200_000)).getBytes(ISO_8859_1);
    assertThat(
            ((Reading.BeyondLimits) new ScanningMessageReader().read(Content.of(wide))).heading())
        .isEmpty();
  }

  @Test
  void nestingIsLimited() throws IOException {
    assertThat(refusal(nested(1000))).contains("nested more than 100 levels");
    assertThat(readOctets(nested(90)).root().walk()).hasSize(91);
    String forwarded = "Content-Type: message/rfc822\r\n\r\n".repeat(1000);
    assertThat(refusal(forwarded.getBytes(ISO_8859_1))).contains("nested more than 100 levels");
  }

  @Test
  void partsAreLimited() throws IOException {
    assertThat(refusal(parts(10_001))).contains("more than 10000 parts");
    assertThat(readOctets(parts(9_000)).root().children()).hasSize(9_000);
  }

  @Test
  void headersAreLimited() throws IOException {
    String line = "To: " + "a@x.example,".repeat((1 << 20) / 12) + "\r\n";
    assertThat(readOctets((line + "\r\n").getBytes(ISO_8859_1)).heading().addressees())
        .hasSize((1 << 20) / 12);
    assertThat(refusal(("X: " + "x".repeat(5 << 20)).getBytes(ISO_8859_1)))
        .contains("header is larger than 5 MB");
    assertThat(refusal("X:x\r\n".repeat(200_000).getBytes(ISO_8859_1)))
        .contains("more than 100000 header fields");
    assertThat(refusal(line.repeat(2).getBytes(ISO_8859_1))).contains("more than 100000 addresses");
    String part = "--b\r\nX: " + "x".repeat(3 << 20) + "\r\n\r\n";
    assertThat(
            refusal(
                ("Content-Type: multipart/mixed; boundary=b\r\n\r\n" + part.repeat(6))
                    .getBytes(ISO_8859_1)))
        .contains("header is larger than 16 MB");
  }

  /** The listener takes headers of up to 4 MiB, and our Received field comes on top of them. */
  @Test
  void theLargestHeaderThatIsTakenIsStillReadWithOurFieldInFront() throws IOException {
    int taken = 4 << 20;
    String received = "Received: from " + "h".repeat(4096) + "\r\n\tby gate.city.example\r\n";
    String field = "X: " + "x".repeat(taken - "X: \r\n".length()) + "\r\n";
    assertThat(readOctets((received + field + "\r\nx\r\n").getBytes(ISO_8859_1)).headers().fields())
        .hasSize(2);
  }

  @Test
  void aHundredMegabytesNeedNoMemory() throws IOException {
    Content large =
        new RepeatedContent(
            "From: a@x.example\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n\r\n",
            "--bx\r\n" + "x".repeat(994) + "\r\n",
            100_000,
            "--b--\r\n");
    assertThat(large.size()).isGreaterThan(100_000_000);
    long before = RepeatedContent.allocated();
    Message message = assertTimeoutPreemptively(Duration.ofSeconds(20), () -> readContent(large));
    assertThat(RepeatedContent.allocated() - before).isLessThan(50_000_000);
    assertThat(message.root().children().getFirst().bodyEnd()).isEqualTo(large.size() - 9);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\n", "\r", "\r\n", "--b\n", "--", "--b", "--b--\n", "X:\n ", " ", "\0", "=", ";", "\""
      })
  void aMegabyteOfAnythingIsRead(String piece) throws IOException {
    String filler = piece.repeat((1 << 20) / piece.length());
    String start = "To: a@x.example\nContent-Type: multipart/mixed; boundary=b";
    for (String text :
        List.of(filler, start + filler, start + "\n\n" + filler, start + "\n\n--b\n" + filler)) {
      Reading reading =
          assertTimeoutPreemptively(
              Duration.ofSeconds(10),
              () -> new ScanningMessageReader().read(Content.of(text.getBytes(ISO_8859_1))));
      assertThat(reading).isNotNull();
    }
  }

  /** Every octet up to the body belongs to one field, and parts lie within their parents. */
  static void assertCovered(Message message) throws IOException {
    long at = 0;
    for (Headers.Field field : message.headers().fields()) {
      assertThat(field.start()).isEqualTo(at);
      at = field.end();
    }
    assertThat(message.root().bodyStart() - at).isBetween(0L, 2L);
    assertThat(message.root().bodyEnd()).isEqualTo(message.content().size());
    assertWithin(message.root());
  }

  private static void assertWithin(Part part) {
    long at = part.bodyStart();
    for (Part child : part.children()) {
      for (Headers.Field field : child.headers().fields()) {
        assertThat(field.start()).isGreaterThanOrEqualTo(at);
        at = field.end();
      }
      assertThat(child.bodyStart()).isGreaterThanOrEqualTo(at);
      assertThat(child.bodyEnd()).isBetween(child.bodyStart(), part.bodyEnd());
      assertWithin(child);
      at = child.bodyEnd();
    }
  }

  private static byte[] nested(int depth) {
    return IntStream.range(0, depth)
        .mapToObj(i -> "Content-Type: multipart/mixed; boundary=b" + i + "\r\n\r\n--b" + i + "\r\n")
        .collect(Collectors.joining())
        .getBytes(ISO_8859_1);
  }

  private static byte[] parts(int count) {
    return ("Content-Type: multipart/mixed; boundary=b\r\n\r\n" + "--b\r\n\r\nx\r\n".repeat(count))
        .getBytes(ISO_8859_1);
  }

  private static String refusal(byte[] octets) throws IOException {
    Reading reading = new ScanningMessageReader().read(Content.of(octets));
    assertThat(reading).isInstanceOf(Reading.BeyondLimits.class);
    return ((Reading.BeyondLimits) reading).because();
  }

  private static Message read(String text) throws IOException {
    return readOctets(text.replace("\n", "\r\n").getBytes(UTF_8));
  }

  private static Message readOctets(byte[] octets) throws IOException {
    return readContent(Content.of(octets));
  }

  private static Message readContent(Content content) throws IOException {
    Reading reading = new ScanningMessageReader().read(content);
    assertThat(reading).isInstanceOf(Reading.Read.class);
    return ((Reading.Read) reading).message();
  }

  private static String body(Part part) throws IOException {
    try (InputStream in = part.body().open()) {
      return new String(in.readAllBytes(), UTF_8);
    }
  }
}
