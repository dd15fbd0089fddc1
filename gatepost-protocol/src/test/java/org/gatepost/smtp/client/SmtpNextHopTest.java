package org.gatepost.smtp.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gatepost.smtp.client.HopScene.ANNA;
import static org.gatepost.smtp.client.HopScene.TRACE;
import static org.gatepost.smtp.client.HopScene.content;
import static org.gatepost.smtp.client.HopScene.sendOne;
import static org.gatepost.smtp.client.HopScene.to;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.gatepost.delivery.NextHop.Answer;
import org.gatepost.delivery.NextHop.Sent;
import org.gatepost.delivery.NextHop.Transaction;
import org.gatepost.mail.Address;
import org.gatepost.mail.MailParameters;
import org.gatepost.mail.MailParameters.BodyType;
import org.gatepost.mail.Recipient;
import org.gatepost.mail.SmtpReply;
import org.gatepost.smtp.client.NextHopSettings.Timeouts;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A message and its envelope on the wire to a next hop that behaves. */
class SmtpNextHopTest {
  private final HopScene scene = new HopScene();
  private final ScriptedHop hop = scene.hop;

  @AfterEach
  void leave() {
    scene.close();
  }

  @Test
  void aMessageArrivesWithItsTraceInFront() throws Exception {
    hop.always(hop.obliging("PIPELINING|ENHANCEDSTATUSCODES"));
    assertThat(sendOne(scene.client(), "Subject: x\r\n\r\n.dot\r\n..\r\n."))
        .isEqualTo(new Sent.Answered(SmtpReply.of(250, "2.0.0", "taken")));
    assertThat(hop.messages)
        .containsExactly("Received: here\r\nSubject: x\r\n\r\n..dot\r\n...\r\n..\r\n");
  }

  @Test
  void commandsTravelTogether() throws Exception {
    CountDownLatch all = new CountDownLatch(3);
    hop.always(
        hop.obliging(
            ScriptedHop.EVERYTHING,
            line -> {
              if (line.startsWith("MAIL") || line.startsWith("RCPT")) {
                all.countDown();
              }
              return "";
            }));
    try (Transaction transaction = scene.client().begin(ANNA, MailParameters.none())) {
      Answer mail = transaction.mail();
      Answer first = transaction.recipient(to("a@home.example"));
      Answer second = transaction.recipient(to("b@home.example"));
      assertThat(mail.await().code()).isEqualTo(250);
      all.await();
      assertThat(second.await().code()).isEqualTo(250);
      assertThat(first.await().code()).isEqualTo(250);
    }
  }

  @Test
  void withoutPipeliningEachCommandWaits() throws Exception {
    hop.always(
        talk -> {
          talk.raw("220 hop\r\n");
          talk.line();
          talk.raw("250 hop\r\n");
          for (int i = 0; i < 3; i++) {
            hop.heard.add(talk.line());
            assertThat(talk.socket().getInputStream().available()).isZero();
            talk.raw("250 ok " + i + "\r\n");
          }
          hop.heard.add(talk.line());
          talk.raw("250 reset\r\n");
          talk.line();
        });
    try (Transaction transaction = scene.client().begin(ANNA, MailParameters.none())) {
      Answer mail = transaction.mail();
      Answer first = transaction.recipient(to("a@home.example"));
      Answer second = transaction.recipient(to("b@home.example"));
      assertThat(second.await().text()).isEqualTo("ok 2");
      assertThat(first.await().text()).isEqualTo("ok 1");
      assertThat(mail.await().text()).isEqualTo("ok 0");
    }
    assertThat(hop.heard).endsWith("RSET");
  }

  @Test
  void tenThousandRecipientsAreAnsweredEach() throws Exception {
    AtomicInteger number = new AtomicInteger();
    hop.always(
        hop.obliging(
            ScriptedHop.EVERYTHING,
            line ->
                line.startsWith("RCPT")
                    ? "250 2.1.5 number " + number.incrementAndGet() + " of many that are taken"
                    : ""));
    try (Transaction transaction = scene.client().begin(ANNA, MailParameters.none())) {
      transaction.mail();
      List<Answer> answers = new ArrayList<>();
      for (int i = 0; i < 10_000; i++) {
        answers.add(transaction.recipient(to("person" + i + "@home.example")));
      }
      for (int i = 0; i < 10_000; i++) {
        assertThat(answers.get(i).await().text()).startsWith("number " + (i + 1) + " ");
      }
      assertThat(transaction.send(TRACE, content("x: y\r\n\r\n")))
          .isInstanceOf(Sent.Answered.class);
    }
  }

  @Test
  void answersComeBackAsTheyWereGiven() throws Exception {
    hop.always(
        hop.obliging(
            ScriptedHop.EVERYTHING,
            line ->
                line.startsWith("RCPT TO:<no@")
                    ? "550-5.1.1 not\r\n550 5.1.1 here"
                    : line.startsWith("RCPT TO:<plain@") ? "452 later" : ""));
    try (Transaction transaction = scene.client().begin(ANNA, MailParameters.none())) {
      transaction.mail();
      assertThat(transaction.recipient(to("no@home.example")).await())
          .isEqualTo(new SmtpReply(550, "5.1.1", List.of("not", "here")));
      assertThat(transaction.recipient(to("plain@home.example")).await())
          .isEqualTo(SmtpReply.of(452, "", "later"));
    }
  }

  @Test
  void parametersAreCarriedOnWhereTheyAreOffered() throws Exception {
    MailParameters wishes =
        new MailParameters(
            BodyType.EIGHT_BIT_MIME,
            true,
            OptionalLong.of(77),
            Optional.of("HDRS"),
            Optional.of("Q1"));
    Recipient ben =
        new Recipient(
            Address.of("jörg@home.example"), Optional.of("NEVER"), Optional.of("rfc822;b@x"));
    try (Transaction transaction = scene.client().begin(ANNA, wishes)) {
      transaction.mail();
      transaction.recipient(ben).await();
    }
    assertThat(hop.heard)
        .contains(
            "MAIL FROM:<anna@city.example> SIZE=77 BODY=8BITMIME SMTPUTF8 RET=HDRS ENVID=Q1",
            new String(
                "RCPT TO:<jörg@home.example> NOTIFY=NEVER ORCPT=rfc822;b@x"
                    .getBytes(StandardCharsets.UTF_8),
                StandardCharsets.ISO_8859_1));
  }

  @Test
  void whatTheNextHopCannotCarryIsRefused() throws Exception {
    hop.always(hop.obliging("PIPELINING"));
    SmtpNextHop client = scene.client();
    try (Transaction transaction = client.begin(ANNA, MailParameters.none())) {
      transaction.mail();
      assertThat(transaction.recipient(to("jörg@home.example")).await().toString())
          .startsWith("553 5.6.7");
      assertThat(transaction.recipient(to("ben@home.example")).await().code()).isEqualTo(250);
      assertThat(transaction.send(TRACE, content("x: \u00e9\r\n\r\n")).toString())
          .contains("554 5.6.3");
    }
    MailParameters utf8 =
        new MailParameters(
            BodyType.SEVEN_BIT, true, OptionalLong.empty(), Optional.empty(), Optional.empty());
    try (Transaction transaction = client.begin(ANNA, utf8)) {
      Answer mail = transaction.mail();
      Answer ben = transaction.recipient(to("ben@home.example"));
      assertThat(mail.await().toString()).startsWith("553 5.6.7");
      assertThat(ben.await().code()).isEqualTo(503);
      assertThat(transaction.send(TRACE, content("x: y\r\n\r\n"))).isInstanceOf(Sent.NotSent.class);
    }
    assertThat(hop.messages).isEmpty();
  }

  /** A name with several servers behind it may offer one thing now and another a moment later. */
  @Test
  void eightBitContentIsNotSentToAConnectionInPlaceOfTheFirstThatDoesNotTakeIt() throws Exception {
    hop.then(hop.obliging("8BITMIME|PIPELINING", line -> line.equals("DATA") ? "close" : ""));
    hop.always(hop.obliging("PIPELINING"));
    assertThat(sendOne(scene.client(), "x: y\r\n\r\ncaf\u00e9\r\n").toString())
        .contains("554 5.6.3");
    assertThat(hop.connections).hasValue(2);
    assertThat(hop.messages).isEmpty();
  }

  @Test
  void eightBitContentThatWasNotDeclaredIsDeclared() throws Exception {
    assertThat(sendOne(scene.client(), "x: \u00e9\r\n\r\n").toString()).contains("250 2.0.0 taken");
    assertThat(hop.heard)
        .containsSubsequence(
            "MAIL FROM:<anna@city.example>",
            "RSET",
            "MAIL FROM:<anna@city.example> BODY=8BITMIME",
            "RCPT TO:<ben@home.example>",
            "DATA");
  }

  @Test
  void anAddressCannotCarryACommand() throws Exception {
    try (Transaction transaction = scene.client().begin(ANNA, MailParameters.none())) {
      transaction.mail();
      assertThat(
              transaction
                  .recipient(
                      Recipient.of(
                          new Address("x> NOTIFY=NEVER <y", Address.of("a@b.example").domain())))
                  .await()
                  .code())
          .isEqualTo(501);
    }
  }

  @Test
  void contentThatDataCannotCarryGoesByChunk() throws Exception {
    sendOne(scene.client(), "x: y\r\n\r\nno end");
    assertThat(hop.messages).containsExactly("Received: here\r\nx: y\r\n\r\nno end");
    assertThat(hop.count("BDAT")).isEqualTo(1);
    sendOne(scene.client(Timeouts.defaults(), 1, true), "x: y\r\n\r\n.\r\n");
    assertThat(hop.messages.getLast()).isEqualTo("Received: here\r\nx: y\r\n\r\n.\r\n");
    assertThat(hop.count("DATA")).isZero();
  }
}
