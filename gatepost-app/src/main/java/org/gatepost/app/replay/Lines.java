package org.gatepost.app.replay;

import java.io.IOException;
import java.io.InputStream;

/**
 * Octets line by line. A line longer than the buffer comes in several pieces, so that no line of
 * any length takes more memory.
 */
final class Lines {
  private static final int BUFFER = 1 << 16;

  private final InputStream in;
  private final byte[] buffer = new byte[BUFFER];
  private int filled;
  private int start;
  private int end;
  private boolean ended;
  private boolean lineStart;
  private boolean nextIsStart = true;

  Lines(InputStream in) {
    this.in = in;
  }

  /** Moves to the next piece; false at the end. */
  boolean next() throws IOException {
    lineStart = nextIsStart;
    start = end;
    int newline = find(start);
    if (newline < 0 && !ended) {
      refill();
      newline = find(start);
    }
    end = newline < 0 ? filled : newline + 1;
    nextIsStart = newline >= 0;
    return end > start;
  }

  /** True when this piece begins a line. */
  boolean isLineStart() {
    return lineStart;
  }

  /** True for a whole line with nothing in it. */
  boolean isBlank() {
    int length = end - start;
    return lineStart && nextIsStart && (length == 1 || (length == 2 && buffer[start] == '\r'));
  }

  byte[] octets() {
    return buffer;
  }

  int start() {
    return start;
  }

  int length() {
    return end - start;
  }

  private int find(int from) {
    for (int i = from; i < filled; i++) {
      if (buffer[i] == '\n') {
        return i;
      }
    }
    return -1;
  }

  private void refill() throws IOException {
    System.arraycopy(buffer, start, buffer, 0, filled - start);
    filled -= start;
    end = start = 0;
    while (filled < buffer.length) {
      int read = in.read(buffer, filled, buffer.length - filled);
      if (read < 0) {
        ended = true;
        return;
      }
      filled += read;
      if (find(filled - read) >= 0) {
        return;
      }
    }
  }
}
