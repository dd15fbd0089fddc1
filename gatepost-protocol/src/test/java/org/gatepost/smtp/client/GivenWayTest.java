package org.gatepost.smtp.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gatepost.smtp.client.HopScene.ANNA;
import static org.gatepost.smtp.client.HopScene.TRACE;
import static org.gatepost.smtp.client.HopScene.content;
import static org.gatepost.smtp.client.HopScene.impatient;
import static org.gatepost.smtp.client.HopScene.sendOne;
import static org.gatepost.smtp.client.HopScene.to;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.gatepost.delivery.NextHop.Sent;
import org.gatepost.delivery.NextHop.Transaction;
import org.gatepost.mail.MailParameters;
import org.gatepost.mail.SmtpReply;
import org.gatepost.smtp.client.HopScene.Wait;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** More clients than connections, some of which leave theirs unused. */
class GivenWayTest {
  private final HopScene scene = new HopScene();
  private final ScriptedHop hop = scene.hop;

  @AfterEach
  void leave() {
    scene.close();
  }

  private SmtpNextHop client(int connections) throws Exception {
    return scene.client(impatient(Wait.UNUSED), connections, false);
  }

  private static Transaction begun(SmtpNextHop client, int number) {
    Transaction transaction = client.begin(ANNA, MailParameters.none());
    assertThat(transaction.mail().await().code()).isEqualTo(250);
    assertThat(transaction.recipient(to("r" + number + "@home.example")).await().code())
        .isEqualTo(250);
    return transaction;
  }

  private static String letter(int number) {
    return "X-Number: " + number + "\r\n\r\n";
  }

  @Test
  void stalledClientsGiveWayAndTheirMessagesArriveOnceAllTheSame() throws Exception {
    SmtpNextHop client = client(3);
    List<Transaction> stalled = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      stalled.add(begun(client, i));
    }
    assertThat(sendOne(client, "x: y\r\n\r\n").toString()).contains("250 2.0.0 taken");
    for (int i = 0; i < 20; i++) {
      assertThat(stalled.get(i).send(TRACE, content(letter(i))).toString())
          .contains("250 2.0.0 taken");
      stalled.get(i).close();
    }
    assertThat(hop.messages).hasSize(21).doesNotHaveDuplicates();
    assertThat(hop.connections.get()).isLessThanOrEqualTo(3);
    assertThat(client.idleConnections()).isEqualTo(hop.connections.get());
  }

  @Test
  void recipientsMayFollowAfterwards() throws Exception {
    SmtpNextHop client = client(1);
    try (Transaction transaction = begun(client, 1)) {
      sendOne(client, "x: y\r\n\r\n");
      hop.heard.clear();
      assertThat(transaction.recipient(to("r2@home.example")).await().code()).isEqualTo(250);
      assertThat(hop.heard)
          .containsSubsequence(
              "MAIL FROM:<anna@city.example>",
              "RCPT TO:<r1@home.example>",
              "RCPT TO:<r2@home.example>");
      assertThat(transaction.send(TRACE, content(letter(1))).toString()).contains("250");
    }
    assertThat(hop.messages).hasSize(2);
  }

  @Test
  void whatWasRefusedStaysRefusedAndIsNotAskedAgain() throws Exception {
    AtomicInteger noes = new AtomicInteger();
    hop.always(
        hop.obliging(
            ScriptedHop.EVERYTHING,
            line ->
                line.startsWith("RCPT TO:<no@") && noes.getAndIncrement() == 0
                    ? "550 5.1.1 no"
                    : ""));
    SmtpNextHop client = client(1);
    try (Transaction transaction = begun(client, 1)) {
      var no = transaction.recipient(to("no@home.example"));
      assertThat(no.await().code()).isEqualTo(550);
      sendOne(client, "x: y\r\n\r\n");
      assertThat(transaction.send(TRACE, content(letter(1))).toString()).contains("250");
      assertThat(no.await()).isEqualTo(SmtpReply.of(550, "5.1.1", "no"));
    }
    assertThat(noes).hasValue(1);
    assertThat(hop.messages).hasSize(2);
  }

  @Test
  void whatIsNotTakenAgainEndsTheTransactionWithATransientAnswer() throws Exception {
    for (String again : List.of("550 5.1.1 not any more", "451 4.7.1 not now", "close")) {
      AtomicInteger asked = new AtomicInteger();
      hop.messages.clear();
      hop.always(hop.obliging(ScriptedHop.EVERYTHING, second("RCPT TO:<r1@", asked, again)));
      SmtpNextHop client = client(1);
      try (Transaction transaction = begun(client, 1)) {
        sendOne(client, "x: y\r\n\r\n");
        assertThat(transaction.recipient(to("r2@home.example")).await().toString())
            .as(again)
            .startsWith("451 4.4.");
        assertThat(transaction.send(TRACE, content(letter(1)))).isInstanceOf(Sent.NotSent.class);
      }
      assertThat(hop.messages).as(again).hasSize(1);
      assertThat(sendOne(client, "x: z\r\n\r\n").toString()).contains("250 2.0.0 taken");
    }
  }

  private static Function<String, String> second(String start, AtomicInteger asked, String answer) {
    return line -> line.startsWith(start) && asked.incrementAndGet() == 2 ? answer : "";
  }

  @Test
  void aConnectionThatCannotBeResetIsDroppedAndAnotherTaken() throws Exception {
    for (String farewell : List.of("bye 421 4.4.2 too late", "502 5.5.2 no", "close")) {
      hop.then(
          hop.obliging(ScriptedHop.EVERYTHING, line -> line.startsWith("RSET") ? farewell : ""));
      SmtpNextHop client = client(1);
      try (Transaction transaction = begun(client, 1)) {
        sendOne(client, "x: y\r\n\r\n");
        assertThat(transaction.send(TRACE, content(letter(1))).toString()).contains("250");
      }
    }
    assertThat(hop.messages).hasSize(6);
  }

  @Test
  void whoIsOnTheWireDoesNotGiveWay() throws Exception {
    CountDownLatch asked = new CountDownLatch(1);
    CountDownLatch over = new CountDownLatch(1);
    hop.then(
        hop.obliging(
            ScriptedHop.EVERYTHING,
            line -> {
              if (line.equals(".")) {
                asked.countDown();
                try {
                  over.await();
                } catch (InterruptedException hurried) {
                  throw new IllegalStateException(hurried);
                }
              }
              return "";
            }));
    SmtpNextHop client = scene.client(impatient(Wait.TURN, Wait.UNUSED), 1, false);
    Thread sender = Thread.ofVirtual().start(() -> sendOne(client, letter(1)));
    asked.await();
    try (Transaction waiting = client.begin(ANNA, MailParameters.none())) {
      assertThat(waiting.mail().await().toString()).startsWith("451 4.4.1");
    }
    over.countDown();
    sender.join();
    assertThat(hop.messages).hasSize(1);
    assertThat(hop.count("RSET")).isZero();
  }
}
