package org.gatepost.smtp.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
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
import org.gatepost.mail.Content;
import org.gatepost.mail.MailParameters;
import org.gatepost.mail.MailParameters.BodyType;
import org.gatepost.mail.Recipient;
import org.gatepost.mail.ReversePath;
import org.gatepost.mail.SmtpReply;
import org.gatepost.smtp.client.NextHopAddress.Security;
import org.gatepost.smtp.client.NextHopSettings.Timeouts;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The client against a next hop that behaves, and against one that does not. */
class SmtpNextHopTest {
  private static final ReversePath ANNA = ReversePath.of(Address.of("anna@city.example"));
  private static final byte[] TRACE = "Received: here\r\n".getBytes(StandardCharsets.US_ASCII);
  private static final Duration SHORT = Duration.ofMillis(300);

  private final ScriptedHop hop = new ScriptedHop();
  private final List<SmtpNextHop> clients = new ArrayList<>();

  @AfterEach
  void leave() {
    clients.forEach(SmtpNextHop::close);
    hop.close();
  }

  private SmtpNextHop client() throws Exception {
    return client(Timeouts.defaults(), 10, false);
  }

  private SmtpNextHop client(Timeouts timeouts, int connections, boolean chunking)
      throws Exception {
    SmtpNextHop client =
        new SmtpNextHop(
            new NextHopSettings(
                new NextHopAddress("127.0.0.1", hop.port(), Security.NONE),
                "gate.city.example",
                Optional.empty(),
                Optional.empty(),
                connections,
                chunking,
                Duration.ofMinutes(5),
                timeouts),
            InstantSource.system());
    clients.add(client);
    return client;
  }

  private static Timeouts impatient() {
    return new Timeouts(SHORT, SHORT, SHORT, SHORT, SHORT, SHORT, SHORT, Duration.ofSeconds(30));
  }

  private static Recipient to(String address) {
    return Recipient.of(Address.of(address));
  }

  private static Content content(String text) {
    return Content.of(text.getBytes(StandardCharsets.ISO_8859_1));
  }

  private static Sent sendOne(SmtpNextHop client, String text) {
    try (Transaction transaction = client.begin(ANNA, MailParameters.none())) {
      assertThat(transaction.mail().await().code()).isEqualTo(250);
      assertThat(transaction.recipient(to("ben@home.example")).await().code()).isEqualTo(250);
      return transaction.send(TRACE, content(text));
    }
  }

  @Test
  void aMessageArrivesWithItsTraceInFront() throws Exception {
    hop.always(hop.obliging("PIPELINING|ENHANCEDSTATUSCODES"));
    assertThat(sendOne(client(), "Subject: x\r\n\r\n.dot\r\n..\r\n."))
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
    try (Transaction transaction = client().begin(ANNA, MailParameters.none())) {
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
    try (Transaction transaction = client().begin(ANNA, MailParameters.none())) {
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
    try (Transaction transaction = client().begin(ANNA, MailParameters.none())) {
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
    try (Transaction transaction = client().begin(ANNA, MailParameters.none())) {
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
    try (Transaction transaction = client().begin(ANNA, wishes)) {
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
    SmtpNextHop client = client();
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

  @Test
  void eightBitContentThatWasNotDeclaredIsDeclared() throws Exception {
    assertThat(sendOne(client(), "x: \u00e9\r\n\r\n").toString()).contains("250 2.0.0 taken");
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
    try (Transaction transaction = client().begin(ANNA, MailParameters.none())) {
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
  void connectionsAreUsedAgain() throws Exception {
    SmtpNextHop client = client();
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
    SmtpNextHop client = client();
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
    SmtpNextHop client = client();
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
      SmtpNextHop client = client();
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
      try (Transaction transaction = client().begin(ANNA, MailParameters.none())) {
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
  void whatCannotBeReachedIsATransientAnswer() throws Exception {
    Socket nobodyListens = new Socket();
    nobodyListens.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    SmtpNextHop client =
        new SmtpNextHop(
            NextHopSettings.of(
                new NextHopAddress("127.0.0.1", nobodyListens.getLocalPort(), Security.NONE),
                "gate.city.example"),
            InstantSource.system());
    clients.add(client);
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
      try (Transaction transaction =
          client(impatient(), 10, false).begin(ANNA, MailParameters.none())) {
        assertThat(transaction.mail().await().toString()).as(greeting).startsWith("451 4.4.1");
      }
    }
  }

  @Test
  void stallsEndInATransientAnswer() throws Exception {
    CountDownLatch over = new CountDownLatch(1);
    hop.then(_ -> over.await());
    hop.then(
        talk -> {
          talk.raw("220 hop\r\n");
          talk.line();
          talk.raw(ScriptedHop.ehlo(ScriptedHop.EVERYTHING));
          over.await();
        });
    for (String code : List.of("451 4.4.1", "451 4.4.2")) {
      try (Transaction transaction =
          client(impatient(), 10, false).begin(ANNA, MailParameters.none())) {
        assertThat(transaction.mail().await().toString()).startsWith(code);
      }
    }
    over.countDown();
  }

  @Test
  void aDropInMidEnvelopeLeavesTheAnswersThatCame() throws Exception {
    hop.always(
        hop.obliging(
            ScriptedHop.EVERYTHING, line -> line.startsWith("RCPT TO:<b@") ? "close" : ""));
    try (Transaction transaction = client().begin(ANNA, MailParameters.none())) {
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
      try (Transaction transaction =
          client(impatient(), 10, false).begin(ANNA, MailParameters.none())) {
        assertThat(transaction.mail().await().toString()).startsWith("451 4.4.2");
      }
    }
  }

  @Test
  void anAnswerInsteadOfGoAheadIsTheFinalAnswer() throws Exception {
    hop.then(
        hop.obliging(
            ScriptedHop.EVERYTHING, line -> line.equals("DATA") ? "554 5.7.1 not you" : ""));
    SmtpNextHop client = client();
    assertThat(sendOne(client, "x: y\r\n\r\n"))
        .isEqualTo(new Sent.Answered(SmtpReply.of(554, "5.7.1", "not you")));
    assertThat(client.idleConnections()).isEqualTo(1);
    assertThat(hop.heard).endsWith("DATA", "RSET");
  }

  @Test
  void aNextHopThatClosesInMidContentDoesNotHaveTheMessage() throws Exception {
    CountDownLatch told = new CountDownLatch(1);
    ScriptedHop.Script drops =
        talk -> {
          talk.raw("220 hop\r\n");
          hop.serve(talk, ScriptedHop.EVERYTHING, line -> line.equals("DATA") ? "bye 354 go" : "");
        };
    ScriptedHop.Script farewell =
        talk -> {
          talk.raw("220 hop\r\n");
          hop.serve(talk, ScriptedHop.EVERYTHING, line -> line.equals("DATA") ? "bye 354 go" : "");
          talk.raw("421 4.3.2 shutting down\r\n");
          talk.socket().shutdownOutput();
          told.await();
        };
    hop.then(drops).then(farewell);
    String big = "x: y\r\n\r\n" + ("z".repeat(998) + "\r\n").repeat(20_000);
    assertThat(sendOne(client(), big)).isInstanceOf(Sent.NotSent.class);
    assertThat(sendOne(client(impatient(), 1, false), big).toString()).contains("421 4.3.2");
    told.countDown();
  }

  @Test
  void afterTheEndOfDataSilenceIsUnknown() throws Exception {
    CountDownLatch over = new CountDownLatch(1);
    for (String end : List.of("close", "nonsense", "354 more", "2", "stall")) {
      hop.then(
          hop.obliging(
              ScriptedHop.EVERYTHING,
              line -> {
                if (line.equals(".") && end.equals("stall")) {
                  try {
                    over.await();
                  } catch (InterruptedException hurried) {
                    throw new IllegalStateException(hurried);
                  }
                }
                return line.equals(".") ? end : "";
              }));
      SmtpNextHop client = client(impatient(), 10, false);
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
    String big = "x: y\r\n\r\n" + ("z".repeat(998) + "\r\n").repeat(20_000);
    assertThat(sendOne(client(impatient(), 1, false), big)).isInstanceOf(Sent.NotSent.class);
    over.countDown();
  }

  @Test
  void moreTransactionsThanConnectionsWaitTheirTurn() throws Exception {
    SmtpNextHop client = client(impatient(), 1, false);
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
    SmtpNextHop client = client();
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
    try (Transaction transaction = client().begin(ANNA, MailParameters.none())) {
      transaction.mail();
    }
    assertThat(hop.connections).hasValue(0);
  }

  @Test
  void contentThatDataCannotCarryGoesByChunk() throws Exception {
    sendOne(client(), "x: y\r\n\r\nno end");
    assertThat(hop.messages).containsExactly("Received: here\r\nx: y\r\n\r\nno end");
    assertThat(hop.count("BDAT")).isEqualTo(1);
    sendOne(client(Timeouts.defaults(), 1, true), "x: y\r\n\r\n.\r\n");
    assertThat(hop.messages.getLast()).isEqualTo("Received: here\r\nx: y\r\n\r\n.\r\n");
    assertThat(hop.count("DATA")).isZero();
  }

  @Test
  void whoIsDownIsNotAskedAgainAtOnce() throws Exception {
    hop.always(talk -> talk.raw("554 no\r\n"));
    SmtpNextHop client = client();
    for (int i = 0; i < 5; i++) {
      assertThat(client.capabilities()).isEmpty();
    }
    assertThat(hop.connections).hasValue(1);
  }

  @Test
  void capabilitiesAreAskedOnceAndBelieved() throws Exception {
    hop.always(hop.obliging("PIPELINING|SIZE 5000|DSN"));
    SmtpNextHop client = client();
    assertThat(client.capabilities())
        .contains(
            new org.gatepost.delivery.NextHop.Capabilities(
                false, false, true, false, false, Optional.of(5000L)));
    client.capabilities();
    sendOne(client, "x: y\r\n\r\n");
    assertThat(hop.connections).hasValue(1);
    assertThat(hop.count("EHLO")).isEqualTo(1);
  }
}
