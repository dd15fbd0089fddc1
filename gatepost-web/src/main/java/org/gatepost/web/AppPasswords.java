package org.gatepost.web;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import javax.crypto.spec.SecretKeySpec;
import org.gatepost.account.ScramVerifier;
import org.gatepost.mail.IdentitySource;

/**
 * Makes the verifier of a mail program's password for SCRAM-SHA-256 (RFC 5802 section 3, RFC 7677).
 * All verifiers of one login share salt and iterations, because the server names both before it can
 * know which password the client has.
 */
public final class AppPasswords {
  /**
   * Of PBKDF2. Four times what RFC 7677 asks for; the passwords are random, 100 bits long and made
   * here, so that no number of iterations is what protects them.
   */
  static final int ITERATIONS = 16_384;

  private static final int SALT = 16;
  private static final int KEY_BITS = 256;

  private AppPasswords() {}

  /**
   * Makes a verifier.
   *
   * @param password ASCII, so that SASLprep (RFC 4013) leaves it as it is
   * @param others the verifiers that the login has already
   */
  public static ScramVerifier verifier(
      String password, List<ScramVerifier> others, IdentitySource identities) {
    byte[] salt = others.isEmpty() ? identities.octets(SALT) : others.getFirst().salt();
    int iterations = others.isEmpty() ? ITERATIONS : others.getFirst().iterations();
    try {
      byte[] salted =
          SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256")
              .generateSecret(new PBEKeySpec(password.toCharArray(), salt, iterations, KEY_BITS))
              .getEncoded();
      byte[] stored = MessageDigest.getInstance("SHA-256").digest(hmac(salted, "Client Key"));
      return new ScramVerifier(salt, iterations, stored, hmac(salted, "Server Key"));
    } catch (GeneralSecurityException missing) {
      throw new IllegalStateException("This Java cannot make SCRAM-SHA-256.", missing);
    }
  }

  private static byte[] hmac(byte[] key, String text) throws GeneralSecurityException {
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(key, "HmacSHA256"));
    return mac.doFinal(text.getBytes(StandardCharsets.US_ASCII));
  }
}
