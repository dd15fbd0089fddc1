package org.gatepost.hold;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The token in a notice's link: the id of one held message under a MAC (HMAC-SHA-256). It opens
 * that message and nothing else. It ends with the hold: whoever opens it must also find the hold
 * still waiting for its sender, so the first decision spends it.
 */
public final class HoldTokens {
  private static final byte[] PURPOSE = {'h', 'o', 'l', 'd', 1};
  private static final int ID = 16;
  private static final int MAC = 32;

  private final SecretKeySpec key;

  /**
   * @param key at least 32 secret octets
   */
  public HoldTokens(byte[] key) {
    if (key.length < MAC) {
      throw new IllegalArgumentException("A key for hold tokens has at least 32 octets.");
    }
    this.key = new SecretKeySpec(key, "HmacSHA256");
  }

  /** 64 characters of base64url. */
  public String issue(UUID hold) {
    byte[] id = octets(hold);
    byte[] token = Arrays.copyOf(id, ID + MAC);
    System.arraycopy(mac(id), 0, token, ID, MAC);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(token);
  }

  /** The held message that a token opens; empty for anything that was not issued here. */
  public Optional<UUID> open(String token) {
    byte[] octets;
    try {
      octets = Base64.getUrlDecoder().decode(token);
    } catch (IllegalArgumentException notBase64) {
      return Optional.empty();
    }
    if (octets.length != ID + MAC) {
      return Optional.empty();
    }
    byte[] id = Arrays.copyOf(octets, ID);
    byte[] mac = Arrays.copyOfRange(octets, ID, ID + MAC);
    if (!MessageDigest.isEqual(mac, mac(id))) {
      return Optional.empty();
    }
    ByteBuffer buffer = ByteBuffer.wrap(id);
    return Optional.of(new UUID(buffer.getLong(), buffer.getLong()));
  }

  private byte[] mac(byte[] id) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(key);
      mac.update(PURPOSE);
      return mac.doFinal(id);
    } catch (GeneralSecurityException missing) {
      throw new IllegalStateException("This Java has no HMAC-SHA-256.", missing);
    }
  }

  private static byte[] octets(UUID id) {
    return ByteBuffer.allocate(ID)
        .putLong(id.getMostSignificantBits())
        .putLong(id.getLeastSignificantBits())
        .array();
  }
}
