package org.gatepost.mime;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.gatepost.mail.Content;

/**
 * Walks through octets line by line and knows where it is. A line ends with LF or CRLF; in content
 * whose very first line ends with a lone CR (old files), each CR and each LF ends one.
 */
final class LineWalk implements Closeable {
  private static final int SMALLEST_BUFFER = 512;
  private static final int LARGEST_BUFFER = 1 << 16;

  private final InputStream in;
  private final boolean carriageReturnEnds;
  private final byte[] buffer;
  private int position;
  private int limit;
  private long bufferStart;

  private byte[] line = new byte[1024];
  private int kept;
  private byte last;
  private long start;
  private long textEnd;
  private long end;

  private LineWalk(InputStream in, boolean carriageReturnEnds, int buffer) {
    this.in = in;
    this.buffer = new byte[buffer];
    this.carriageReturnEnds = carriageReturnEnds;
  }

  static LineWalk through(Content content) throws IOException {
    boolean carriageReturnEnds = firstLineEndsWithCarriageReturn(content);
    int buffer = Math.clamp(content.size(), SMALLEST_BUFFER, LARGEST_BUFFER);
    return new LineWalk(content.open(), carriageReturnEnds, buffer);
  }

  private static boolean firstLineEndsWithCarriageReturn(Content content) throws IOException {
    try (InputStream in = content.open()) {
      byte[] buffer = new byte[SMALLEST_BUFFER];
      int read;
      boolean seen = false;
      while ((read = in.read(buffer)) > 0) {
        for (int i = 0; i < read; i++) {
          if (seen || buffer[i] == '\n') {
            return seen && buffer[i] != '\n';
          }
          seen = buffer[i] == '\r';
        }
      }
      return seen;
    }
  }

  /**
   * Goes to the next line.
   *
   * @param keep how many octets of the line are wanted in memory
   * @return false when there is none
   */
  boolean next(int keep) throws IOException {
    start = bufferStart + position;
    kept = 0;
    last = 0;
    textEnd = start;
    end = start;
    if (position == limit && !fill()) {
      return false;
    }
    do {
      int stop = lineEnd();
      take(stop, keep);
      if (stop < limit) {
        terminate();
        return true;
      }
    } while (fill());
    textEnd = bufferStart + position;
    end = textEnd;
    return true;
  }

  private int lineEnd() {
    for (int i = position; i < limit; i++) {
      byte octet = buffer[i];
      if (octet == '\n' || (octet == '\r' && carriageReturnEnds)) {
        return i;
      }
    }
    return limit;
  }

  private void take(int stop, int keep) {
    if (stop > position) {
      last = buffer[stop - 1];
    }
    int count = Math.min(stop - position, keep - kept);
    if (count > 0) {
      if (kept + count > line.length) {
        line = Arrays.copyOf(line, Math.max(kept + count, line.length * 2));
      }
      System.arraycopy(buffer, position, line, kept, count);
      kept += count;
    }
    position = stop;
  }

  private void terminate() throws IOException {
    byte terminator = buffer[position];
    textEnd = bufferStart + position;
    position++;
    if (terminator == '\r') {
      if ((position < limit || fill()) && buffer[position] == '\n') {
        position++;
      }
    } else if (last == '\r') {
      textEnd--;
      kept = (int) Math.min(kept, textEnd - start);
    }
    end = bufferStart + position;
  }

  private boolean fill() throws IOException {
    bufferStart += limit;
    position = 0;
    limit = Math.max(0, in.read(buffer, 0, buffer.length));
    return limit > 0;
  }

  /** Offset of the line's first octet. */
  long start() {
    return start;
  }

  /** Offset behind the line's last octet, without what ends the line. */
  long textEnd() {
    return textEnd;
  }

  /** Offset behind what ends the line. */
  long end() {
    return end;
  }

  boolean isBlank() {
    return textEnd == start;
  }

  /** How many octets of the line are in memory. */
  int length() {
    return kept;
  }

  byte octet(int index) {
    return line[index];
  }

  void copyTo(ByteArrayOutputStream out) {
    out.write(line, 0, kept);
  }

  /** The octets in memory as Latin-1, without white space at the end. */
  String trimmed() {
    int length = kept;
    while (length > 0 && (line[length - 1] == ' ' || line[length - 1] == '\t')) {
      length--;
    }
    return new String(line, 0, length, StandardCharsets.ISO_8859_1);
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
