package org.gatepost.mime;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.gatepost.mail.Headers;

/**
 * Takes header lines in and gives fields out (RFC 5322 section 2.2). Every octet that was taken in
 * belongs to exactly one field: a line that is no field is kept as one without a name.
 */
final class HeaderSection {
  private final List<Headers.Field> fields = new ArrayList<>();
  private final ByteArrayOutputStream text = new ByteArrayOutputStream();
  private int colon = -1;
  private long start = -1;
  private long end;
  private boolean named;

  /** Takes in the line at which the walk stands. */
  void add(LineWalk line) {
    boolean continued = start >= 0 && (line.octet(0) == ' ' || line.octet(0) == '\t');
    if (!continued) {
      finish();
      start = line.start();
      colon = colon(line);
    }
    line.copyTo(text);
    end = line.end();
  }

  /** True when the line has the form of a field: a name without spaces, and a colon. */
  static boolean isField(LineWalk line) {
    return colon(line) > 0;
  }

  boolean isEmpty() {
    return start < 0 && fields.isEmpty();
  }

  /** True when at least one line was a field. */
  boolean hasField() {
    return named || colon > 0;
  }

  Headers headers() {
    finish();
    return new Headers(fields);
  }

  int size() {
    return fields.size();
  }

  private void finish() {
    if (start < 0) {
      return;
    }
    byte[] octets = text.toByteArray();
    int nameEnd = Math.max(0, colon);
    while (nameEnd > 0 && isBlank(octets[nameEnd - 1])) {
      nameEnd--;
    }
    String name = new String(octets, 0, nameEnd, StandardCharsets.ISO_8859_1);
    String value = text(octets, colon + 1).strip();
    fields.add(new Headers.Field(name, value, start, end));
    named |= colon > 0;
    text.reset();
    start = -1;
    colon = -1;
  }

  /** Raw 8-bit text is UTF-8 (RFC 6532); what is not is read as Latin-1, which takes anything. */
  private static String text(byte[] octets, int from) {
    ByteBuffer raw = ByteBuffer.wrap(octets, from, octets.length - from);
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(raw.duplicate()).toString();
    } catch (CharacterCodingException notUtf8) {
      return StandardCharsets.ISO_8859_1.decode(raw).toString();
    }
  }

  private static int colon(LineWalk line) {
    boolean nameEnded = false;
    for (int i = 0; i < line.length(); i++) {
      byte octet = line.octet(i);
      if (octet == ':') {
        return i == 0 ? -1 : i;
      }
      if (isBlank(octet) && i > 0) {
        nameEnded = true;
      } else if (nameEnded || octet <= ' ' || octet == 0x7f) {
        return -1;
      }
    }
    return -1;
  }

  private static boolean isBlank(byte octet) {
    return octet == ' ' || octet == '\t';
  }
}
