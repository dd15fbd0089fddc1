package org.gatepost.correspondence;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * Stands for a Message-ID (RFC 5322 section 3.6.4) where conversations are remembered: the first
 * 128 bits of its SHA-256. The id itself often names a machine and is not kept.
 */
public record MessageKey(long high, long low) {
  /** The key of a Message-ID, with or without its angle brackets. */
  public static MessageKey of(String messageId) {
    String id = messageId.strip();
    if (id.startsWith("<") && id.endsWith(">")) {
      id = id.substring(1, id.length() - 1);
    }
    return digest("id:" + id);
  }

  /** The key of a conversation that shows no ids, only a subject. */
  static MessageKey of(SubjectKey subject) {
    return digest("subject:" + subject.text());
  }

  private static MessageKey digest(String text) {
    try {
      ByteBuffer digest =
          ByteBuffer.wrap(
              MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
      return new MessageKey(digest.getLong(), digest.getLong());
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("Every JDK has SHA-256.", impossible);
    }
  }
}
