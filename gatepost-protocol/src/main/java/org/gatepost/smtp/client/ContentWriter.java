package org.gatepost.smtp.client;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import org.gatepost.smtp.Wire;

/**
 * Writes content in large pieces; for DATA a dot is put in front of a dot at the start of a line,
 * and nothing else is touched (RFC 5321 section 4.5.2).
 */
final class ContentWriter extends OutputStream {
  private static final int PIECE = 64 * 1024;
  private static final byte[] CRLF = {'\r', '\n'};
  private static final byte[] DOT = {'.'};
  private static final byte[] END = {'.', '\r', '\n'};

  private final Wire wire;
  private final boolean dots;
  private final Duration wait;

  /** The last two octets that were written; the beginning counts as the start of a line. */
  private byte last = '\n';

  private byte lastButOne = '\r';
  private boolean broken;

  ContentWriter(Wire wire, boolean dots, Duration wait) {
    this.wire = wire;
    this.dots = dots;
    this.wait = wait;
  }

  /** True when it was the network that failed. */
  boolean isBroken() {
    return broken;
  }

  @Override
  public void write(int octet) throws IOException {
    write(new byte[] {(byte) octet}, 0, 1);
  }

  @Override
  public void write(byte[] octets, int from, int length) throws IOException {
    int end = from + length;
    int run = from;
    if (dots) {
      byte before = last;
      for (int i = from; i < end; i++) {
        byte c = octets[i];
        if (c == '.' && before == '\n') {
          put(octets, run, i);
          put(DOT, 0, 1);
          run = i;
        }
        before = c;
      }
    }
    put(octets, run, end);
    if (length > 1) {
      lastButOne = octets[end - 2];
      last = octets[end - 1];
    } else if (length == 1) {
      lastButOne = last;
      last = octets[from];
    }
  }

  private void put(byte[] octets, int from, int to) throws IOException {
    int at = from;
    while (at < to) {
      int part = Math.min(to - at, PIECE);
      wire.append(octets, at, at + part);
      at += part;
      if (wire.unwritten() >= PIECE) {
        flush();
      }
    }
  }

  /** Ends the content and sends what is left. */
  void finish() throws IOException {
    if (dots) {
      if (last != '\n' || lastButOne != '\r') {
        put(CRLF, 0, 2);
      }
      put(END, 0, 3);
    }
    flush();
  }

  @Override
  public void flush() throws IOException {
    try {
      wire.flush(Wire.after(wait));
    } catch (IOException failed) {
      broken = true;
      throw failed;
    }
  }
}
