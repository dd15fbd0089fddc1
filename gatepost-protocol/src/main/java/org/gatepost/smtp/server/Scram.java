package org.gatepost.smtp.server;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.text.Normalizer;
import javax.crypto.Mac;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import javax.crypto.spec.SecretKeySpec;
import org.gatepost.account.ScramVerifier;

/** The arithmetic of SCRAM-SHA-256 (RFC 5802 section 3, RFC 7677). */
public final class Scram {
  private static final String HMAC = "HmacSHA256";

  private Scram() {}

  /** Makes the verifier of a password. */
  public static ScramVerifier verifier(String password, byte[] salt, int iterations) {
    byte[] salted = salted(password, salt, iterations);
    return new ScramVerifier(
        salt, iterations, sha256(hmac(salted, "Client Key")), hmac(salted, "Server Key"));
  }

  static byte[] storedKey(String password, byte[] salt, int iterations) {
    return sha256(hmac(salted(password, salt, iterations), "Client Key"));
  }

  static byte[] salted(String password, byte[] salt, int iterations) {
    // An empty password is no key; nobody has this one.
    String normal =
        password.isEmpty() ? "\0" : Normalizer.normalize(password, Normalizer.Form.NFKC);
    try {
      return SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256")
          .generateSecret(new PBEKeySpec(normal.toCharArray(), salt, iterations, 256))
          .getEncoded();
    } catch (GeneralSecurityException missing) {
      throw new IllegalStateException("This Java runtime has no PBKDF2.", missing);
    }
  }

  static byte[] hmac(byte[] key, String text) {
    return hmac(key, text.getBytes(StandardCharsets.UTF_8));
  }

  static byte[] hmac(byte[] key, byte[] octets) {
    try {
      Mac mac = Mac.getInstance(HMAC);
      mac.init(new SecretKeySpec(key, HMAC));
      return mac.doFinal(octets);
    } catch (GeneralSecurityException missing) {
      throw new IllegalStateException("This Java runtime has no HMAC.", missing);
    }
  }

  static byte[] sha256(byte[] octets) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(octets);
    } catch (GeneralSecurityException missing) {
      throw new IllegalStateException("This Java runtime has no SHA-256.", missing);
    }
  }

  static byte[] xor(byte[] one, byte[] other) {
    byte[] result = new byte[one.length];
    for (int i = 0; i < one.length; i++) {
      result[i] = (byte) (one[i] ^ other[i]);
    }
    return result;
  }
}
