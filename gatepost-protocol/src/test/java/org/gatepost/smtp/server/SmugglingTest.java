package org.gatepost.smtp.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.gatepost.smtp.Talk;
import org.gatepost.smtp.server.SmtpSettings.LineEnds;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * SMTP smuggling (CVE-2023-51764): what looks like the end of data to another server must never be
 * one to us, and what follows a dispute about it must never run.
 */
class SmugglingTest {
  /** What a smuggler sends behind the sequence, hoping that it is read as commands. */
  private static final String SMUGGLED =
      """
      MAIL FROM:<mallory@evil.example>\r
      RCPT TO:<ben@home.example>\r
      DATA\r
      Subject: smuggled\r
      \r
      smuggled\r
      .\r
      """;

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

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\n.\n",
        "\n.\r\n",
        "\r.\r",
        "\r.\r\n",
        "\r\n.\n",
        "\r\n.\r",
        "\0\r\n.\r\n",
        "\r\n\0.\r\n",
        "\r\0\n.\r\n",
        "\r\n.\0\r\n",
        "\r\n.\r\0\n",
        "\n\r.\r\n",
        "\r\n.\r\r\n",
        "\r\r\n.\r\n",
        "\r\n..\n"
      })
  void aDisputedEndOfDataIsRefusedAndNothingBehindItRuns(String sequence) {
    Talk talk = server.data();
    talk.raw("Subject: bait\r\n\r\nbait" + sequence + SMUGGLED);
    assertThat(talk.reply()).startsWith("554 5.6.0");
    assertThat(talk.line()).isEqualTo("(closed)");
    assertThat(server.gate.messages).isEmpty();
    assertThat(server.gate.events.stream().filter("mail"::equals)).hasSize(1);
  }

  @Test
  void aNulBehindTheEndOfDataIsNoCommand() {
    Talk talk = server.data();
    talk.raw("Subject: bait\r\n\r\nbait\r\n.\r\n\0" + SMUGGLED);
    assertThat(talk.reply()).startsWith("250");
    assertThat(talk.reply()).startsWith("500 5.5.2");
    assertThat(talk.line()).isEqualTo("(closed)");
    assertThat(server.gate.messages).hasSize(1);
    assertThat(server.gate.messages.getFirst().text()).doesNotContain("smuggled");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\n.\n",
        "\n.\r\n",
        "\r.\r",
        "\r.\r\n",
        "\r\n.\n",
        "\r\n.\r",
        "\n\r.\r\n",
        "\r\n.\r\r\n"
      })
  void normalisingMakesOneMessageThatReadsTheSameEverywhere(String sequence) {
    server.lineEnds = LineEnds.NORMALISE;
    Talk talk = server.data();
    talk.raw("Subject: bait\r\n\r\nbait" + sequence + SMUGGLED);
    assertThat(talk.reply()).startsWith("250");
    assertThat(server.gate.messages).hasSize(1);
    String text = server.gate.messages.getFirst().text();
    assertThat(text).contains("MAIL FROM:<mallory@evil.example>\r\n").endsWith("smuggled\r\n");
    assertThat(text.replace("\r\n", "")).doesNotContain("\r", "\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"\0\r\n.\r\n", "\r\n\0.\r\n", "\r\0\n.\r\n", "\r\n.\0\r\n"})
  void normalisingDoesNotTakeNuls(String sequence) {
    server.lineEnds = LineEnds.NORMALISE;
    Talk talk = server.data();
    talk.raw("Subject: bait\r\n\r\nbait" + sequence + SMUGGLED);
    assertThat(talk.reply()).startsWith("554 5.6.0");
    assertThat(talk.line()).isEqualTo("(closed)");
    assertThat(server.gate.messages).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"a\nb", "a\rb", "a\0b", "a\r\r\n", "\n.\n", "a\r"})
  void chunksGetTheSameCheckBecauseTheyMayGoOnByData(String content) {
    Talk talk = server.hello();
    talk.say("MAIL FROM:<a@city.example>");
    talk.say("RCPT TO:<b@x.example>");
    talk.raw("BDAT " + content.length() + " LAST\r\n" + content);
    assertThat(talk.reply()).startsWith("554 5.6.0");
    assertThat(talk.line()).isEqualTo("(closed)");
    assertThat(server.gate.messages).isEmpty();
  }

  @Test
  void aLineEndMayBeSplitOverTwoChunks() {
    Talk talk = server.hello();
    talk.say("MAIL FROM:<a@city.example>");
    talk.say("RCPT TO:<b@x.example>");
    talk.raw("BDAT 5\r\nx: y\r");
    assertThat(talk.reply()).startsWith("250");
    talk.raw("BDAT 3 LAST\r\n\n\r\n");
    assertThat(talk.reply()).startsWith("250");
    assertThat(server.gate.messages.getFirst().text()).isEqualTo("x: y\r\n\r\n");
  }

  @Test
  void chunksThatAreNormalisedHaveNoLoneLineEnds() {
    server.lineEnds = LineEnds.NORMALISE;
    Talk talk = server.hello();
    talk.say("MAIL FROM:<a@city.example>");
    talk.say("RCPT TO:<b@x.example>");
    talk.raw("BDAT 12 LAST\r\nx: y\n\r\n.\n\rz\r");
    assertThat(talk.reply()).startsWith("250");
    assertThat(server.gate.messages.getFirst().text()).isEqualTo("x: y\r\n\r\n.\r\n\r\nz\r\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"NOOP\n", "NOOP\r", "NO\0OP\r\n", "NOOP\rRSET\r\n", "\n", "NOOP\n\r\n"})
  void commandsEndInCrLfAndInNothingElse(String command) {
    Talk talk = server.hello();
    talk.raw(command + "\r\nQUIT\r\n");
    assertThat(talk.reply()).startsWith("500 5.5.2");
    assertThat(talk.line()).isEqualTo("(closed)");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "EHLO a.example\r\nMAIL FROM:<a@city.example>\r\n",
        "HELO a.example\r\nMAIL FROM:<a@city.example>\r\n",
        "STARTTLS\r\nEHLO a.example\r\n",
        "AUTH PLAIN\r\nAAAA\r\n",
        "MAIL FROM:<a@city.example>\r\nRCPT TO:<b@x.example>\r\nDATA\r\nx: y\r\n\r\n.\r\n"
      })
  void nobodyTalksAheadOfAnAnswerThatMatters(String group) {
    Talk talk = server.hello();
    talk.raw(group);
    String reply = talk.reply();
    while (reply.startsWith("250 2.1")) {
      reply = talk.reply();
    }
    assertThat(reply).startsWith("554 5.5.0");
    assertThat(talk.line()).isEqualTo("(closed)");
    assertThat(server.gate.messages).isEmpty();
  }

  @Test
  void whoeverSaidHeloWasNotOfferedPipelining() {
    Talk talk = server.connect();
    talk.reply();
    talk.say("HELO a.example");
    talk.raw("MAIL FROM:<a@city.example>\r\nRCPT TO:<b@x.example>\r\n");
    assertThat(talk.reply()).startsWith("554 5.5.0");
    assertThat(talk.line()).isEqualTo("(closed)");
  }

  @Test
  void aBrowserIsSentAway() {
    Talk talk = server.hello();
    talk.raw("POST / HTTP/1.1\r\n");
    assertThat(talk.reply()).startsWith("500 5.5.1");
    assertThat(talk.line()).isEqualTo("(closed)");
  }
}
