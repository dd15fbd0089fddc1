package org.gatepost.smtp.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.gatepost.account.ScramVerifier;
import org.gatepost.mail.Address;
import org.gatepost.smtp.Certificates;
import org.gatepost.smtp.Talk;
import org.gatepost.smtp.Tls;
import org.gatepost.smtp.server.SmtpSettings.Access;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** AUTH with its three mechanisms, right, wrong and hostile. */
class AuthTest {
  private static final byte[] SALT = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
  private static final int ITERATIONS = 4096;

  /** Two app passwords of one login, with one salt. */
  private static final Map<Address, List<ScramVerifier>> PEOPLE =
      Map.of(
          Address.of("anna@city.example"),
          List.of(
              Scram.verifier("first secret", SALT, ITERATIONS),
              Scram.verifier("second secret", SALT, ITERATIONS)));

  @TempDir static Path shared;
  private static Certificates certificates;

  @TempDir Path folder;
  private Listening server;

  @BeforeAll
  static void make() throws Exception {
    certificates = Certificates.make(shared, "dns:localhost");
  }

  @BeforeEach
  void listen() throws Exception {
    server = new Listening(folder);
    server.access = new Access(List.of(), List.of(), List.of());
    server.tls = Optional.of(Tls.server(certificates.chain(), certificates.key()));
    guard(20, 100);
  }

  private void guard(int perClient, int perLogin) {
    server.authentication =
        Optional.of(
            new Authentication(
                login -> PEOPLE.getOrDefault(login, List.of()),
                new AuthenticationSettings(
                    perClient, perLogin, Duration.ofMinutes(10), ITERATIONS, SALT),
                server.identities,
                server.clock));
  }

  @AfterEach
  void leave() {
    server.close();
  }

  private Talk secured() throws Exception {
    Talk talk = server.hello();
    talk.say("STARTTLS");
    talk.secure(certificates.trusting());
    assertThat(talk.say("EHLO client.city.example")).contains("AUTH SCRAM-SHA-256 PLAIN LOGIN");
    return talk;
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  private static String plain(String login, String password) {
    return base64("\0" + login + "\0" + password);
  }

  @Test
  void passwordsAreTakenOverTlsOnly() {
    Talk talk = server.hello();
    assertThat(talk.say("EHLO client.city.example")).doesNotContain("AUTH");
    assertThat(talk.say("AUTH PLAIN " + plain("anna@city.example", "first secret")))
        .startsWith("538 5.7.11");
    assertThat(talk.say("MAIL FROM:<anna@city.example>")).startsWith("530 5.7.0");
  }

  @ParameterizedTest
  @ValueSource(strings = {"first secret", "second secret"})
  void plainTakesAnyOfTheAppPasswords(String password) throws Exception {
    Talk talk = secured();
    assertThat(talk.say("MAIL FROM:<anna@city.example>")).startsWith("530 5.7.0");
    assertThat(talk.say("AUTH PLAIN " + plain("anna@city.example", password)))
        .startsWith("235 2.7.0");
    assertThat(talk.say("AUTH PLAIN " + plain("anna@city.example", password))).startsWith("503");
    assertThat(talk.say("MAIL FROM:<anna@city.example> AUTH=<>")).startsWith("250");
    talk.say("RCPT TO:<b@x.example>");
    talk.say("DATA");
    talk.say("x: y\r\n\r\n.");
    assertThat(server.gate.messages.getFirst().submission().authenticated())
        .contains(Address.of("anna@city.example"));
    assertThat(server.gate.messages.getFirst().received()).contains("with ESMTPSA id");
  }

  @Test
  void plainWithoutInitialResponseIsAskedForIt() throws Exception {
    Talk talk = secured();
    assertThat(talk.say("AUTH PLAIN")).isEqualTo("334");
    assertThat(talk.say(plain("anna@city.example", "first secret"))).startsWith("235");
  }

  @Test
  void loginAsksTwice() throws Exception {
    Talk talk = secured();
    assertThat(talk.say("AUTH LOGIN")).isEqualTo("334 " + base64("Username:"));
    assertThat(talk.say(base64("anna@city.example"))).isEqualTo("334 " + base64("Password:"));
    assertThat(talk.say(base64("second secret"))).startsWith("235");
    Talk other = secured();
    assertThat(other.say("AUTH LOGIN " + base64("anna@city.example")))
        .isEqualTo("334 " + base64("Password:"));
    assertThat(other.say(base64("third secret"))).startsWith("535 5.7.8");
  }

  @Test
  void whatIsWrongIsRefusedInTheSameWordsForAll() throws Exception {
    String wrong = secured().say("AUTH PLAIN " + plain("anna@city.example", "wrong"));
    assertThat(wrong).startsWith("535 5.7.8");
    assertThat(secured().say("AUTH PLAIN " + plain("nobody@city.example", "wrong")))
        .isEqualTo(wrong);
    assertThat(secured().say("AUTH PLAIN " + plain("not an address", ""))).isEqualTo(wrong);
    assertThat(
            secured()
                .say("AUTH PLAIN " + base64("ben@city.example\0anna@city.example\0first secret")))
        .isEqualTo(wrong);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"AUTH PLAIN %%%", "AUTH PLAIN =", "AUTH PLAIN AAAA", "AUTH SCRAM-SHA-256 bm8="})
  void malformedResponsesAreSyntaxErrors(String command) throws Exception {
    Talk talk = secured();
    assertThat(talk.say(command)).startsWith("501 5.5.2");
    assertThat(talk.say("NOOP")).startsWith("250");
  }

  @Test
  void otherWaysOutOfAuth() throws Exception {
    Talk talk = secured();
    assertThat(talk.say("AUTH GSSAPI")).startsWith("504");
    assertThat(talk.say("AUTH LOGIN")).startsWith("334");
    assertThat(talk.say("*")).startsWith("501 5.7.0");
    assertThat(talk.say("AUTH PLAIN " + "A".repeat(13_000))).startsWith("500");
    assertThat(talk.say("AUTH PLAIN " + "A".repeat(12_000))).startsWith("501");
    assertThat(talk.say("AUTH LOGIN")).startsWith("334");
    assertThat(talk.say("A".repeat(13_000))).startsWith("500 5.5.6");
    assertThat(talk.line()).isEqualTo("(closed)");
  }

  @ParameterizedTest
  @ValueSource(strings = {"first secret", "second secret"})
  void scramProvesBothSides(String password) throws Exception {
    Talk talk = secured();
    ScramClient client = new ScramClient("anna@city.example", password);
    String challenge = talk.say("AUTH SCRAM-SHA-256 " + base64(client.first()));
    String answer = talk.say(base64(client.last(decoded(challenge))));
    assertThat(decoded(answer)).isEqualTo("v=" + client.serverSignature());
    assertThat(talk.say("")).startsWith("235 2.7.0");
    assertThat(talk.say("MAIL FROM:<anna@city.example>")).startsWith("250");
  }

  @Test
  void scramRefusesTheWrongAndTheUnknownAlike() throws Exception {
    for (String login : List.of("anna@city.example", "nobody@city.example")) {
      Talk talk = secured();
      ScramClient client = new ScramClient(login, "wrong");
      String challenge = talk.say("AUTH SCRAM-SHA-256 " + base64(client.first()));
      assertThat(decoded(challenge)).contains(",i=" + ITERATIONS);
      assertThat(talk.say(base64(client.last(decoded(challenge))))).startsWith("535 5.7.8");
      assertThat(talk.say("MAIL FROM:<anna@city.example>")).startsWith("530");
    }
  }

  @Test
  void anUnknownLoginAlwaysHasTheSameSalt() throws Exception {
    String[] salts = new String[2];
    for (int i = 0; i < 2; i++) {
      Talk talk = secured();
      ScramClient client = new ScramClient("nobody@city.example", "x");
      salts[i] =
          decoded(talk.say("AUTH SCRAM-SHA-256 " + base64(client.first()))).split(",", -1)[1];
    }
    assertThat(salts[0]).isEqualTo(salts[1]).hasSizeGreaterThan(20);
  }

  @Test
  void scramRefusesANonceThatIsNotOurs() throws Exception {
    Talk talk = secured();
    ScramClient client = new ScramClient("anna@city.example", "first secret");
    String challenge = decoded(talk.say("AUTH SCRAM-SHA-256 " + base64(client.first())));
    String last = client.last(challenge);
    assertThat(talk.say(base64(last.replace(",r=", ",r=x")))).startsWith("535");
    talk = secured();
    challenge = decoded(talk.say("AUTH SCRAM-SHA-256 " + base64(client.first())));
    last = client.last(challenge);
    assertThat(talk.say(base64(last.replaceFirst("c=[^,]+", "c=eSws")))).startsWith("535");
    assertThat(secured().say("AUTH SCRAM-SHA-256 " + base64("p=tls-exporter,,n=a,r=b")))
        .startsWith("501");
  }

  @Test
  void threeFailuresEndTheConnection() throws Exception {
    Talk talk = secured();
    for (int i = 0; i < 3; i++) {
      assertThat(talk.say("AUTH PLAIN " + plain("anna@city.example", "x" + i))).startsWith("535");
    }
    assertThat(talk.line()).isEqualTo("(closed)");
  }

  @Test
  void aClientThatFailsTooOftenIsNotListenedTo() throws Exception {
    guard(2, 100);
    for (int i = 0; i < 2; i++) {
      secured().say("AUTH PLAIN " + plain("person" + i + "@city.example", "x"));
    }
    assertThat(secured().say("AUTH PLAIN " + plain("anna@city.example", "first secret")))
        .startsWith("421 4.7.0");
  }

  @Test
  void aLoginThatManyFailAtIsShutForAWhile() throws Exception {
    guard(100, 2);
    for (int i = 0; i < 2; i++) {
      secured().say("AUTH PLAIN " + plain("anna@city.example", "x"));
    }
    assertThat(secured().say("AUTH PLAIN " + plain("anna@city.example", "first secret")))
        .startsWith("454 4.7.0");
  }

  private static String decoded(String reply) {
    assertThat(reply).startsWith("334 ");
    return new String(Base64.getDecoder().decode(reply.substring(4)), StandardCharsets.UTF_8);
  }

  /** The client's side of RFC 5802, written from the RFC. */
  private static final class ScramClient {
    private final String bare;
    private final String password;
    private String signature = "";

    ScramClient(String login, String password) {
      this.bare = "n=" + login.replace("=", "=3D").replace(",", "=2C") + ",r=clientnonce";
      this.password = password;
    }

    String first() {
      return "n,," + bare;
    }

    String last(String challenge) {
      String[] parts = challenge.split(",", -1);
      byte[] salt = Base64.getDecoder().decode(parts[1].substring(2));
      int iterations = Integer.parseInt(parts[2].substring(2));
      byte[] salted = Scram.salted(password, salt, iterations);
      byte[] clientKey = Scram.hmac(salted, "Client Key");
      String without = "c=biws," + parts[0];
      String auth = bare + "," + challenge + "," + without;
      byte[] proof = Scram.xor(clientKey, Scram.hmac(Scram.sha256(clientKey), auth));
      signature =
          Base64.getEncoder().encodeToString(Scram.hmac(Scram.hmac(salted, "Server Key"), auth));
      return without + ",p=" + Base64.getEncoder().encodeToString(proof);
    }

    String serverSignature() {
      return signature;
    }
  }
}
