package org.gatepost.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.gatepost.account.ScramVerifier;
import org.gatepost.mail.IdentitySource;
import org.junit.jupiter.api.Test;

class AppPasswordsTest {
  private final IdentitySource identities =
      new IdentitySource(() -> Instant.EPOCH, new SecureRandom());

  @Test
  void theExampleOfTheRfcComesOut() throws Exception {
    // RFC 7677 section 3.
    byte[] salt = Base64.getDecoder().decode("W22ZaJ0SNY7soEsUEjb6gQ==");
    ScramVerifier first = new ScramVerifier(salt, 4096, new byte[32], new byte[32]);
    ScramVerifier verifier = AppPasswords.verifier("pencil", List.of(first), identities);
    String nonce = "rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0";
    String exchange =
        "n=user,r=rOprNGfwEbeRWgbNEkqO,r="
            + nonce
            + ",s=W22ZaJ0SNY7soEsUEjb6gQ==,i=4096,c=biws,r="
            + nonce;
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(verifier.serverKey(), "HmacSHA256"));
    assertThat(
            Base64.getEncoder()
                .encodeToString(mac.doFinal(exchange.getBytes(StandardCharsets.US_ASCII))))
        .isEqualTo("6rriTRBi23WpRR/wtup+mMhUZUn/dB5nLTJRsjl95G4=");
  }

  @Test
  void aFirstVerifierGetsASaltOfItsOwn() {
    ScramVerifier one = AppPasswords.verifier("x", List.of(), identities);
    ScramVerifier other = AppPasswords.verifier("x", List.of(), identities);
    assertThat(one.salt()).hasSize(16).isNotEqualTo(other.salt());
    assertThat(one.iterations()).isGreaterThanOrEqualTo(4096);
  }
}
