package org.gatepost.app.replay;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Made-up sent mail, and the boxes that it is kept in. */
final class Letters {
  private Letters() {}

  /** A message to so many strangers in To; ten and more would be stopped. */
  static String letter(String id, Instant date, int strangers) {
    StringBuilder to = new StringBuilder("colleague@city.example");
    for (int i = 0; i < strangers; i++) {
      to.append(", family").append(i).append("@inbox.example");
    }
    return """
    From: Anna <anna@city.example>
    To: %s
    Subject: %s
    Date: %s
    Message-ID: <%s@city.example>

    From here on it is text.
    """
        .formatted(
            to, id, DateTimeFormatter.RFC_1123_DATE_TIME.format(date.atOffset(ZoneOffset.UTC)), id);
  }

  static String mailbox(String... letters) {
    StringBuilder box = new StringBuilder();
    for (String letter : letters) {
      box.append("From anna@city.example Tue Jun  9 09:41:00 2026\n").append(letter).append('\n');
    }
    return box.toString();
  }

  static byte[] octets(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  static byte[] gzip(byte[] octets) throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (OutputStream out = new GZIPOutputStream(packed)) {
      out.write(octets);
    }
    return packed.toByteArray();
  }

  /** A zip archive with one member. */
  static byte[] zip(String name, byte[] octets) throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (ZipOutputStream out = new ZipOutputStream(packed)) {
      out.putNextEntry(new ZipEntry(name));
      out.write(octets);
      out.closeEntry();
    }
    return packed.toByteArray();
  }
}
