package org.gatepost.smtp.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gatepost.smtp.client.HopScene.ANNA;
import static org.gatepost.smtp.client.HopScene.TRACE;
import static org.gatepost.smtp.client.HopScene.content;
import static org.gatepost.smtp.client.HopScene.impatient;
import static org.gatepost.smtp.client.HopScene.sendOne;
import static org.gatepost.smtp.client.HopScene.to;

import java.util.List;
import java.util.Optional;
import org.gatepost.delivery.NextHop.Capabilities;
import org.gatepost.delivery.NextHop.Transaction;
import org.gatepost.mail.MailParameters;
import org.gatepost.smtp.client.HopScene.Wait;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Connections: kept, used again, replaced, waited for. */
class HopConnectionsTest {
  private final HopScene scene = new HopScene();
  private final ScriptedHop hop = scene.hop;

  @AfterEach
  void leave() {
    scene.close();
  }

  @Test
  void connectionsAreUsedAgain() throws Exception {
    SmtpNextHop client = scene.client();
    for (int i = 0; i < 5; i++) {
      sendOne(client, "x: y\r\n\r\n");
    }
    assertThat(hop.connections).hasValue(1);
    assertThat(hop.messages).hasSize(5);
    assertThat(hop.count("RSET")).isZero();
  }

  @Test
  void aConnectionThatDiedWhileIdleIsReplaced() throws Exception {
    hop.then(
        hop.obliging(ScriptedHop.EVERYTHING, line -> line.equals(".") ? "bye 250 2.0.0 once" : ""));
    SmtpNextHop client = scene.client();
    sendOne(client, "x: y\r\n\r\n");
    assertThat(sendOne(client, "x: z\r\n\r\n").toString()).contains("250 2.0.0 taken");
    assertThat(hop.connections).hasValue(2);
  }

  @Test
  void aKeptConnectionThatSpokeUnaskedIsNotUsedAgain() throws Exception {
    hop.then(
        hop.obliging(
            ScriptedHop.EVERYTHING,
            line -> line.equals(".") ? "250 2.0.0 taken\r\n250 2.1.0 nobody asked" : ""));
    SmtpNextHop client = scene.client();
    sendOne(client, "x: y\r\n\r\n");
    assertThat(sendOne(client, "x: z\r\n\r\n").toString()).contains("250 2.0.0 taken");
    assertThat(hop.connections).hasValue(2);
  }

  @Test
  void aKeptConnectionThatEndsAsWeSpeakIsReplacedOnce() throws Exception {
    int[] mails = new int[1];
    for (String farewell : List.of("bye 421 4.4.2 too late", "close")) {
      mails[0] = 0;
      hop.then(
          hop.obliging(
              ScriptedHop.EVERYTHING,
              line -> line.startsWith("MAIL") && ++mails[0] == 2 ? farewell : ""));
      SmtpNextHop client = scene.client();
      sendOne(client, "x: y\r\n\r\n");
      assertThat(sendOne(client, "x: z\r\n\r\n").toString()).contains("250 2.0.0 taken");
    }
    assertThat(hop.messages).hasSize(4);
  }

  @Test
  void aConnectionThatEndsWhileTheClientWasWritingIsReplacedAndTheEnvelopeSaidAgain()
      throws Exception {
    for (String farewell : List.of("bye 421 4.4.2 too slow", "close")) {
      hop.then(
          hop.obliging(
              ScriptedHop.EVERYTHING,
              line ->
                  line.equals("DATA")
                      ? farewell
                      : line.startsWith("RCPT TO:<no@") ? "550 5.1.1 no" : ""));
      hop.heard.clear();
      try (Transaction transaction = scene.client().begin(ANNA, MailParameters.none())) {
        transaction.mail();
        transaction.recipient(to("no@home.example"));
        transaction.recipient(to("ben@home.example")).await();
        assertThat(transaction.send(TRACE, content("x: z\r\n\r\n")).toString())
            .contains("250 2.0.0 taken");
      }
      assertThat(hop.count("RCPT TO:<ben@")).isEqualTo(2);
      assertThat(hop.count("RCPT TO:<no@")).isEqualTo(1);
    }
    assertThat(hop.connections).hasValue(4);
  }

  @Test
  void moreTransactionsThanConnectionsWaitTheirTurn() throws Exception {
    SmtpNextHop client = scene.client(impatient(Wait.TURN), 1, false);
    try (Transaction first = client.begin(ANNA, MailParameters.none())) {
      assertThat(first.mail().await().code()).isEqualTo(250);
      try (Transaction second = client.begin(ANNA, MailParameters.none())) {
        assertThat(second.mail().await().toString()).startsWith("451 4.4.1");
      }
    }
    try (Transaction third = client.begin(ANNA, MailParameters.none())) {
      assertThat(third.mail().await().code()).isEqualTo(250);
    }
    assertThat(hop.connections).hasValue(1);
  }

  @Test
  void aTransactionThatIsGivenUpIsReset() throws Exception {
    SmtpNextHop client = scene.client();
    try (Transaction transaction = client.begin(ANNA, MailParameters.none())) {
      transaction.mail();
      transaction.recipient(to("ben@home.example")).await();
    }
    assertThat(hop.heard).endsWith("RSET");
    sendOne(client, "x: y\r\n\r\n");
    assertThat(hop.connections).hasValue(1);
  }

  @Test
  void aTransactionThatNobodyWaitedForSaysNothing() throws Exception {
    try (Transaction transaction = scene.client().begin(ANNA, MailParameters.none())) {
      transaction.mail();
    }
    assertThat(hop.connections).hasValue(0);
  }

  @Test
  void whoIsDownIsNotAskedAgainAtOnce() throws Exception {
    hop.always(talk -> talk.raw("554 no\r\n"));
    SmtpNextHop client = scene.client();
    for (int i = 0; i < 5; i++) {
      assertThat(client.capabilities()).isEmpty();
    }
    assertThat(hop.connections).hasValue(1);
  }

  @Test
  void capabilitiesAreAskedOnceAndBelieved() throws Exception {
    hop.always(hop.obliging("PIPELINING|SIZE 5000|DSN"));
    SmtpNextHop client = scene.client();
    assertThat(client.capabilities())
        .contains(new Capabilities(false, false, true, false, false, Optional.of(5000L)));
    client.capabilities();
    sendOne(client, "x: y\r\n\r\n");
    assertThat(hop.connections).hasValue(1);
    assertThat(hop.count("EHLO")).isEqualTo(1);
  }
}
