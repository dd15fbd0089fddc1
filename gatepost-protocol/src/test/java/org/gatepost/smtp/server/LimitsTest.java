package org.gatepost.smtp.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.gatepost.mail.SmtpReply;
import org.gatepost.smtp.Talk;
import org.gatepost.smtp.server.SmtpSettings.Access;
import org.gatepost.smtp.server.SmtpSettings.Storage;
import org.gatepost.smtp.server.SmtpSettings.Timeouts;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every limit has somebody who runs into it. */
class LimitsTest {
  private static final Duration SHORT = Duration.ofMillis(400);
  private static final Duration LONG = Duration.ofMinutes(1);

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

  @Test
  void oneConnectionTooManyIsToldToComeAgain() {
    server.connections = 2;
    Talk first = server.hello();
    server.hello();
    Talk third = server.connect();
    assertThat(third.reply()).startsWith("421 4.3.2");
    assertThat(third.line()).isEqualTo("(closed)");
    first.say("QUIT");
    first.close();
    Listening.until(() -> server.listener().connections() == 1);
    server.hello();
  }

  @Test
  void oneClientCannotTakeAllConnections() {
    server.connectionsPerClient = 1;
    Talk first = server.hello();
    Talk second = server.connect();
    assertThat(second.reply()).startsWith("421 4.7.0");
    first.say("QUIT");
    first.close();
    Listening.until(() -> server.listener().connections() == 0);
    server.hello();
  }

  @Test
  void theClientsOneTooManyTransactionsEndTheConnection() {
    server.transactions = 2;
    Talk talk = server.hello();
    talk.say("MAIL FROM:<a@city.example>");
    talk.say("RSET");
    talk.say("MAIL FROM:<a@city.example>");
    talk.say("RSET");
    assertThat(talk.say("MAIL FROM:<a@city.example>")).startsWith("421 4.7.0");
    assertThat(talk.line()).isEqualTo("(closed)");
  }

  @Test
  void tenThousandRecipientsInOneGroupAreTakenAndOneMoreIsNot() {
    Talk talk = server.hello();
    Thread.ofVirtual()
        .start(
            () -> {
              StringBuilder group = new StringBuilder("MAIL FROM:<a@city.example>\r\n");
              for (int i = 0; i <= 10_000; i++) {
                group.append("RCPT TO:<person").append(i).append("@home.example>\r\n");
              }
              talk.raw(group.toString());
            });
    assertThat(talk.reply()).startsWith("250");
    for (int i = 0; i < 10_000; i++) {
      assertThat(talk.reply()).startsWith("250 2.1.5");
    }
    assertThat(talk.reply()).startsWith("452 4.5.3");
    talk.say("DATA");
    assertThat(talk.say("x: y\r\n\r\n.")).startsWith("250");
    assertThat(server.gate.messages.getFirst().recipients()).hasSize(10_000);
  }

  @Test
  void recipientsThatWereRefusedDoNotCount() {
    server.recipients = 1;
    server.gate.recipient =
        to -> () -> SmtpReply.of(to.address().localPart().equals("no") ? 550 : 250, "", "x");
    Talk talk = server.hello();
    talk.raw(
        """
        MAIL FROM:<a@city.example>\r
        RCPT TO:<no@home.example>\r
        RCPT TO:<yes@home.example>\r
        RCPT TO:<yes2@home.example>\r
        """);
    assertThat(talk.reply()).startsWith("250");
    assertThat(talk.reply()).startsWith("550");
    assertThat(talk.reply()).startsWith("250");
    assertThat(talk.reply()).startsWith("452");
  }

  @Test
  void aSizeThatIsTooLargeIsRefusedBeforeTheContent() {
    server.messageSize = 1000;
    Talk talk = server.hello();
    assertThat(talk.say("MAIL FROM:<a@city.example> SIZE=1001")).startsWith("552 5.3.4");
    assertThat(talk.say("MAIL FROM:<a@city.example> SIZE=999999999999999999")).startsWith("552");
    assertThat(talk.say("MAIL FROM:<a@city.example> SIZE=9999999999999999999")).startsWith("501");
    assertThat(talk.say("MAIL FROM:<a@city.example> SIZE=1000")).startsWith("250");
  }

  @Test
  void contentThatIsTooLargeIsReadToItsEndAndRefused() {
    server.messageSize = 1_000_000;
    Talk talk = server.data();
    byte[] line = ("z".repeat(998) + "\r\n").getBytes(StandardCharsets.US_ASCII);
    for (int i = 0; i < 20_000; i++) {
      talk.raw(line);
      assertThat(server.listener().openContents()).isLessThanOrEqualTo(1);
    }
    assertThat(talk.say(".")).startsWith("552 5.3.4");
    assertThat(talk.say("NOOP")).startsWith("250");
    assertThat(server.gate.messages).isEmpty();
  }

  @Test
  void aChunkThatNobodyWillReadEndsTheConnection() {
    server.messageSize = 1000;
    Talk talk = server.hello();
    talk.say("MAIL FROM:<a@city.example>");
    talk.say("RCPT TO:<b@x.example>");
    assertThat(talk.raw("BDAT 2000 LAST\r\n" + "z".repeat(2000)).reply()).startsWith("552 5.3.4");
    talk.say("MAIL FROM:<a@city.example>");
    talk.say("RCPT TO:<b@x.example>");
    assertThat(talk.say("BDAT 999999999999 LAST")).startsWith("552 5.3.4");
    assertThat(talk.line()).isEqualTo("(closed)");
  }

  @Test
  void aHundredMegabytesPassThroughAFileThatNobodySees() throws Exception {
    Talk talk = server.data();
    byte[] lines = ("z".repeat(998) + "\r\n").repeat(100).getBytes(StandardCharsets.US_ASCII);
    talk.raw("x: y\r\n\r\n");
    for (int i = 0; i < 999; i++) {
      talk.raw(lines);
    }
    try (var files = java.nio.file.Files.list(folder)) {
      assertThat(files).isEmpty();
    }
    assertThat(talk.say(".")).startsWith("250");
    assertThat(server.gate.messages.getFirst().octets()).hasSize(99_900_008);
  }

  @Test
  void whatFindsNoRoomIsDeferred() {
    server.storage = new Storage(folder.resolve("missing"), 1024, 1 << 20, Long.MAX_VALUE);
    Talk talk = server.data();
    assertThat(talk.say("x: y\r\n\r\n" + "z".repeat(5000) + "\r\n.")).startsWith("452 4.3.1");
    assertThat(talk.say("NOOP")).startsWith("250");
  }

  @Test
  void aHeaderLineOfAMegabyteIsRefused() {
    Talk talk = server.data();
    assertThat(talk.say("x: " + "y".repeat(1_000_000) + "\r\n\r\nbody\r\n."))
        .startsWith("554 5.6.0");
    assertThat(talk.say("NOOP")).startsWith("250");
  }

  @Test
  void aBodyLineOfAMegabyteIsNot() {
    Talk talk = server.data();
    assertThat(talk.say("x: y\r\n\r\n" + "y".repeat(1_000_000) + "\r\n.")).startsWith("250");
  }

  @Test
  void aHeaderWithoutEndIsRefused() {
    server.headerSize = 100_000;
    Talk talk = server.data();
    assertThat(talk.say("x: y\r\n".repeat(20_000) + "\r\nbody\r\n.")).startsWith("552 5.3.4");
  }

  @Test
  void aMessageThatGoesInCirclesIsStopped() {
    server.receivedFields = 3;
    Talk talk = server.data();
    String field = "Received: by a\r\n\twith b\r\n";
    assertThat(talk.say(field.repeat(3) + "Received-SPF: x\r\n\r\nReceived: no\r\n."))
        .startsWith("250");
    talk.say("MAIL FROM:<a@city.example>");
    talk.say("RCPT TO:<b@x.example>");
    talk.say("DATA");
    assertThat(talk.say("rEcEiVeD: by z\r\n" + field.repeat(3) + "\r\n.")).startsWith("554 5.4.6");
  }

  @Test
  void aLongCommandIsDroppedAndTheNextIsHeard() {
    Talk talk = server.hello();
    assertThat(talk.say("NOOP " + "x".repeat(100_000))).startsWith("500 5.5.2");
    assertThat(talk.say("NOOP " + "x".repeat(5_000))).startsWith("500 5.5.2");
    assertThat(talk.say("NOOP " + "x".repeat(4_000))).startsWith("250");
    talk.raw("NOOP " + "x".repeat(2_000_000));
    assertThat(talk.reply()).startsWith("500 5.5.2");
    assertThat(talk.line()).isEqualTo("(closed)");
  }

  @Test
  void whoGetsEverythingWrongIsSentAway() {
    server.badCommands = 3;
    Talk talk = server.hello();
    assertThat(talk.say("FOO")).startsWith("500");
    assertThat(talk.say("RCPT TO:<a@b.example>")).startsWith("503");
    talk.raw("BAR\r\n");
    assertThat(talk.reply()).startsWith("500");
    assertThat(talk.reply()).startsWith("421 4.7.0");
    assertThat(talk.line()).isEqualTo("(closed)");
  }

  @Test
  void whoDoesNothingForEverIsSentAway() {
    server.badCommands = 3;
    Talk talk = server.hello();
    String reply = "";
    for (int i = 0; i < 16 && !reply.startsWith("421"); i++) {
      reply = talk.say(i % 2 == 0 ? "NOOP" : "RSET");
    }
    assertThat(reply).startsWith("421 4.7.0");
  }

  @Test
  void silenceEndsTheConnection() {
    server.timeouts = new Timeouts(LONG, SHORT, LONG, LONG, LONG);
    Talk talk = server.hello();
    assertThat(talk.reply()).startsWith("421 4.4.2");
    assertThat(talk.line()).isEqualTo("(closed)");
  }

  @Test
  void lettersThatDripInDoNotKeepAConnectionOpen() {
    server.timeouts = new Timeouts(LONG, SHORT, LONG, LONG, LONG);
    Talk talk = server.hello();
    long end = System.nanoTime() + Duration.ofSeconds(15).toNanos();
    try {
      while (System.nanoTime() < end && talk.socket().getInputStream().available() == 0) {
        talk.raw("x");
        java.util.concurrent.locks.LockSupport.parkNanos(20_000_000);
      }
    } catch (java.io.IOException closed) {
      throw new java.io.UncheckedIOException(closed);
    }
    assertThat(talk.reply()).startsWith("421 4.4.2");
  }

  @Test
  void contentThatStopsComingEndsTheConnection() {
    server.timeouts = new Timeouts(LONG, LONG, SHORT, LONG, LONG);
    Talk talk = server.data();
    talk.raw("Subject: half");
    assertThat(talk.reply()).startsWith("421 4.4.2");
    assertThat(talk.line()).isEqualTo("(closed)");
    assertThat(server.gate.messages).isEmpty();
  }

  @Test
  void contentThatTakesForEverEndsTheConnection() throws Exception {
    server.timeouts = new Timeouts(LONG, LONG, LONG, SHORT, LONG);
    Talk talk = server.data();
    while (talk.socket().getInputStream().available() == 0) {
      talk.raw("x\r\n");
      java.util.concurrent.locks.LockSupport.parkNanos(20_000_000);
    }
    assertThat(talk.reply()).startsWith("421 4.4.2");
  }

  @Test
  void whoDoesNotReadOurRepliesIsCutOff() throws Exception {
    server.timeouts = new Timeouts(LONG, LONG, LONG, LONG, SHORT);
    server.badCommands = 1_000_000;
    Talk talk = server.hello();
    talk.socket().setReceiveBufferSize(4096);
    byte[] many = "HELP\r\n".repeat(10_000).getBytes(StandardCharsets.US_ASCII);
    Thread flood =
        Thread.ofVirtual()
            .start(
                () -> {
                  try {
                    while (true) {
                      talk.raw(many);
                    }
                  } catch (java.io.UncheckedIOException cutOff) {
                    assertThat(cutOff.getCause()).isInstanceOf(SocketException.class);
                  }
                });
    assertThat(flood.join(Duration.ofSeconds(20))).isTrue();
    Listening.until(() -> server.listener().connections() == 0);
  }

  @Test
  void onlyNamedNetworksRelay() {
    server.access =
        new Access(List.of(Network.parse("192.0.2.0/24").orElseThrow()), List.of(), List.of());
    Talk talk = server.hello();
    assertThat(talk.say("MAIL FROM:<a@city.example>")).startsWith("530 5.7.0");
    assertThat(talk.say("RCPT TO:<a@city.example>")).startsWith("503");
  }

  @Test
  void whatIsBeyondWhatIsKeptIsReadAndDropped() {
    server.storage = Storage.in(folder).keeping(1_000);
    Talk talk = server.data();
    assertThat(talk.say("x: y\r\n\r\n" + "z".repeat(600_000) + "\r\n.")).startsWith("250");
    assertThat(server.gate.messages.getFirst().octets()).hasSize(1_000);
    assertThat(server.gate.messages.getFirst().text()).startsWith("x: y\r\n\r\nzzz");
  }

  @Test
  void aGateMayTakeItEasyWithWhatCouldNotBeRead() {
    server.headerSize = 1_000;
    server.gate.unread =
        refusal -> {
          assertThat(refusal.toString()).startsWith("552 5.3.4");
          return SmtpReply.of(250, "2.0.0", "Never mind");
        };
    Talk talk = server.data();
    assertThat(talk.say("x: y\r\n".repeat(1_000) + "\r\nbody\r\n.")).startsWith("250");
    assertThat(server.gate.messages).isEmpty();
    assertThat(talk.say("MAIL FROM:<anna@city.example>")).startsWith("250");
  }

  @Test
  void memoryThatIsUsedUpSendsContentToFiles() {
    server.storage = new Storage(folder, 64 << 10, 10_000, Long.MAX_VALUE);
    Talk first = server.data();
    Talk second = server.data();
    first.raw("x: y\r\n\r\n" + "z".repeat(6000));
    second.raw("x: y\r\n\r\n" + "z".repeat(6000));
    assertThat(first.say("\r\n.")).startsWith("250");
    assertThat(second.say("\r\n.")).startsWith("250");
    assertThat(server.gate.messages).hasSize(2);
  }
}
