package org.gatepost.mime;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.gatepost.delivery.Composer;
import org.gatepost.delivery.Composer.Obstacle;
import org.gatepost.mail.Address;
import org.gatepost.mail.Message;
import org.gatepost.mail.NamedAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ObstacleSearchTest {
  private static final Set<Address> PEOPLE =
      Stream.of(
              "anna@x.example",
              "ben.bell@y.example",
              "zoë@bücher.example",
              "\"cy d\"@z.example",
              "o'neil+mail@z.example")
          .map(Address::of)
          .collect(Collectors.toSet());

  private static final Composer COMPOSER =
      new SplicingComposer(
          NamedAddress.of(Address.of("gatepost@city.example")),
          "City Council",
          InstantSource.system());

  @ParameterizedTest
  @ValueSource(
      strings = {
        "write to anna@x.example.",
        "ANNA@X.EXAMPLE",
        "anna+school@x.example",
        "<anna@x.example>",
        "\"anna@x.example\"",
        "'anna@x.example'",
        "mailto:anna@x.example?subject=hi",
        "https://list.example/?to=anna@x.example&x=1",
        "https://list.example/?to=anna%40x.example",
        "https://list.example/?to=%61nna%40x%2Eexample",
        "anna&#64;x.example",
        "anna&#x40;x&#46;example",
        "anna&#00064x.example",
        "anna&commat;x&period;example",
        "anna\u00ad@x.\u200bexample",
        "see:anna@x.example.Then",
        "-anna@x.example-",
        "...anna@x.example",
        "a,anna@x.example,b",
        "anna@x.example;anna@x.example",
        "zoë@bücher.example",
        "zoë@xn--bcher-kva.example",
        "\"cy d\"@z.example",
        "o'neil@z.example",
        "Ben.Bell@Y.example",
        "@@@ben.bell@y.example@",
      })
  void anAddressInTheTextIsFoundHoweverItIsWritten(String text) throws IOException {
    assertThat(obstacles("text/plain; charset=utf-8", "8bit", text.getBytes(UTF_8)))
        .singleElement()
        .satisfies(
            obstacle -> {
              assertThat(obstacle.where()).isEqualTo("the text");
              assertThat(obstacle.because()).startsWith("It names ");
            });
    for (Charset charset : List.of(UTF_16BE, UTF_16LE, Charset.forName("IBM037"))) {
      boolean writable = charset.newEncoder().canEncode(text);
      if (writable) {
        assertThat(
                obstacles(
                    "text/plain; charset=" + charset.name(), "base64", text.getBytes(charset)))
            .hasSize(1);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ana@x.example",
        "hanna@x.example",
        "jo.anna@x.example",
        "anna@y.example",
        "anna@w.x.example",
        "anna at x.example",
        "team@city.example",
        "@x.example",
        "anna@",
        "100%",
        "&#64;",
        "&"
      })
  void otherTextIsNoObstacle(String text) throws IOException {
    assertThat(obstacles("text/plain; charset=utf-8", "8bit", text.getBytes(UTF_8))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<p>anna@x.example</p>",
        "<a href=\"mailto:anna@x.example\">Anna</a>",
        "<a href=\"mailto:anna%40x.example\">Anna</a>",
        "<b>anna</b>@<i>x</i>.example",
        "<td>Anna</td><td>anna<wbr>@x.example</td><td>next</td>",
        "<!-- anna@x.example -->",
        "anna<!-- no robots -->&#64;<span>x.example</span>",
        "<p>a < b</p>anna@x.example"
      })
  void anAddressInHtmlIsFound(String html) throws IOException {
    assertThat(obstacles("text/html; charset=utf-8", "base64", html.getBytes(UTF_8))).hasSize(1);
  }

  @Test
  void transferEncodingsAreUndone() throws IOException {
    assertThat(obstacles("text/plain", "quoted-printable", "anna=40x.exa=\r\nmple".getBytes(UTF_8)))
        .hasSize(1);
    assertThat(obstacles("text/plain", "x-unknown", "text".getBytes(UTF_8)))
        .singleElement()
        .extracting(Obstacle::because)
        .isEqualTo("It is in an encoding that cannot be looked into.");
    assertThat(obstacles("text/plain; charset=x-unknown", "7bit", "text".getBytes(UTF_8)))
        .singleElement()
        .extracting(Obstacle::because)
        .isEqualTo("It is in a character set that is not known: x-unknown.");
  }

  /** A file as it would be attached. */
  static final class Attached {
    final String name;
    final byte[] octets;

    Attached(String name, byte[] octets) {
      this.name = name;
      this.octets = octets;
    }

    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Attached> attachmentsThatNameSomebody() throws IOException {
    byte[] plain = "name,address\nAnna,anna@x.example\n".getBytes(UTF_8);
    byte[] zip = zip("xl/sharedStrings.xml", "<si><t>anna@x.example</t></si>".getBytes(UTF_8));
    byte[] concatenated = concatenated(gzip("x".getBytes(UTF_8)), gzip(plain));
    return Stream.of(
        new Attached("list.csv", plain),
        new Attached("utf16.txt", "\ufeffanna@x.example".getBytes(UTF_16LE)),
        new Attached("octets.bin", "\0\0\u0001\u0016anna@x.example\0bar".getBytes(ISO_8859_1)),
        new Attached("list.xlsx", zip),
        new Attached(
            "runs.docx",
            zip(
                "word/document.xml",
                "<w:p><w:r><w:t>anna</w:t></w:r><w:r><w:t>@x.example</w:t></w:r></w:p>"
                    .getBytes(UTF_8))),
        new Attached("anna@x.example.zip", zip("empty", new byte[0])),
        new Attached("names.zip", zip("anna@x.example.txt", new byte[0])),
        new Attached("list.csv.gz", gzip(plain)),
        new Attached("two.gz", concatenated),
        new Attached("deep.zip", zip("a.zip", zip("b.gz", gzip(plain)))),
        new Attached("behind.zip", concatenated(zip("a", new byte[10]), plain)),
        new Attached(
            "mail.eml",
            ("To: x@y.example\nContent-Transfer-Encoding: base64\n\n" + Messages.base64(plain))
                .getBytes(UTF_8)));
  }

  @ParameterizedTest
  @MethodSource("attachmentsThatNameSomebody")
  void anAddressInAnAttachmentIsFound(Attached attached) throws IOException {
    assertThat(obstacles(attachment(attached.name, attached.octets)))
        .isNotEmpty()
        .allSatisfy(
            obstacle -> {
              assertThat(obstacle.where()).contains("attachment “" + attached.name + "”");
              assertThat(obstacle.because()).isEqualTo("It names anna@x.example.");
            });
  }

  static Stream<Attached> attachmentsThatCannotBeLookedInto() throws IOException {
    byte[] damaged = zip("a.txt", "some text that is long enough to be packed".getBytes(UTF_8));
    damaged[40] ^= 0x55;
    byte[] locked = zip("a.txt", "text".getBytes(UTF_8));
    locked[6] |= 1;
    byte[] bomb = zip("a.txt", new byte[64 << 20]);
    byte[] deep = "x".getBytes(UTF_8);
    for (int i = 0; i < 5; i++) {
      deep = zip("a.zip", deep);
    }
    return Stream.of(
        new Attached("damaged.zip", damaged),
        new Attached("locked.zip", locked),
        new Attached("bomb.zip", bomb),
        new Attached("bomb.gz", gzip(new byte[64 << 20])),
        new Attached("deep.zip", deep),
        new Attached("sealed.7z", new byte[] {'7', 'z', (byte) 0xbc, (byte) 0xaf, 0x27, 0x1c}),
        new Attached("keys.asc", "-----BEGIN PGP MESSAGE-----\n".getBytes(UTF_8)),
        new Attached("mail.p7m", new byte[10]));
  }

  @ParameterizedTest
  @MethodSource("attachmentsThatCannotBeLookedInto")
  void whatCannotBeLookedIntoIsAnObstacle(Attached attached) throws IOException {
    Message message = attachment(attached.name, attached.octets);
    List<Obstacle> obstacles =
        assertTimeoutPreemptively(Duration.ofSeconds(20), () -> obstacles(message));
    assertThat(obstacles)
        .singleElement()
        .extracting(Obstacle::where)
        .isEqualTo("attachment “" + attached.name + "”");
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void mutilatedArchivesAreLookedIntoOrSaid(long seed) throws IOException {
    Random random = new Random(seed);
    byte[] text = "some text, again and again, some text".getBytes(UTF_8);
    for (byte[] archive : List.of(zip("a", text), gzip(text), zip("b", gzip(zip("c", text))))) {
      for (int i = 0; i < 100; i++) {
        byte[] mutilated = archive.clone();
        mutilated[4 + random.nextInt(archive.length - 4)] ^= (byte) (1 << random.nextInt(8));
        assertThat(obstacles(attachment("a.zip", mutilated))).hasSizeLessThan(4);
      }
    }
  }

  @Test
  void tooManyFilesInAnArchiveAreAnObstacle() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(out)) {
      for (int i = 0; i <= 10_000; i++) {
        zip.putNextEntry(new ZipEntry("f" + i));
      }
    }
    assertThat(obstacles(attachment("many.zip", out.toByteArray())))
        .singleElement()
        .extracting(Obstacle::because)
        .isEqualTo("Its archives hold more than 10000 files.");
  }

  record Case(String name, String where, String text) {
    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Case> messages() {
    String from = "From: team@city.example\nTo: anna@x.example, ben.bell@y.example\n";
    String mixed = from + "Content-Type: multipart/mixed; boundary=b\n\n";
    return Stream.of(
        new Case("subject", "the header field “Subject”", from + "Subject: for anna@x.example\n\n"),
        new Case(
            "encoded subject",
            "the header field “Subject”",
            from + "Subject: =?utf-8?Q?for_anna=40x.example?=\n\n"),
        new Case("reply to", "the header field “Reply-To”", from + "Reply-To: anna@x.example\n\n"),
        new Case(
            "references",
            "the header field “References”",
            from + "References: <anna@x.example>\n\n"),
        new Case(
            "preamble", "the source of the message", mixed + "anna@x.example\n--b\n\nx\n--b--"),
        new Case(
            "epilogue", "the source of the message", mixed + "--b\n\nx\n--b--\nanna@x.example"),
        new Case(
            "part header", "the text's header", mixed + "--b\nX-Note: anna@x.example\n\nx\n--b--"),
        new Case(
            "content id",
            "the header of an attachment without a name",
            mixed + "--b\nContent-Type: image/png\nContent-ID: <anna@x.example>\n\nx\n--b--"),
        new Case(
            "file name",
            "the header of attachment “anna@x.example.txt”",
            mixed
                + "--b\n"
                + "Content-Disposition: attachment; filename*=utf-8''anna%40x.example.txt\n\n"
                + "x\n"
                + "--b--"),
        new Case(
            "protected header",
            "the protected header",
            from
                + "Content-Type: multipart/signed; boundary=b\n\n--b\n"
                + "Content-Type: text/plain; hp=\"clear\"\nTo: anna@x.example\n\nx\n--b--"),
        new Case(
            "older protected header",
            "the protected header",
            from
                + "Content-Type: multipart/signed; boundary=b\n\n"
                + "--b\n"
                + "Content-Type: text/plain; protected-headers=\"v1\"\n"
                + "Cc: anna@x.example\n\n"
                + "x\n"
                + "--b--"),
        new Case(
            "forwarded message",
            "the header of the attached message",
            mixed + "--b\nContent-Type: message/rfc822\n\nTo: anna@x.example\n\nx\n--b--"),
        new Case(
            "encoded message",
            "the header of the attached message",
            mixed
                + "--b\nContent-Type: message/rfc822\nContent-Transfer-Encoding: base64\n\n"
                + Messages.base64("To: =?utf-8?Q?anna=40x.example?=\n\nx".getBytes(UTF_8))
                + "\n--b--"),
        new Case(
            "invitation",
            "the text",
            mixed + "--b\nContent-Type: text/calendar\n\nATTENDEE:mailto:anna@x.example\n--b--"));
  }

  @ParameterizedTest
  @MethodSource("messages")
  void whereItStandsIsSaid(Case message) throws IOException {
    assertThat(obstacles(Messages.of(message.text())))
        .singleElement()
        .isEqualTo(new Obstacle(message.where(), "It names anna@x.example."));
  }

  @ParameterizedTest
  @ValueSource(strings = {"message/rfc822", "message/global"})
  void anEncodedMessageThatCannotBeReadCountsAsNamingSomebody(String type) throws IOException {
    String nested = "Content-Type: message/rfc822\n\n".repeat(150) + "Subject: x\n\nx";
    for (String inner : List.of("no header at all", nested)) {
      assertThat(obstacles(type, "base64", inner.getBytes(UTF_8)))
          .singleElement()
          .isEqualTo(
              new Obstacle("the attached message", "It is a message that cannot be looked into."));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "application/pkcs7-mime; smime-type=enveloped-data",
        "application/pkcs7-mime; smime-type=authEnveloped-data",
        "application/x-pkcs7-mime",
        "multipart/encrypted; boundary=b; protocol=\"application/pgp-encrypted\""
      })
  void encryptedMailIsNotSplit(String type) throws IOException {
    assertThat(obstacles(type, "7bit", "x".getBytes(UTF_8)))
        .extracting(Obstacle::because)
        .containsExactly(ObstacleSearch.ENCRYPTED);
  }

  @Test
  void inlineEncryptionIsNotSplit() throws IOException {
    assertThat(
            obstacles("text/plain", "7bit", "--\n-------BEGIN PGP MESSAGE-----\n".getBytes(UTF_8)))
        .extracting(Obstacle::because)
        .containsExactly(ObstacleSearch.ENCRYPTED);
  }

  @Test
  void whatACopyDropsAndWhoeverWroteItAreNoObstacle() throws IOException {
    assertThat(
            obstacles(
                Messages.of(
                    """
                    From: anna@x.example
                    To: anna@x.example, ben.bell@y.example
                    X-Envelope-To: ben.bell@y.example
                    X-Whatever: ben.bell@y.example
                    Received: from a by b for <ben.bell@y.example>; Tue, 9 Jun 2026 09:41:00 +0000

                    anna@x.example
                    """)))
        .isEmpty();
  }

  @Test
  void placesAreCappedAndCounted() throws IOException {
    String parts =
        IntStream.range(0, 15)
            .mapToObj(
                i ->
                    "--b\nContent-Disposition: attachment; filename=f"
                        + i
                        + "\n\nanna@x.example ben.bell@y.example \n")
            .collect(Collectors.joining());
    List<Obstacle> obstacles =
        obstacles(
            Messages.of(
                "From: t@c.example\nContent-Type: multipart/mixed; boundary=b\n\n" + parts));
    assertThat(obstacles).hasSize(11);
    assertThat(obstacles.getFirst().because())
        .isEqualTo("It names anna@x.example, ben.bell@y.example.");
    assertThat(obstacles.getLast().where()).isEqualTo("5 more places");
  }

  @Test
  void twentyMegabytesAreLookedThroughInSeconds() throws IOException {
    Set<Address> many =
        IntStream.range(0, 500)
            .mapToObj(i -> Address.of("family" + i + "@mail" + i % 5 + ".example"))
            .collect(Collectors.toSet());
    RepeatedContent content =
        new RepeatedContent(
            "From: t@c.example\r\n\r\n", "someone@mail1.example " + "x".repeat(78), 200_000, "x");
    Message message = Messages.of(content);
    assertThat(
            assertTimeoutPreemptively(
                Duration.ofSeconds(60), () -> COMPOSER.obstacles(message, many)))
        .isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "@",
        "a@",
        "a.a@",
        "a@x.example",
        "&",
        "%",
        "%4",
        "<",
        "\"@",
        "-----BEGIN ",
        "@x.example.",
        "\0"
      })
  void megabytesOfAnythingTakeLinearTime(String piece) throws IOException {
    Message message =
        Messages.of(
            new RepeatedContent(
                "From: t@c.example\r\n\r\n", piece, (3 << 20) / piece.length(), ""));
    assertThat(assertTimeoutPreemptively(Duration.ofSeconds(30), () -> obstacles(message)))
        .isNotNull();
  }

  private static List<Obstacle> obstacles(Message message) throws IOException {
    return COMPOSER.obstacles(message, PEOPLE);
  }

  private static List<Obstacle> obstacles(String type, String encoding, byte[] body)
      throws IOException {
    String header =
        "From: team@city.example\r\nTo: anna@x.example\r\nContent-Type: "
            + type
            + "\r\nContent-Transfer-Encoding: "
            + encoding
            + "\r\n\r\n";
    byte[] encoded = encoding.equals("base64") ? Messages.base64(body).getBytes(UTF_8) : body;
    return obstacles(
        Messages.of(org.gatepost.mail.Content.of(concatenated(header.getBytes(UTF_8), encoded))));
  }

  private static Message attachment(String name, byte[] octets) throws IOException {
    return Messages.of(
        "From: team@city.example\nContent-Type: multipart/mixed; boundary=b\n\n--b\n\ntext\n--b\n"
            + "Content-Type: application/octet-stream\n"
            + "Content-Disposition: attachment; filename=\""
            + name
            + "\"\nContent-Transfer-Encoding: base64\n\n"
            + Messages.base64(octets)
            + "\n--b--\n");
  }

  private static byte[] zip(String name, byte[] octets) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(out)) {
      zip.putNextEntry(new ZipEntry(name));
      zip.write(octets);
    }
    return out.toByteArray();
  }

  private static byte[] gzip(byte[] octets) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(octets);
    }
    return out.toByteArray();
  }

  private static byte[] concatenated(byte[] first, byte[] second) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(first);
    out.writeBytes(second);
    return out.toByteArray();
  }
}
