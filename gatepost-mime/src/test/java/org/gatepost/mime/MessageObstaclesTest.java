package org.gatepost.mime;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.gatepost.delivery.Composer.Obstacle;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class MessageObstaclesTest extends ObstacleTrial {
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
}
