package org.gatepost.gate;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Set;
import java.util.TreeSet;
import org.gatepost.mail.Headers;
import org.gatepost.mail.Message;
import org.gatepost.mail.ReversePath;

/**
 * Tells whether two transactions carry the same message. Mail servers split a message by domain or
 * by fifty recipients, and clients try again when an answer was lost; each transaction then has its
 * own trace fields and the same everything else. So the key covers the reverse path, the Message-ID
 * and all octets but the fields that servers add under way.
 */
final class JoinKey {
  /** Fields that servers put on top (RFC 5321 section 4.4, RFC 6376, RFC 8601, RFC 8617). */
  private static final Set<String> TRACE_FIELDS = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);

  static {
    TRACE_FIELDS.addAll(
        Set.of(
            "Received",
            "Return-Path",
            "Delivered-To",
            "X-Original-To",
            "X-Gatepost-Trace",
            "Authentication-Results",
            "DKIM-Signature",
            "ARC-Seal",
            "ARC-Message-Signature",
            "ARC-Authentication-Results"));
  }

  private JoinKey() {}

  static String of(ReversePath from, Message message) throws IOException {
    MessageDigest digest = sha256();
    update(digest, from.mailbox().map(address -> address.person().toString()).orElse(""));
    update(digest, message.heading().messageId().orElse(""));
    long position = 0;
    for (Headers.Field field : message.headers().fields()) {
      if (TRACE_FIELDS.contains(field.name())) {
        update(digest, message, position, field.start());
        position = field.end();
      }
    }
    update(digest, message, position, message.content().size());
    return HexFormat.of().formatHex(digest.digest());
  }

  private static void update(MessageDigest digest, String text) {
    digest.update(text.getBytes(StandardCharsets.UTF_8));
    digest.update((byte) 0);
  }

  private static void update(MessageDigest digest, Message message, long start, long end)
      throws IOException {
    if (end <= start) {
      return;
    }
    try (InputStream in = message.content().open(start, end)) {
      byte[] buffer = new byte[16 * 1024];
      int read;
      while ((read = in.read(buffer)) > 0) {
        digest.update(buffer, 0, read);
      }
    }
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException missing) {
      throw new IllegalStateException("This Java has no SHA-256.", missing);
    }
  }
}
