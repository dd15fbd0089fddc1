package org.gatepost.smtp.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.gatepost.mail.SmtpReply;
import org.gatepost.smtp.Talk;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Clients that vanish, gates that fail, and stopping: nothing stays open ({@link Listening}). */
class DeadClientTest {
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
        "",
        "EH",
        "EHLO x.example/",
        "EHLO x.example/|MAIL FROM:<a@city.example>/",
        "EHLO x.example/|MAIL FROM:<a@city.example>/RCPT TO:<b@x.example>/RC",
        "EHLO x.example/|MAIL FROM:<a@city.example>/RCPT TO:<b@x.example>/DATA/",
        "EHLO x.example/|MAIL FROM:<a@city.example>/RCPT TO:<b@x.example>/DATA/|x: y",
        "EHLO x.example/|MAIL FROM:<a@city.example>/RCPT TO:<b@x.example>/DATA/|x: y/.",
        "EHLO x.example/|MAIL FROM:<a@city.example>/RCPT TO:<b@x.example>/BDAT 9/abc",
        "EHLO x.example/|MAIL FROM:<a@city.example>/RCPT TO:<b@x.example>/BDAT 3/abc"
      })
  void whoeverVanishesLeavesNothingBehind(String said) {
    Talk talk = server.connect();
    assertThat(talk.reply()).startsWith("220");
    for (String part : said.split("\\|", -1)) {
      talk.raw(part.replace("/", "\r\n"));
      if (said.contains("|")) {
        talk.line();
      }
    }
    talk.close();
    Listening.until(() -> server.listener().connections() == 0);
    assertThat(server.gate.messages).isEmpty();
    assertThat(server.gate.open).hasValue(0);
  }

  @Test
  void aClientThatIsGoneWhenTheAnswerComesHasHandedItsMessageOver() throws Exception {
    CountDownLatch gone = new CountDownLatch(1);
    server.gate.deliver =
        (_, _) -> {
          try {
            gone.await();
          } catch (InterruptedException hurried) {
            throw new IllegalStateException(hurried);
          }
          return SmtpReply.of(250, "2.0.0", "taken");
        };
    Talk talk = server.data();
    talk.raw("x: y\r\n\r\n.\r\n");
    Listening.until(() -> server.listener().openContents() == 1);
    talk.close();
    gone.countDown();
    Listening.until(() -> server.listener().connections() == 0);
    assertThat(server.gate.messages).hasSize(1);
  }

  @Test
  void aGateThatFailsIsATransientAnswer() {
    server.gate.deliver =
        (_, _) -> {
          throw new IllegalStateException("broken for anna@city.example");
        };
    Talk talk = server.data();
    assertThat(talk.say("x: y\r\n\r\n.")).startsWith("421 4.3.0").doesNotContain("anna");
    assertThat(talk.line()).isEqualTo("(closed)");
  }

  @Test
  void stoppingSaysFarewellToTheIdle() throws Exception {
    Talk idle = server.hello();
    Talk silent = server.connect();
    silent.reply();
    Thread stopping =
        Thread.ofVirtual().start(() -> server.listener().stop(Duration.ofSeconds(20)));
    assertThat(idle.reply()).startsWith("421 4.3.2");
    assertThat(silent.reply()).startsWith("421 4.3.2");
    assertThat(stopping.join(Duration.ofSeconds(10))).isTrue();
  }

  @Test
  void stoppingLetsTransactionsEnd() throws Exception {
    Talk busy = server.data();
    Thread stopping =
        Thread.ofVirtual().start(() -> server.listener().stop(Duration.ofSeconds(20)));
    busy.raw("x: y\r\n\r\n");
    assertThat(busy.say(".")).startsWith("250 2.0.0");
    assertThat(busy.reply()).startsWith("421 4.3.2");
    assertThat(stopping.join(Duration.ofSeconds(10))).isTrue();
    assertThat(server.gate.messages).hasSize(1);
  }

  @Test
  void stoppingDoesNotWaitForEver() throws Exception {
    Talk busy = server.data();
    server.listener().stop(Duration.ofMillis(100));
    assertThat(busy.line()).isEqualTo("(closed)");
    assertThat(server.gate.open).hasValue(0);
  }
}
