package org.gatepost.store;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.gatepost.mail.Content;

/** The raw Subject field, for want of a reader that decodes it. */
final class SubjectLine {
  private static final int LOOKED_AT = 64 * 1024;
  private static final String NAME = "subject:";

  private SubjectLine() {}

  static String of(Content content) {
    String head;
    try (InputStream in = content.open()) {
      head = new String(in.readNBytes(LOOKED_AT), StandardCharsets.UTF_8);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
    int end = head.indexOf("\r\n\r\n");
    String fields = (end < 0 ? head : head.substring(0, end)).replaceAll("\r?\n[ \t]+", " ");
    return fields
        .lines()
        .filter(line -> line.regionMatches(true, 0, NAME, 0, NAME.length()))
        .map(line -> line.substring(NAME.length()).strip())
        .findFirst()
        .orElse("");
  }
}
