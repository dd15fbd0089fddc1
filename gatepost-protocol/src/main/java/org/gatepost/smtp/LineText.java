package org.gatepost.smtp;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** Octets up to a line feed, as a line. */
final class LineText {
  private LineText() {}

  /** A client's line: ends in CRLF, holds neither CR, LF nor NUL, is ASCII or UTF-8. */
  static Line strict(byte[] buffer, int from, int lineFeed) {
    int to = lineFeed - 1;
    if (to < from || buffer[to] != '\r') {
      return Line.Fault.BAD_LINE_END;
    }
    boolean ascii = true;
    for (int i = from; i < to; i++) {
      byte b = buffer[i];
      if (b == '\r' || b == 0) {
        return Line.Fault.BAD_LINE_END;
      }
      ascii &= b > 0;
    }
    if (ascii) {
      return new Line.Text(new String(buffer, from, to - from, StandardCharsets.ISO_8859_1));
    }
    try {
      return new Line.Text(
          StandardCharsets.UTF_8
              .newDecoder()
              .decode(ByteBuffer.wrap(buffer, from, to - from))
              .toString());
    } catch (CharacterCodingException notUtf8) {
      return Line.Fault.NOT_UTF8;
    }
  }

  /** A server's line: whatever it is. */
  static Line lenient(byte[] buffer, int from, int lineFeed) {
    int to = lineFeed > from && buffer[lineFeed - 1] == '\r' ? lineFeed - 1 : lineFeed;
    return new Line.Text(new String(buffer, from, to - from, StandardCharsets.UTF_8));
  }
}
