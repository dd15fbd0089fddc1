package org.gatepost.mime;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.gatepost.delivery.Composer.Correction;
import org.gatepost.delivery.Composer.Obstacle;
import org.gatepost.inspect.Mentions.Mention;
import org.gatepost.mail.Address;
import org.gatepost.mail.Content;
import org.gatepost.mail.NamedAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CorrectedTest {
  private static final Address WRONG = Address.of("desk@lists.city.example");
  private static final Address RIGHT = Address.of("desk-private@city.example");
  private static final String HEAD =
      "From: a@city.example\nTo: Desk <desk@lists.city.example>, c@d.example\nMIME-Version: 1.0\n";

  @Test
  void headerAndTextChangeAndNothingElse() throws IOException {
    String text =
        HEAD
            + "X-Odd:   spaced   \n\n"
            + "Write to desk@lists.city.example, or Desk@LISTS.city.example.\n"
            + "Not to other-desk@lists.city.example nor desk@lists.city.example.org\n";
    assertThat(made(text))
        .isEqualTo(
            crlf(
                HEAD.replace("desk@lists.city.example", "desk-private@city.example")
                    + "X-Odd:   spaced   \n\n"
                    + "Write to desk-private@city.example, or desk-private@city.example.\n"
                    + "Not to other-desk@lists.city.example nor desk@lists.city.example.org\n"));
  }

  @Test
  void twoSpellingsOfOnePersonChangeAPlaceOnce() throws IOException {
    Map<Address, Address> both = new LinkedHashMap<>();
    both.put(WRONG, RIGHT);
    both.put(Address.of("Desk+x@lists.city.example"), RIGHT);
    Correction correction =
        composer().corrected(Messages.of(HEAD + "\ndesk@lists.city.example\n"), both);
    assertThat(correction).isInstanceOf(Correction.Made.class);
    assertThat(correction instanceof Correction.Made(Content made) ? Messages.text(made) : "")
        .endsWith("\r\n\r\ndesk-private@city.example\r\n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ZGVza0BsaXN0cy5jaXR5LmV4YW1wbGU=QUJD",
        "ZGVza0BsaXN0cy5jaXR5LmV4YW1wbGU=\n-- \n",
        "ZGVza0BsaXN0cy5jaXR5LmV4YW1wbGU",
        "ZGVza0BsaXN0cy5jaXR5LmV4YW1wbGU===",
      })
  void base64ThatIsDamagedIsLeftAsItIs(String encoded) throws IOException {
    String text = HEAD + "Content-Transfer-Encoding: base64\n\n" + encoded + "\n";
    assertThat(obstacles(text)).isNotEmpty();
  }

  @Test
  void linksAndTextOfHtmlChangeEachInItsSpelling() throws IOException {
    String html =
        HEAD
            + "Content-Type: text/html\n\n<a href=\"mailto:desk%40lists.city.example?subject=x\">"
            + "desk&#64;lists.city.example</a> <b>desk@lists.city.example</b>\n";
    assertThat(made(html))
        .contains("mailto:desk-private%40city.example?subject=x")
        .contains(">desk-private&#64;city.example<")
        .contains("<b>desk-private@city.example</b>");
  }

  @Test
  void quotedPrintableStaysWithinItsLinesAndElseAsItWas() throws IOException {
    String before = "Gr=C3=BC=C3=9Fe   =\n aus: " + "x".repeat(50) + " desk@list=\n";
    String text =
        HEAD
            + "Content-Type: text/plain; charset=utf-8\n"
            + "Content-Transfer-Encoding: quoted-printable\n\n"
            + before
            + "s.city.example und desk=40lists.city.example desk@lists.city.example =E2=80=A6\n"
            + "Ende =3D\n";
    String made = made(text);
    String body = made.substring(made.indexOf("\r\n\r\n") + 4);
    assertThat(body).startsWith("Gr=C3=BC=C3=9Fe   =\r\n aus: ").endsWith("\r\nEnde =3D\r\n");
    assertThat(body.lines()).allMatch(line -> line.length() <= 76);
    assertThat(Messages.body(Messages.of(Content.of(made.getBytes(UTF_8))).root()))
        .isEqualTo(
            "Grüße    aus: "
                + "x".repeat(50)
                + " desk-private@city.example und desk-private@city.example"
                + " desk-private@city.example …\r\nEnde =\r\n");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 20, 30, 37, 38, 39, 50, 51, 52})
  void quotedPrintableHoldsItsLimitWhereverTheAddressStands(int column) throws IOException {
    String line = "y".repeat(column) + (column == 0 ? "" : " ") + "desk@lists.city.example";
    String rest = " " + "z".repeat(Math.max(0, 74 - line.length()));
    String text =
        HEAD
            + "Content-Transfer-Encoding: quoted-printable\n\nfirst\n"
            + (line + rest).substring(0, Math.min(76, (line + rest).length()))
            + "\nlast\n";
    String body = made(text).split("\r\n\r\n", 2)[1];
    assertThat(body.lines()).allMatch(one -> one.length() <= 76);
    assertThat(body).startsWith("first\r\n").endsWith("\r\nlast\r\n");
    assertThat(body.replace("=\r\n", "")).contains("desk-private@city.example");
  }

  @Test
  void base64IsEncodedAnewInLinesOfTheSameLength() throws IOException {
    byte[] words = "Grüße an desk@lists.city.example, Ihr Amt\r\n".getBytes(ISO_8859_1);
    String text =
        HEAD
            + "Content-Type: text/plain; charset=iso-8859-1\nContent-Transfer-Encoding: base64\n\n"
            + Messages.base64(words).replaceAll("(.{40})", "$1\n")
            + "\n";
    String made = made(text);
    String body = made.split("\r\n\r\n", 2)[1];
    assertThat(body.lines()).allMatch(line -> line.length() <= 40);
    byte[] decoded =
        Messages.of(Content.of(made.getBytes(ISO_8859_1))).root().body().open().readAllBytes();
    assertThat(new String(decoded, ISO_8859_1))
        .isEqualTo("Grüße an desk-private@city.example, Ihr Amt\r\n");
  }

  @Test
  void bothPartsChangeAndFilesStayOctetByOctet() throws IOException {
    String file = "desk@lists.city.example in a file\n";
    String text =
        HEAD
            + "Content-Type: multipart/mixed; boundary=x\n\npreamble\n--x\n"
            + "Content-Type: multipart/alternative; boundary=y\n\n--y\n\n"
            + "desk@lists.city.example\n--y\nContent-Type: text/html\n\n"
            + "<p>desk@lists.city.example\n--y--\n--x\nContent-Type: text/csv\n"
            + "Content-Disposition: attachment; filename=a.csv\n\n"
            + file
            + "--x--\nepilogue\n";
    String made = made(text);
    assertThat(made).contains(crlf(file)).startsWith("From: a@city.example\r\n");
    assertThat(made)
        .isEqualTo(
            crlf(text)
                .replace("desk@lists.city.example", "desk-private@city.example")
                .replace(
                    "desk-private@city.example in a file", "desk@lists.city.example in a file"));
  }

  @Test
  void whatIsSignedIsRefusedAndSaidWhere() throws IOException {
    String text =
        HEAD
            + "Content-Type: multipart/signed; boundary=x; protocol=\"application/pgp-signature\"\n"
            + "\n--x\nContent-Type: text/plain\n\ndesk@lists.city.example\n--x\n"
            + "Content-Type: application/pgp-signature\n\nabc\n--x--\n";
    assertThat(obstacles(text)).singleElement().satisfies(one -> says(one, "the text", "signed"));
    String inline = HEAD + "\n-----BEGIN PGP SIGNED MESSAGE-----\n\ndesk@lists.city.example\n";
    assertThat(obstacles(inline)).singleElement().satisfies(one -> says(one, "the text", "signed"));
  }

  @Test
  void aSignedTextThatNamesNobodyWrongLetsTheHeaderBeCorrected() throws IOException {
    String text =
        HEAD
            + "Content-Type: multipart/signed; boundary=x; protocol=\"application/pgp-signature\"\n"
            + "\n--x\nContent-Type: text/plain\n\nhello\n--x\n"
            + "Content-Type: application/pgp-signature\n\nabc\n--x--\n";
    assertThat(made(text)).contains("Desk <desk-private@city.example>").contains("hello");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Content-Type: text/html\n\n<b>desk</b>@lists.<i>city.example</i>\n",
        "Content-Type: text/html\n\n&#100;esk@lists.city.example\n",
        "Content-Type: text/plain; charset=utf-8\n\ndesk@li\u00adsts.city.example\n",
        """
        Content-Type: text/plain; charset=utf-16
        Content-Transfer-Encoding: base64

        AGQAZQBzAGsAQABsAGkAcwB0AHMALgBjAGkAdAB5AC4AZQB4AGEAbQBwAGwAZQ==
        """,
        "Content-Type: application/pkcs7-mime\n\nabc\n",
        "Content-Type: multipart/encrypted; boundary=x\n\n--x\n\nabc\n--x--\n",
      })
  void whatCannotBeChangedIsRefused(String text) throws IOException {
    assertThat(obstacles(HEAD + text)).isNotEmpty();
  }

  @Test
  void aRightAddressThatNeedsEscapingIsRefusedInTexts() throws IOException {
    Map<Address, Address> odd = Map.of(WRONG, Address.of("o'neil&co@city.example"));
    Correction correction = Corrected.of(Messages.of(HEAD + "\ndesk@lists.city.example\n"), odd);
    assertThat(correction).isInstanceOf(Correction.NotPossible.class);
  }

  @Test
  void noTextWhateverItsEncodingStillNamesTheWrongAddress() {
    Random random = new Random(4711);
    List<String> pieces =
        List.of(" ", " ", "word", "Grüße", "=", ".", "\r\n", "From", "…", WRONG.toString() + " ");
    for (int i = 0; i < 300; i++) {
      StringBuilder text = new StringBuilder("Start ");
      for (int j = random.nextInt(120); j >= 0; j--) {
        text.append(pieces.get(random.nextInt(pieces.size())));
      }
      // A line end, or a letter, may stand right before an address only apart from it.
      String apart = text.toString().replaceAll("(?<=[a-zA-Zeß.=])desk@", " desk@");
      for (String encoding : List.of("8bit", "quoted-printable", "base64")) {
        check(apart, encoding);
      }
    }
  }

  @Test
  void manyAddressesInOneLongLineTakeNoSquareOfTime() throws IOException {
    String text = "desk@lists.city.example ".repeat(100_000);
    long before = System.nanoTime();
    Corrected.of(Messages.of(HEAD + "\n" + text), Map.of(WRONG, RIGHT));
    assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(20));
  }

  private static void check(String text, String encoding) {
    try {
      String body =
          switch (encoding) {
            case "base64" -> Messages.base64(text.getBytes(UTF_8)) + "\n";
            case "quoted-printable" -> QuotedPrintable.encode(text).replace("\r\n", "\n");
            default -> text.replace("\r\n", "\n");
          };
      String message =
          HEAD
              + "Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: "
              + encoding
              + "\n\n"
              + body;
      String made = made(message);
      var changed = Messages.of(Content.of(made.getBytes(UTF_8)));
      assertThat(Messages.body(changed.root()).stripTrailing())
          .isEqualTo(text.replace("desk@lists.city.example", RIGHT.toString()).stripTrailing());
      assertThat(new MentionSearch().read(changed).mentions())
          .extracting(Mention::address)
          .doesNotContain(WRONG);
    } catch (IOException impossible) {
      throw new java.io.UncheckedIOException(impossible);
    }
  }

  private static void says(Obstacle obstacle, String where, String because) {
    assertThat(obstacle.where()).isEqualTo(where);
    assertThat(obstacle.because()).contains(because);
  }

  private static String made(String text) throws IOException {
    Correction correction = correct(text);
    assertThat(correction).isInstanceOf(Correction.Made.class);
    return correction instanceof Correction.Made(Content content) ? Messages.text(content) : "";
  }

  private static List<Obstacle> obstacles(String text) throws IOException {
    return correct(text) instanceof Correction.NotPossible(List<Obstacle> obstacles)
        ? obstacles
        : List.of();
  }

  private static Correction correct(String text) throws IOException {
    return composer().corrected(Messages.of(text), Map.of(WRONG, RIGHT));
  }

  private static SplicingComposer composer() {
    return new SplicingComposer(
        NamedAddress.of(Address.of("g@city.example")), "City", InstantSource.system());
  }

  private static String crlf(String text) {
    return text.replace("\n", "\r\n");
  }
}
