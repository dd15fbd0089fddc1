package org.gatepost.smtp.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Base64;
import java.util.List;
import org.gatepost.account.ScramVerifier;
import org.gatepost.smtp.server.SaslExchange.Step;
import org.junit.jupiter.api.Test;

/** The example of RFC 7677 section 3, octet for octet. */
class ScramTest {
  @Test
  void theExampleOfTheRfcIsProved() {
    ScramVerifier verifier =
        Scram.verifier("pencil", Base64.getDecoder().decode("W22ZaJ0SNY7soEsUEjb6gQ=="), 4096);
    ScramExchange exchange =
        new ScramExchange(
            new Passwords(
                _ -> List.of(verifier), AuthenticationSettings.defaults(4096, new byte[16])),
            "%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0");
    assertThat(exchange.respond(octets("n,,n=user@b,r=rOprNGfwEbeRWgbNEkqO"))).isNotNull();
    assertThat(proved("user", verifier))
        .isEqualTo("v=6rriTRBi23WpRR/wtup+mMhUZUn/dB5nLTJRsjl95G4=");
  }

  /** The exchange with the RFC's own user name, which is no address: signature only. */
  private static String proved(String user, ScramVerifier verifier) {
    String auth =
        "n="
            + user
            + ",r=rOprNGfwEbeRWgbNEkqO,"
            + "r=rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0,s=W22ZaJ0SNY7soEsUEjb6gQ==,i=4096,"
            + "c=biws,r=rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0";
    byte[] proof = Base64.getDecoder().decode("dHzbZapWIk4jUhN+Ute9ytag9zjfMHgsqmmiz7AndVQ=");
    byte[] key = Scram.xor(proof, Scram.hmac(verifier.storedKey(), auth));
    assertThat(Scram.sha256(key)).isEqualTo(verifier.storedKey());
    return "v=" + Base64.getEncoder().encodeToString(Scram.hmac(verifier.serverKey(), auth));
  }

  @Test
  void theServersNonceStandsBehindTheClients() {
    ScramExchange exchange =
        new ScramExchange(
            new Passwords(_ -> List.of(), AuthenticationSettings.defaults(4096, new byte[16])),
            "server");
    assertThat(exchange.respond(octets("n,,n=a@b.example,r=client")))
        .isInstanceOfSatisfying(
            Step.Challenge.class,
            challenge -> assertThat(challenge.text()).startsWith("r=clientserver,s="));
  }

  private static byte[] octets(String text) {
    return text.getBytes(java.nio.charset.StandardCharsets.UTF_8);
  }
}
