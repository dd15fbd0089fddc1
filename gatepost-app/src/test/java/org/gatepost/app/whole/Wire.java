package org.gatepost.app.whole;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Lines and content as RFC 5321 puts them on the wire. */
final class Wire {
  private Wire() {}

  /** The next line without its end; null when the other side has closed. */
  static @Nullable String line(InputStream in) throws IOException {
    byte[] line = rawLine(in);
    return line.length == 0 ? null : new String(line, StandardCharsets.UTF_8).stripTrailing();
  }

  /** The next line up to and with CR LF, for nothing else ends a line; empty at the end. */
  private static byte[] rawLine(InputStream in) throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream(128);
    int octet;
    int before = 0;
    while ((octet = in.read()) >= 0) {
      line.write(octet);
      if (octet == '\n' && before == '\r') {
        break;
      }
      before = octet;
    }
    return line.toByteArray();
  }

  /** A message's content after DATA, transparency taken off (RFC 5321 section 4.5.2). */
  static final class Content {
    private static final byte[] END = {'.', '\r', '\n'};

    private final InputStream in;
    private final ByteArrayOutputStream octets = new ByteArrayOutputStream();
    private boolean ended;

    Content(InputStream in) {
      this.in = in;
    }

    /** Reads one line; false when it was the end. */
    boolean line() throws IOException {
      if (ended) {
        return false;
      }
      byte[] line = rawLine(in);
      if (line.length == 0) {
        throw new EOFException("The content was cut off");
      }
      if (Arrays.equals(line, END)) {
        ended = true;
        return false;
      }
      int start = line[0] == '.' ? 1 : 0;
      octets.write(line, start, line.length - start);
      return true;
    }

    byte[] rest() throws IOException {
      boolean more = line();
      while (more) {
        more = line();
      }
      return octets.toByteArray();
    }
  }
}
