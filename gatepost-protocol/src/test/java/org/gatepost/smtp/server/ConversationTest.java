package org.gatepost.smtp.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.gatepost.delivery.NextHop.Capabilities;
import org.gatepost.mail.MailParameters.BodyType;
import org.gatepost.mail.SmtpReply;
import org.gatepost.smtp.Talk;
import org.gatepost.smtp.server.InMemorySubmissions.Message;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Ordinary conversations on the wire. */
class ConversationTest {
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
  void aMessageArrivesOctetForOctet() {
    Talk talk = server.data();
    assertThat(talk.say("Subject: Hi\r\n\r\n..dot\r\n.\tx\r\nlast \r\n."))
        .isEqualTo("250 2.0.0 queued as TEST");
    Message message = server.gate.messages.getFirst();
    assertThat(message.text()).isEqualTo("Subject: Hi\r\n\r\n.dot\r\n\tx\r\nlast \r\n");
    assertThat(message.from().toString()).isEqualTo("anna@city.example");
    assertThat(message.submission().client()).isEqualTo("127.0.0.1");
    assertThat(message.boundTrace()).isEqualTo(message.submission().trace());
    assertThat(talk.say("QUIT")).startsWith("221 2.0.0");
    assertThat(talk.line()).isEqualTo("(closed)");
  }

  @Test
  void theReceivedFieldSaysWhereItCameFrom() {
    server.data().say("Subject: Hi\r\n\r\nx\r\n.");
    Message message = server.gate.messages.getFirst();
    assertThat(message.received())
        .isEqualTo(
            "Received: from client.city.example ([127.0.0.1])\r\n"
                + "\tby gate.city.example (Gatepost) with ESMTP id "
                + message.submission().trace()
                + ";\r\n\tSun, 22 Nov 2026 01:02:03 +0000\r\n");
  }

  @Test
  void theReceivedFieldShowsNoRecipientToAnother() {
    // One alone may be a Bcc of a message whose other recipients came in another transaction.
    for (List<String> recipients :
        List.of(List.of("ben@home.example"), List.of("ben@home.example", "cy@home.example"))) {
      Talk talk = server.hello();
      talk.say("MAIL FROM:<anna@city.example>");
      recipients.forEach(recipient -> talk.say("RCPT TO:<" + recipient + ">"));
      talk.say("DATA");
      talk.say("Subject: Hi\r\n\r\nx\r\n.");
      assertThat(server.gate.messages.getLast().received()).doesNotContain("ben", "cy@", "for");
    }
    assertThat(server.gate.messages).hasSize(2);
  }

  @Test
  void aGroupTravelsOnTogetherAndIsAnsweredTogether() {
    Talk talk = server.hello();
    talk.raw(
        lines(
            "MAIL FROM:<anna@city.example>",
            "RCPT TO:<ben@home.example>",
            "RCPT TO:<cy@home.example>",
            "DATA"));
    assertThat(talk.reply()).startsWith("250 2.1.0");
    assertThat(talk.reply()).startsWith("250 2.1.5");
    assertThat(talk.reply()).startsWith("250 2.1.5");
    assertThat(talk.reply()).startsWith("354");
    assertThat(server.gate.events)
        .containsExactly(
            "mail", "recipient", "recipient", "await mail", "await recipient", "await recipient");
    assertThat(talk.say("x: y\r\n\r\n.")).startsWith("250");
  }

  @Test
  void theNextHopsOwnAnswersArePassedBack() {
    server.gate.recipient =
        to ->
            to.address().localPart().equals("no")
                ? () -> new SmtpReply(550, "5.1.1", java.util.List.of("first", "second"))
                : () -> SmtpReply.of(250, "", "fine by me");
    server.gate.deliver = (_, _) -> SmtpReply.of(451, "4.7.1", "greylisted");
    Talk talk = server.hello();
    talk.say("MAIL FROM:<anna@city.example>");
    assertThat(talk.say("RCPT TO:<no@home.example>"))
        .isEqualTo("550-5.1.1 first\n550 5.1.1 second");
    assertThat(talk.say("DATA")).startsWith("554 5.5.1");
    assertThat(talk.say("RCPT TO:<yes@home.example>")).isEqualTo("250 fine by me");
    talk.say("DATA");
    assertThat(talk.say("x: y\r\n\r\n.")).isEqualTo("451 4.7.1 greylisted");
  }

  @Test
  void theNextHopsFarewellDoesNotSoundLikeOurs() {
    server.gate.mail = _ -> () -> SmtpReply.of(421, "4.3.2", "closing");
    Talk talk = server.hello();
    assertThat(talk.say("MAIL FROM:<anna@city.example>")).isEqualTo("451 4.3.2 closing");
    assertThat(talk.say("RCPT TO:<ben@home.example>")).startsWith("503");
  }

  @Test
  void answersAreWaitedForOnlyWhenTheClientHasNothingMoreToSay() throws InterruptedException {
    CountDownLatch asked = new CountDownLatch(2);
    server.gate.mail =
        _ ->
            () -> {
              try {
                asked.await();
              } catch (InterruptedException hurried) {
                throw new IllegalStateException(hurried);
              }
              return SmtpReply.of(250, "2.1.0", "Ok");
            };
    server.gate.recipient =
        _ -> {
          asked.countDown();
          return () -> SmtpReply.of(250, "2.1.5", "Ok");
        };
    Talk talk = server.hello();
    talk.raw("MAIL FROM:<a@city.example>\r\nRCPT TO:<b@x.example>\r\nRCPT TO:<c@x.example>\r\n");
    assertThat(talk.reply() + talk.reply() + talk.reply()).doesNotContain("closed");
  }

  @Test
  void onlyWhatTheWayOnCanCarryIsOffered() {
    server.gate.capabilities =
        new Capabilities(false, false, false, false, false, Optional.of(5000L));
    Talk talk = server.connect();
    talk.reply();
    assertThat(talk.say("EHLO client.city.example"))
        .isEqualTo("250-gate.city.example\n250-PIPELINING\n250 SIZE 5000");
    assertThat(talk.say("MAIL FROM:<a@city.example> BODY=8BITMIME")).startsWith("555 5.5.4");
    assertThat(talk.say("MAIL FROM:<a@city.example> SMTPUTF8")).startsWith("555 5.5.4");
    assertThat(talk.say("MAIL FROM:<a@city.example> RET=HDRS")).startsWith("555 5.5.4");
    assertThat(talk.say("MAIL FROM:<a@city.example> SIZE=5001")).startsWith("552 5.3.4");
    assertThat(talk.say("MAIL FROM:<a@city.example> SIZE=5000")).startsWith("250");
    assertThat(talk.say("RCPT TO:<b@x.example> NOTIFY=NEVER")).startsWith("555 5.5.4");
  }

  @Test
  void deliveryStatusWishesAreCheckedAndCarriedOn() {
    Talk talk = server.hello();
    assertThat(talk.say("MAIL FROM:<a@city.example> RET=SOME")).startsWith("501");
    assertThat(talk.say("MAIL FROM:<a@city.example> ENVID=a+b")).startsWith("501");
    assertThat(talk.say("MAIL FROM:<a@city.example> RET=FULL RET=FULL")).startsWith("501");
    assertThat(talk.say("MAIL FROM:<a@city.example> RET=hdrs ENVID=QQ+2B1 BODY=8BITMIME SIZE=99"))
        .startsWith("250");
    assertThat(talk.say("RCPT TO:<b@x.example> NOTIFY=NEVER,DELAY")).startsWith("501");
    assertThat(talk.say("RCPT TO:<b@x.example> ORCPT=rfc822")).startsWith("501");
    assertThat(talk.say("RCPT TO:<b@x.example> ORCPT=rfc822;a b")).startsWith("555");
    assertThat(talk.say("RCPT TO:<b@x.example> NOTIFY=success,delay ORCPT=rfc822;B+40x.example"))
        .startsWith("250");
    talk.say("DATA");
    talk.say("x: y\r\n\r\n.");
    Message message = server.gate.messages.getFirst();
    assertThat(message.parameters().ret()).contains("HDRS");
    assertThat(message.parameters().envelopeId()).contains("QQ+2B1");
    assertThat(message.parameters().body()).isEqualTo(BodyType.EIGHT_BIT_MIME);
    assertThat(message.parameters().size()).hasValue(99);
    assertThat(message.recipients().getFirst().notifyOn()).contains("SUCCESS,DELAY");
    assertThat(message.recipients().getFirst().originalRecipient())
        .contains("rfc822;B+40x.example");
  }

  @Test
  void addressesInUtf8NeedSmtpUtf8() {
    Talk talk = server.hello();
    assertThat(talk.say("MAIL FROM:<zoë@city.example>")).startsWith("553 5.6.7");
    assertThat(talk.say("MAIL FROM:<a@city.example>")).startsWith("250");
    assertThat(talk.say("RCPT TO:<zoë@home.example>")).startsWith("553 5.6.7");
    talk.say("RSET");
    assertThat(talk.say("MAIL FROM:<zoë@city.example> SMTPUTF8")).startsWith("250");
    assertThat(talk.say("RCPT TO:<jörg@home.example>")).startsWith("250");
    talk.say("DATA");
    assertThat(talk.say("x: y\r\n\r\n.")).startsWith("250");
    Message message = server.gate.messages.getFirst();
    assertThat(message.from().toString()).isEqualTo("zoë@city.example");
    assertThat(message.received()).contains("with UTF8SMTP id");
  }

  @Test
  void eightBitContentNeedsAWayOnThatTakesIt() {
    byte[] content =
        "Subject: caf\u00e9\r\n\r\n\u00fc\r\n.\r\n".getBytes(StandardCharsets.ISO_8859_1);
    Talk talk = server.data();
    assertThat(talk.raw(content).reply()).startsWith("250");
    server.gate.capabilities = Capabilities.none();
    Talk other = server.data();
    assertThat(other.raw(content).reply()).startsWith("554 5.6.3");
    assertThat(other.say("NOOP")).startsWith("250");
    assertThat(server.gate.messages).hasSize(1);
  }

  @Test
  void chunksMakeOneMessage() {
    Talk talk = server.hello();
    talk.raw(
        lines(
            "MAIL FROM:<a@city.example>",
            "RCPT TO:<b@x.example>",
            "BDAT 6",
            "x: y",
            "BDAT 10 LAST",
            "",
            ".",
            "..z"));
    talk.reply();
    talk.reply();
    assertThat(talk.reply()).isEqualTo("250 2.0.0 6 octets received");
    assertThat(talk.reply()).isEqualTo("250 2.0.0 queued as TEST");
    assertThat(server.gate.messages.getFirst().text()).isEqualTo("x: y\r\n\r\n.\r\n..z\r\n");
  }

  @Test
  void chunksAndDataDoNotMix() {
    Talk talk = server.hello();
    assertThat(talk.raw("BDAT 4\r\nabcd").reply()).startsWith("503");
    talk.say("MAIL FROM:<a@city.example>");
    assertThat(talk.raw("BDAT 3\r\nabc").reply()).startsWith("554");
    talk.say("RCPT TO:<b@x.example>");
    assertThat(talk.raw("BDAT 4\r\na: b").reply()).startsWith("250");
    assertThat(talk.say("DATA")).startsWith("503");
    assertThat(talk.say("RCPT TO:<c@x.example>")).startsWith("503");
    assertThat(talk.say("RSET")).startsWith("250");
    assertThat(talk.say("DATA")).startsWith("503");
  }

  @Test
  void otherCommandsAreAnsweredAndTellNothing() {
    Talk talk = server.hello();
    assertThat(talk.say("VRFY anna")).startsWith("252 2.0.0");
    assertThat(talk.say("EXPN staff")).startsWith("502 5.5.1");
    assertThat(talk.say("HELP")).startsWith("214 2.0.0");
    assertThat(talk.say("NOOP whatever")).startsWith("250 2.0.0");
    assertThat(talk.say("RSET")).startsWith("250 2.0.0");
    assertThat(talk.say("TURN")).startsWith("500 5.5.1");
    assertThat(talk.say("STARTTLS")).startsWith("503 5.5.1");
    assertThat(talk.say("AUTH PLAIN")).startsWith("503 5.5.1");
    assertThat(talk.say("XCLIENT ADDR=192.0.2.1")).startsWith("550 5.7.0");
  }

  @Test
  void theOrderOfCommandsIsKept() {
    Talk talk = server.connect();
    assertThat(talk.reply()).startsWith("220 gate.city.example ESMTP");
    assertThat(talk.say("MAIL FROM:<a@city.example>")).startsWith("503");
    assertThat(talk.say("HELO client")).isEqualTo("250 gate.city.example");
    assertThat(talk.say("RCPT TO:<b@x.example>")).startsWith("503");
    assertThat(talk.say("DATA")).startsWith("503");
    assertThat(talk.say("MAIL FROM:<a@city.example>")).startsWith("250");
    assertThat(talk.say("MAIL FROM:<a@city.example>")).startsWith("503");
    assertThat(talk.say("DATA")).startsWith("554");
    assertThat(talk.say("RCPT TO:<Postmaster>")).startsWith("250");
    talk.say("DATA");
    assertThat(talk.say("x: y\r\n\r\n.")).startsWith("250");
    assertThat(talk.say("RCPT TO:<b@x.example>")).startsWith("503");
    Message message = server.gate.messages.getFirst();
    assertThat(message.received()).contains(" with SMTP id ");
    assertThat(message.recipients().getFirst().address().toString())
        .isEqualTo("Postmaster@gate.city.example");
  }

  @Test
  void pathsAreReadAsTheWorldWritesThem() {
    Talk talk = server.hello();
    for (String bad :
        new String[] {
          "a@city.example",
          "<a@city.example",
          "<a>",
          "<@b.example>",
          "<a@>",
          "<a b@c.example>",
          "<a@b..c>",
          "<a@b c>",
          "<a@-b.example>",
          "<a@b.example>x",
          "<a@b>c.example>"
        }) {
      assertThat(talk.say("MAIL FROM:" + bad)).as(bad).startsWith("50");
    }
    for (String good :
        new String[] {
          "<>",
          "<a@city.example>",
          " <a@city.example>",
          "<@relay.example:a@city.example>",
          "<\"a b>\\\"c\"@city.example>",
          "<a@[192.0.2.1]>",
          "<a@[IPv6:2001:db8::1]>",
          "<a..b.@city.example>",
          "<a+b=c/d@city.example>"
        }) {
      assertThat(talk.say("MAIL FROM:" + good)).as(good).startsWith("250");
      talk.say("RSET");
    }
  }

  private static String lines(String... lines) {
    return String.join("\r\n", lines) + "\r\n";
  }

  @Test
  void anEmptyMessageIsAMessage() {
    assertThat(server.data().say(".")).startsWith("250");
    assertThat(server.gate.messages.getFirst().octets()).isEmpty();
  }
}
