package org.gatepost.mime;

import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.io.IOException;
import java.nio.charset.Charset;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.gatepost.delivery.Composer.Obstacle;
import org.gatepost.mail.Address;
import org.gatepost.mail.Message;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ObstacleSearchTest extends ObstacleTrial {
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
}
