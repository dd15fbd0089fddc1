package org.gatepost.smtp.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.gatepost.mail.Address;
import org.gatepost.smtp.Talk;
import org.gatepost.smtp.server.SmtpSettings.Access;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** PROXY and XCLIENT: whoever stands behind a proxy is the client, and the proxy never is. */
class ProxyTest {
  private static final List<Network> TRUSTED =
      List.of(
          Network.parse("192.0.2.0/24").orElseThrow(),
          Network.parse("2001:db8::/32").orElseThrow(),
          Network.parse("127.0.0.0/8").orElseThrow());

  @TempDir Path folder;
  private Listening server;

  @BeforeEach
  void listen() {
    server = new Listening(folder);
  }

  @AfterEach
  void leave() {
    server.close();
  }

  private void behindProxy() {
    server.access = new Access(TRUSTED, Network.LOOPBACK, List.of());
  }

  private void behindXclient() {
    server.access = new Access(TRUSTED, List.of(), Network.LOOPBACK);
  }

  private static void send(Talk talk) {
    assertThat(talk.say("MAIL FROM:<a@city.example>")).startsWith("250");
    talk.say("RCPT TO:<b@x.example>");
    talk.say("DATA");
    assertThat(talk.say("x: y\r\n\r\n.")).startsWith("250");
  }

  private static byte[] binary(int command, int family, int... body) {
    ByteArrayOutputStream header = new ByteArrayOutputStream();
    header.writeBytes("\r\n\r\n\0\r\nQUIT\n".getBytes(StandardCharsets.ISO_8859_1));
    header.write(command);
    header.write(family);
    header.write(body.length >> 8);
    header.write(body.length);
    for (int octet : body) {
      header.write(octet);
    }
    return header.toByteArray();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "PROXY TCP4 192.0.2.7 10.0.0.1 1234 25\r\n",
        "PROXY TCP6 2001:db8::7 2001:db8::1 1234 25\r\n"
      })
  void theHeaderInTextNamesTheClient(String header) {
    behindProxy();
    Talk talk = server.connect();
    talk.raw(header);
    assertThat(talk.reply()).startsWith("220");
    talk.say("EHLO c.example");
    send(talk);
    assertThat(server.gate.messages.getFirst().submission().client())
        .isIn("192.0.2.7", "2001:db8:0:0:0:0:0:7");
    assertThat(server.gate.messages.getFirst().received())
        .containsAnyOf("([192.0.2.7])", "([IPv6:2001:db8:0:0:0:0:0:7])");
  }

  @Test
  void theHeaderInBinaryNamesTheClient() {
    behindProxy();
    Talk four = server.connect();
    four.raw(binary(0x21, 0x11, 192, 0, 2, 9, 10, 0, 0, 1, 4, 0, 0, 25, 1, 2, 3));
    assertThat(four.reply()).startsWith("220");
    four.say("EHLO c.example");
    send(four);
    assertThat(server.gate.messages.getFirst().submission().client()).isEqualTo("192.0.2.9");
    int[] six = new int[36];
    six[0] = 0x20;
    six[1] = 0x01;
    six[2] = 0x0d;
    six[3] = 0xb8;
    six[15] = 9;
    Talk talk = server.connect();
    talk.raw(binary(0x21, 0x21, six));
    assertThat(talk.reply()).startsWith("220");
    talk.say("EHLO c.example");
    send(talk);
    assertThat(server.gate.messages.getLast().submission().client())
        .isEqualTo("2001:db8:0:0:0:0:0:9");
  }

  @Test
  void aStrangerBehindAProxyMayNotRelay() {
    behindProxy();
    Talk talk = server.connect();
    talk.raw("PROXY TCP4 198.51.100.7 127.0.0.1 1234 25\r\n");
    talk.reply();
    talk.say("EHLO c.example");
    assertThat(talk.say("MAIL FROM:<a@city.example>")).startsWith("530");
  }

  @Test
  void aProxyThatDoesNotKnowItsClientIsNobody() {
    behindProxy();
    for (byte[] header :
        List.of(
            "PROXY UNKNOWN\r\n".getBytes(StandardCharsets.US_ASCII),
            "PROXY UNKNOWN ffff:f...f:ffff 1 2 3\r\n".getBytes(StandardCharsets.US_ASCII),
            binary(0x20, 0),
            binary(0x21, 0, 1, 2, 3))) {
      Talk talk = server.connect();
      talk.raw(header);
      assertThat(talk.reply()).startsWith("220");
      talk.say("EHLO c.example");
      assertThat(talk.say("MAIL FROM:<a@city.example>")).startsWith("530");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "EHLO c.example\r\n",
        "PROXY TCP4 192.0.2.7 10.0.0.1 1234\r\n",
        "PROXY TCP4 2001:db8::7 10.0.0.1 1234 25\r\n",
        "PROXY TCP4 example.com 10.0.0.1 1234 25\r\n",
        "PROXY TCP4 192.0.2.7 10.0.0.1 1234 25\n",
        "PROXY TCP4 192.0.2.777 10.0.0.1 1234 25\r\n",
        "PROXY\r\n",
        "PROXY TCP4 192.0.2.7 10.0.0.1 1234 25                                                    "
            + "                                                                          \r\n",
        "\r\n\r\n\0\r\nQUIT\n1\21\0\0",
        "\r\n\r\n\0\r\nQUIX\n!\21\0\0................",
        "\r\n\r\n\0\r\nQUIT\n!\21\0\4abcd",
        "\r\n\r\n\0\r\nQUIT\n!\21\177\177"
      })
  void aProxyThatSaysNothingSensibleIsRefused(String header) {
    behindProxy();
    Talk talk = server.connect();
    talk.raw(header);
    assertThat(talk.line()).isEqualTo("(closed)");
  }

  @Test
  void thePatienceWithASilentProxyEnds() {
    behindProxy();
    server.timeouts =
        new SmtpSettings.Timeouts(
            java.time.Duration.ofMillis(300),
            server.timeouts.command(),
            server.timeouts.dataBlock(),
            server.timeouts.content(),
            server.timeouts.write());
    Talk talk = server.connect();
    talk.raw("PROXY TCP4");
    assertThat(talk.reply()).startsWith("421 4.4.2");
    assertThat(talk.line()).isEqualTo("(closed)");
  }

  @Test
  void theLimitForOneClientCountsWhoeverIsBehindTheProxy() {
    behindProxy();
    server.connectionsPerClient = 1;
    Talk first = server.connect();
    first.raw("PROXY TCP4 192.0.2.7 10.0.0.1 1234 25\r\n");
    assertThat(first.reply()).startsWith("220");
    Talk same = server.connect();
    same.raw("PROXY TCP4 192.0.2.7 10.0.0.1 1235 25\r\n");
    assertThat(same.reply()).startsWith("421 4.7.0");
    Talk other = server.connect();
    other.raw("PROXY TCP4 192.0.2.8 10.0.0.1 1236 25\r\n");
    assertThat(other.reply()).startsWith("220");
  }

  @Test
  void nobodyElseIsHeardAsAProxy() {
    Talk talk = server.connect();
    talk.raw("PROXY TCP4 192.0.2.7 10.0.0.1 1234 25\r\n");
    assertThat(talk.reply() + talk.reply()).containsAnyOf("500 5.5.1", "554 5.5.0");
    Talk other = server.hello();
    assertThat(other.say("EHLO c.example")).doesNotContain("XCLIENT");
    assertThat(other.say("XCLIENT ADDR=192.0.2.7")).startsWith("550 5.7.0");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "PROXY TCP4 198.51.100.7 127.0.0.1 1234 25\r\n",
        "PROXY TCP4 127.0.0.1 127.0.0.1 1234 25\r\n",
        "PROXY UNKNOWN\r\n"
      })
  void whoeverIsBehindAProxyMayNotSpeakForOthers(String header) {
    server.access = new Access(TRUSTED, Network.LOOPBACK, Network.LOOPBACK);
    Talk talk = server.connect();
    talk.raw(header);
    assertThat(talk.reply()).startsWith("220");
    assertThat(talk.say("EHLO c.example")).doesNotContain("XCLIENT");
    assertThat(talk.say("XCLIENT ADDR=127.0.0.1")).startsWith("550 5.7.0");
    assertThat(talk.say("XCLIENT ADDR=192.0.2.7 LOGIN=anna@city.example")).startsWith("550 5.7.0");
    if (!header.contains("TCP4 127")) {
      assertThat(talk.say("MAIL FROM:<a@city.example>")).startsWith("530");
    }
  }

  @Test
  void xclientNamesTheClient() {
    behindXclient();
    Talk talk = server.hello();
    assertThat(talk.say("EHLO proxy.example")).contains("250 XCLIENT NAME ADDR");
    assertThat(talk.say("XCLIENT NAME=mx.home.example ADDR=192.0.2.7 PORT=99 PROTO=ESMTP"))
        .startsWith("220");
    assertThat(talk.say("MAIL FROM:<a@city.example>")).startsWith("503");
    talk.say("EHLO mx.home.example");
    send(talk);
    assertThat(server.gate.messages.getFirst().received())
        .startsWith("Received: from mx.home.example (mx.home.example [192.0.2.7])\r\n");
  }

  @Test
  void xclientNamesWhoLoggedIn() {
    behindXclient();
    Talk talk = server.hello();
    assertThat(
            talk.say(
                "XCLIENT ADDR=IPV6:2001:db8::5 LOGIN=anna+2Bx@city.example NAME=[UNAVAILABLE]"))
        .startsWith("220");
    talk.say("EHLO c.example");
    send(talk);
    assertThat(server.gate.messages.getFirst().submission().authenticated())
        .contains(Address.of("anna+x@city.example"));
    assertThat(server.gate.messages.getFirst().submission().client())
        .isEqualTo("2001:db8:0:0:0:0:0:5");
  }

  @Test
  void aProxyThatNamesNobodyMaySendNothing() {
    behindXclient();
    Talk talk = server.hello();
    assertThat(talk.say("MAIL FROM:<a@city.example>")).startsWith("550 5.7.1");
    assertThat(talk.say("XCLIENT NAME=x.example")).startsWith("220");
    talk.say("EHLO c.example");
    assertThat(talk.say("MAIL FROM:<a@city.example>")).startsWith("550 5.7.1");
    assertThat(talk.say("XCLIENT ADDR=[UNAVAILABLE]")).startsWith("220");
    talk.say("EHLO c.example");
    assertThat(talk.say("MAIL FROM:<a@city.example>")).startsWith("530");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "ADDR",
        "ADDR=",
        "ADDR=host.example",
        "FOO=x",
        "ADDR=1.2.3.4 ADDR=1.2.3.5",
        "LOGIN=anna",
        "NAME=a+0",
        "ADDR=300.1.1.1"
      })
  void xclientThatIsMalformedIsRefused(String attributes) {
    behindXclient();
    Talk talk = server.hello();
    assertThat(talk.say("XCLIENT " + attributes)).startsWith("501 5.5.4");
  }

  @Test
  void xclientNeedsAMomentBetweenTransactions() {
    behindXclient();
    Talk talk = server.hello();
    talk.say("XCLIENT ADDR=192.0.2.7");
    talk.say("EHLO c.example");
    talk.say("MAIL FROM:<a@city.example>");
    assertThat(talk.say("XCLIENT ADDR=192.0.2.8")).startsWith("503");
  }
}
