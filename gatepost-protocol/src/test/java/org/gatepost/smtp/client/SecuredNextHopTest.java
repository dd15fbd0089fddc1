package org.gatepost.smtp.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.gatepost.delivery.NextHop.Sent;
import org.gatepost.delivery.NextHop.Transaction;
import org.gatepost.mail.Address;
import org.gatepost.mail.Content;
import org.gatepost.mail.MailParameters;
import org.gatepost.mail.Recipient;
import org.gatepost.mail.ReversePath;
import org.gatepost.smtp.Certificates;
import org.gatepost.smtp.client.NextHopAddress.Security;
import org.gatepost.smtp.client.NextHopSettings.Login;
import org.gatepost.smtp.client.NextHopSettings.Timeouts;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** TLS and AUTH towards the next hop. */
class SecuredNextHopTest {
  @TempDir static Path shared;
  private static Certificates right;
  private static Certificates wrongHost;

  private final ScriptedHop hop = new ScriptedHop();
  private final List<SmtpNextHop> clients = new ArrayList<>();

  @BeforeAll
  static void make() throws Exception {
    right = Certificates.make(shared, "dns:localhost,ip:127.0.0.1");
    wrongHost = Certificates.make(shared, "dns:other.example");
  }

  @AfterEach
  void leave() {
    clients.forEach(SmtpNextHop::close);
    hop.close();
  }

  private static SSLContext serving(Certificates certificates) throws Exception {
    KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keys.init(certificates.store(), "changeit".toCharArray());
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(keys.getKeyManagers(), null, null);
    return context;
  }

  private ScriptedHop.Script startTls(Certificates certificates) {
    return talk -> {
      talk.raw("220 hop\r\n");
      talk.line();
      talk.raw(ScriptedHop.ehlo("PIPELINING|STARTTLS"));
      if (!talk.line().equals("STARTTLS")) {
        return;
      }
      // What is injected behind the answer must not be taken for one given under TLS.
      talk.raw("220 go\r\n250-evil.example\r\n250 SMTPUTF8\r\n");
      talk.secureAsServer(serving(certificates));
      hop.serve(talk, "PIPELINING|AUTH PLAIN LOGIN|ENHANCEDSTATUSCODES", _ -> "");
    };
  }

  private String send(Security security, Optional<Path> authorities, Optional<Login> login)
      throws Exception {
    SmtpNextHop client =
        new SmtpNextHop(
            new NextHopSettings(
                new NextHopAddress("127.0.0.1", hop.port(), security),
                "gate.city.example",
                authorities,
                login,
                10,
                false,
                Duration.ofMinutes(5),
                Timeouts.defaults()),
            InstantSource.system(),
            new Reachability(InstantSource.system(), _ -> {}, _ -> {}));
    clients.add(client);
    try (Transaction transaction =
        client.begin(ReversePath.of(Address.of("anna@city.example")), MailParameters.none())) {
      transaction.mail();
      String reply =
          transaction.recipient(Recipient.of(Address.of("ben@home.example"))).await().toString();
      if (!reply.startsWith("250")) {
        return reply;
      }
      Sent sent =
          transaction.send(
              new byte[0], Content.of("x: y\r\n\r\n".getBytes(StandardCharsets.US_ASCII)));
      return sent instanceof Sent.Answered(var last) ? last.toString() : sent.toString();
    }
  }

  @Test
  void requiredTlsChecksTheCertificate() throws Exception {
    hop.always(startTls(right));
    assertThat(send(Security.REQUIRED, Optional.of(right.chain()), Optional.empty()))
        .isEqualTo("250 2.0.0 taken");
    assertThat(hop.messages).hasSize(1);
    assertThat(clients.getFirst().capabilities().orElseThrow().smtpUtf8()).isFalse();
  }

  @Test
  void aCertificateThatNobodyVouchesForIsRefused() throws Exception {
    hop.always(startTls(right));
    assertThat(send(Security.REQUIRED, Optional.of(wrongHost.chain()), Optional.empty()))
        .startsWith("451 4.4.1 The way to the next hop cannot be secured");
    assertThat(send(Security.REQUIRED, Optional.empty(), Optional.empty()))
        .startsWith("451 4.4.1 The way to the next hop cannot be secured");
    assertThat(hop.messages).isEmpty();
  }

  @Test
  void aCertificateForAnotherHostIsRefused() throws Exception {
    hop.always(startTls(wrongHost));
    assertThat(send(Security.REQUIRED, Optional.of(wrongHost.chain()), Optional.empty()))
        .startsWith("451 4.4.1 The way to the next hop cannot be secured");
    assertThat(hop.messages).isEmpty();
  }

  @Test
  void requiredTlsThatIsNotOfferedSendsNothing() throws Exception {
    assertThat(send(Security.REQUIRED, Optional.of(right.chain()), Optional.empty()))
        .startsWith("451 4.4.1 The next hop does not offer STARTTLS");
    hop.always(
        hop.obliging("STARTTLS", line -> line.equals("STARTTLS") ? "454 4.7.0 not now" : ""));
    assertThat(send(Security.REQUIRED, Optional.of(right.chain()), Optional.empty()))
        .startsWith("451 4.4.1 The next hop refuses STARTTLS");
    assertThat(hop.messages).isEmpty();
  }

  @Test
  void opportunisticTlsTakesAnyCertificateAndNone() throws Exception {
    hop.then(startTls(wrongHost));
    assertThat(send(Security.OPPORTUNISTIC, Optional.empty(), Optional.empty()))
        .isEqualTo("250 2.0.0 taken");
    assertThat(hop.heard).contains("EHLO gate.city.example");
    hop.then(hop.obliging("PIPELINING"));
    assertThat(send(Security.OPPORTUNISTIC, Optional.empty(), Optional.empty()))
        .isEqualTo("250 2.0.0 taken");
    hop.then(
        talk -> {
          talk.raw("220 hop\r\n");
          talk.line();
          talk.raw(ScriptedHop.ehlo("STARTTLS"));
          talk.line();
          talk.raw("220 go\r\nthis is not a handshake\r\n");
          talk.line();
        });
    assertThat(send(Security.OPPORTUNISTIC, Optional.empty(), Optional.empty()))
        .isEqualTo("250 2.0.0 taken");
  }

  @Test
  void implicitTlsComesFirst() throws Exception {
    hop.always(
        talk -> {
          talk.secureAsServer(serving(right));
          talk.raw("220 hop\r\n");
          hop.serve(talk, "PIPELINING", _ -> "");
        });
    assertThat(send(Security.IMPLICIT, Optional.of(right.chain()), Optional.empty()))
        .isEqualTo("250 2.0.0 taken");
    assertThat(send(Security.IMPLICIT, Optional.of(wrongHost.chain()), Optional.empty()))
        .startsWith("451 4.4.1");
  }

  @Test
  void plainAndLoginAreSpoken() throws Exception {
    Path secret = Files.writeString(shared.resolve("secret2"), "open sesame\n");
    Optional<Login> login = Optional.of(new Login("gate", secret));
    hop.then(
        hop.obliging(
            "AUTH PLAIN LOGIN",
            line -> line.equals("AUTH PLAIN AGdhdGUAb3BlbiBzZXNhbWU=") ? "235 2.7.0 in" : ""));
    assertThat(send(Security.NONE, Optional.empty(), login)).isEqualTo("250 2.0.0 taken");
    hop.then(
        hop.obliging(
            "AUTH=LOGIN",
            line ->
                switch (line) {
                  case "AUTH LOGIN", "Z2F0ZQ==" -> "334 x";
                  case "b3BlbiBzZXNhbWU=" -> "235 in";
                  default -> "";
                }));
    assertThat(send(Security.NONE, Optional.empty(), login)).isEqualTo("250 2.0.0 taken");
  }

  @Test
  void aLoginThatIsRefusedIsATransientAnswerAndSaysNoPassword() throws Exception {
    Path secret = Files.writeString(shared.resolve("secret3"), "wrong");
    Optional<Login> login = Optional.of(new Login("gate", secret));
    hop.then(hop.obliging("AUTH PLAIN", line -> line.startsWith("AUTH") ? "535 5.7.8 no" : ""));
    assertThat(send(Security.NONE, Optional.empty(), login))
        .isEqualTo("451 4.4.1 The next hop refuses our login (535)");
    assertThat(
            send(
                Security.NONE,
                Optional.empty(),
                Optional.of(new Login("gate", shared.resolve("missing")))))
        .isEqualTo("451 4.4.1 The password for the next hop cannot be read");
    hop.then(hop.obliging("AUTH GSSAPI"));
    assertThat(send(Security.NONE, Optional.empty(), login))
        .startsWith("451 4.4.1 The next hop offers no way to authenticate");
  }
}
