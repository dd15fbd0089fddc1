package org.gatepost.mime;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import org.gatepost.mail.Content;

/** Large content that is made while it is read: a start, one piece many times, an end. */
final class RepeatedContent implements Content {
  private final byte[] first;
  private final byte[] piece;
  private final byte[] last;
  private final long size;

  RepeatedContent(String first, String piece, int times, String last) {
    this.first = first.getBytes(ISO_8859_1);
    this.piece = piece.getBytes(ISO_8859_1);
    this.last = last.getBytes(ISO_8859_1);
    this.size = this.first.length + (long) this.piece.length * times + this.last.length;
  }

  /** Octets that this thread has taken from the heap so far. */
  static long allocated() {
    return ((com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean())
        .getTotalThreadAllocatedBytes();
  }

  @Override
  public long size() {
    return size;
  }

  @Override
  public InputStream open(long start, long end) {
    return new InputStream() {
      private long at = start;

      @Override
      public int read() {
        if (at >= end) {
          return -1;
        }
        long offset = at++;
        if (offset < first.length) {
          return first[(int) offset] & 0xff;
        }
        if (offset >= size - last.length) {
          return last[(int) (offset - size + last.length)] & 0xff;
        }
        return piece[(int) ((offset - first.length) % piece.length)] & 0xff;
      }

      @Override
      public int read(byte[] to, int offset, int length) throws IOException {
        if (at >= end) {
          return -1;
        }
        int count = (int) Math.min(length, end - at);
        for (int i = 0; i < count; i++) {
          to[offset + i] = (byte) read();
        }
        return count;
      }
    };
  }

  @Override
  public void close() {}
}
