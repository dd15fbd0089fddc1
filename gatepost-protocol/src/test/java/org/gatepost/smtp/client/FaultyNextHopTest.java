package org.gatepost.smtp.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gatepost.smtp.client.HopScene.ANNA;
import static org.gatepost.smtp.client.HopScene.BIG;
import static org.gatepost.smtp.client.HopScene.TRACE;
import static org.gatepost.smtp.client.HopScene.content;
import static org.gatepost.smtp.client.HopScene.impatient;
import static org.gatepost.smtp.client.HopScene.sendOne;
import static org.gatepost.smtp.client.HopScene.to;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.gatepost.delivery.NextHop.Answer;
import org.gatepost.delivery.NextHop.Sent;
import org.gatepost.delivery.NextHop.Transaction;
import org.gatepost.mail.MailParameters;
import org.gatepost.mail.SmtpReply;
import org.gatepost.smtp.client.HopScene.Wait;
import org.gatepost.smtp.client.NextHopAddress.Security;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A next hop that cannot be reached, refuses, stalls, drops or talks nonsense. */
class FaultyNextHopTest {
  private final HopScene scene = new HopScene();
  private final ScriptedHop hop = scene.hop;

  @AfterEach
  void leave() {
    scene.close();
  }

  @Test
  void whatCannotBeReachedIsATransientAnswer() throws Exception {
    Socket nobodyListens = new Socket();
    nobodyListens.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    SmtpNextHop client =
        scene.client(
            NextHopSettings.of(
                new NextHopAddress("127.0.0.1", nobodyListens.getLocalPort(), Security.NONE),
                "gate.city.example"));
    assertThat(client.capabilities()).isEmpty();
    try (Transaction transaction = client.begin(ANNA, MailParameters.none())) {
      Answer mail = transaction.mail();
      Answer ben = transaction.recipient(to("ben@home.example"));
      assertThat(mail.await().toString()).startsWith("451 4.4.1");
      assertThat(ben.await().toString()).startsWith("451 4.4.1");
      assertThat(transaction.send(TRACE, content("x: z\r\n\r\n"))).isInstanceOf(Sent.NotSent.class);
    }
    nobodyListens.close();
  }

  @Test
  void refusalsToTalkAreTransientAnswers() throws Exception {
    for (String greeting :
        List.of(
            "554 5.7.1 go away",
            "421 4.3.2 busy",
            "garbage",
            "220-x\r\n221 y",
            "2",
            "",
            "9".repeat(10_000))) {
      hop.then(talk -> talk.raw(greeting + "\r\n"));
      try (Transaction transaction = scene.client().begin(ANNA, MailParameters.none())) {
        assertThat(transaction.mail().await().toString()).as(greeting).startsWith("451 4.4.1");
      }
    }
  }

  @Test
  void stallsEndInATransientAnswer() throws Exception {
    CountDownLatch over = new CountDownLatch(1);
    hop.then(_ -> over.await());
    try (Transaction transaction =
        scene.client(impatient(Wait.GREETING), 10, false).begin(ANNA, MailParameters.none())) {
      assertThat(transaction.mail().await().toString()).startsWith("451 4.4.1");
    }
    hop.then(stallingAt("MAIL", over));
    try (Transaction transaction =
        scene.client(impatient(Wait.COMMAND), 10, false).begin(ANNA, MailParameters.none())) {
      assertThat(transaction.mail().await().toString()).startsWith("451 4.4.2");
    }
    over.countDown();
  }

  @Test
  void aNextHopThatIsSlowIsNotAskedAgainOnAnotherConnection() throws Exception {
    CountDownLatch over = new CountDownLatch(1);
    hop.then(stallingAt("DATA", over));
    assertThat(sendOne(scene.client(impatient(Wait.DATA_BEGIN), 10, false), "x: y\r\n\r\n"))
        .isInstanceOf(Sent.NotSent.class);
    int[] mails = new int[1];
    hop.then(
        hop.obliging(
            ScriptedHop.EVERYTHING,
            line -> line.startsWith("MAIL") && ++mails[0] == 2 ? held(over) : ""));
    SmtpNextHop client = scene.client(impatient(Wait.COMMAND), 10, false);
    sendOne(client, "x: y\r\n\r\n");
    try (Transaction transaction = client.begin(ANNA, MailParameters.none())) {
      assertThat(transaction.mail().await().toString()).startsWith("451 4.4.2");
    }
    assertThat(hop.connections).hasValue(2);
    over.countDown();
  }

  private ScriptedHop.Script stallingAt(String command, CountDownLatch over) {
    return hop.obliging(ScriptedHop.EVERYTHING, line -> line.startsWith(command) ? held(over) : "");
  }

  /** Says nothing for as long as the test wants. */
  private static String held(CountDownLatch over) {
    try {
      over.await();
      return "close";
    } catch (InterruptedException hurried) {
      throw new IllegalStateException(hurried);
    }
  }

  @Test
  void aDropInMidEnvelopeLeavesTheAnswersThatCame() throws Exception {
    hop.always(
        hop.obliging(
            ScriptedHop.EVERYTHING, line -> line.startsWith("RCPT TO:<b@") ? "close" : ""));
    try (Transaction transaction = scene.client().begin(ANNA, MailParameters.none())) {
      Answer mail = transaction.mail();
      Answer first = transaction.recipient(to("a@home.example"));
      Answer second = transaction.recipient(to("b@home.example"));
      assertThat(second.await().toString()).startsWith("451 4.4.2");
      assertThat(first.await().toString()).isEqualTo("250 2.0.0 ok");
      assertThat(mail.await().toString()).isEqualTo("250 2.0.0 ok");
      assertThat(transaction.send(TRACE, content("x: z\r\n\r\n"))).isInstanceOf(Sent.NotSent.class);
    }
  }

  @Test
  void garbageAndEndlessRepliesAreTransientAnswers() throws Exception {
    for (String garbage :
        List.of(
            "hello",
            "2500 x",
            "25",
            "99 x",
            "250-a\r\n251 b",
            "250-x\r\n".repeat(500),
            "250 " + "y".repeat(3000))) {
      hop.then(
          hop.obliging(ScriptedHop.EVERYTHING, line -> line.startsWith("MAIL") ? garbage : ""));
      try (Transaction transaction = scene.client().begin(ANNA, MailParameters.none())) {
        assertThat(transaction.mail().await().toString()).startsWith("451 4.4.2");
      }
    }
  }

  @Test
  void anAnswerInsteadOfGoAheadIsTheFinalAnswer() throws Exception {
    hop.then(
        hop.obliging(
            ScriptedHop.EVERYTHING, line -> line.equals("DATA") ? "554 5.7.1 not you" : ""));
    SmtpNextHop client = scene.client();
    assertThat(sendOne(client, "x: y\r\n\r\n"))
        .isEqualTo(new Sent.Answered(SmtpReply.of(554, "5.7.1", "not you")));
    assertThat(client.idleConnections()).isEqualTo(1);
    assertThat(hop.heard).endsWith("DATA", "RSET");
  }

  @Test
  void aNextHopThatClosesInMidContentDoesNotHaveTheMessage() throws Exception {
    hop.then(
        talk -> {
          talk.raw("220 hop\r\n");
          hop.serve(talk, ScriptedHop.EVERYTHING, line -> line.equals("DATA") ? "bye 354 go" : "");
        });
    assertThat(sendOne(scene.client(), BIG)).isInstanceOf(Sent.NotSent.class);
  }

  @Test
  void whatTheNextHopSaysBeforeItClosesInMidContentIsItsAnswer() throws Exception {
    hop.then(
        talk -> {
          talk.raw("220 hop\r\n");
          hop.serve(talk, ScriptedHop.EVERYTHING, line -> line.equals("DATA") ? "bye 354 go" : "");
          // The content has begun; most of it is still on its way when the connection ends.
          talk.line();
          talk.raw("421 4.3.2 shutting down\r\n");
        });
    assertThat(sendOne(scene.client(), BIG).toString()).contains("421 4.3.2");
  }

  @Test
  void afterTheEndOfDataSilenceIsUnknown() throws Exception {
    CountDownLatch over = new CountDownLatch(1);
    for (String end : List.of("close", "nonsense", "354 more", "2", "stall")) {
      hop.then(
          hop.obliging(
              ScriptedHop.EVERYTHING,
              line -> {
                if (line.equals(".")) {
                  return end.equals("stall") ? held(over) : end;
                }
                return "";
              }));
      SmtpNextHop client =
          end.equals("stall") ? scene.client(impatient(Wait.DATA_END), 10, false) : scene.client();
      assertThat(sendOne(client, "x: y\r\n\r\n")).as(end).isInstanceOf(Sent.Unknown.class);
      assertThat(client.idleConnections()).isZero();
    }
    over.countDown();
  }

  @Test
  void aStalledReaderOfContentIsGivenUp() throws Exception {
    CountDownLatch over = new CountDownLatch(1);
    hop.always(
        talk -> {
          talk.raw("220 hop\r\n");
          hop.serve(talk, ScriptedHop.EVERYTHING, line -> line.equals("DATA") ? "bye 354 go" : "");
          over.await();
        });
    assertThat(sendOne(scene.client(impatient(Wait.DATA_BLOCK), 1, false), BIG))
        .isInstanceOf(Sent.NotSent.class);
    over.countDown();
  }
}
