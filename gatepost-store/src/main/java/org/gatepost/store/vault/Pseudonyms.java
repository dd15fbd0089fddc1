package org.gatepost.store.vault;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Numbers that stand for texts: the first 64 bits of a keyed hash (HMAC-SHA-256, RFC 2104). The
 * same text has the same number for as long as the key file is; who has not got the key can neither
 * find the text nor make another with its number. Among ten million texts two share a number with a
 * probability of 3 in a million.
 */
public final class Pseudonyms {
  private static final String ALGORITHM = "HmacSHA256";

  private final SecretKeySpec key;

  Pseudonyms(byte[] key) {
    this.key = new SecretKeySpec(key, ALGORITHM);
  }

  /**
   * The number of a text.
   *
   * @param kind keeps texts of different kinds apart; holds no NUL
   */
  public long of(String kind, String text) {
    Mac mac = mac();
    mac.update(kind.getBytes(StandardCharsets.UTF_8));
    mac.update((byte) 0);
    return ByteBuffer.wrap(mac.doFinal(text.getBytes(StandardCharsets.UTF_8))).getLong();
  }

  private Mac mac() {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(key);
      return mac;
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException("Every JDK has HMAC-SHA-256.", impossible);
    }
  }

  /** The key of one use, made of a key that has others. */
  static Pseudonyms derived(byte[] from, String use) {
    Mac mac = new Pseudonyms(from).mac();
    return new Pseudonyms(mac.doFinal(("pseudonyms " + use).getBytes(StandardCharsets.UTF_8)));
  }
}
