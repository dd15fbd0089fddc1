package org.gatepost.mime;

import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * Undoes a content transfer encoding (RFC 2045 section 6) in bounded memory. Whatever the octets
 * are, something comes out: a broken encoding is for the reader to see, not for us to fail at.
 */
abstract sealed class TransferDecoding extends FilterInputStream
    permits Base64Decoding, QuotedPrintableDecoding {
  private final byte[] encoded = new byte[8192];
  private byte[] decoded = new byte[8192 + 16];
  private int position;
  private int limit;
  private boolean ended;

  TransferDecoding(InputStream in) {
    super(in);
  }

  /**
   * Decodes a body.
   *
   * @param encoding the value of Content-Transfer-Encoding; what is not known is passed through
   */
  static InputStream of(String encoding, InputStream in) {
    return switch (encoding) {
      case "base64" -> new Base64Decoding(in);
      case "quoted-printable" -> new QuotedPrintableDecoding(in);
      default -> in;
    };
  }

  /** True when the octets of a body in this encoding can be had. */
  static boolean isKnown(String encoding) {
    return switch (encoding) {
      case "", "7bit", "8bit", "binary", "base64", "quoted-printable" -> true;
      default -> false;
    };
  }

  /** Decodes base64 in memory. */
  static void base64(byte[] encoded, ByteArrayOutputStream out) {
    Base64Decoding decoding = new Base64Decoding(InputStream.nullInputStream());
    byte[] octets = new byte[encoded.length + 4];
    int length = decoding.decode(encoded, encoded.length, octets);
    out.write(octets, 0, length + decoding.end(octets, length));
  }

  /** Decodes; at most as many octets come out as go in, and 16 more. */
  abstract int decode(byte[] from, int length, byte[] to);

  /** What is left at the end: how many octets were put at {@code at}. */
  abstract int end(byte[] to, int at);

  /** Octets that the next call of decode may put out beyond those that it gets. */
  int held() {
    return 0;
  }

  private boolean fill() throws IOException {
    while (position == limit && !ended) {
      position = 0;
      int read = in.read(encoded, 0, encoded.length);
      int needed = Math.max(0, read) + held() + 16;
      if (decoded.length < needed) {
        decoded = new byte[needed];
      }
      if (read < 0) {
        ended = true;
        limit = end(decoded, 0);
      } else {
        limit = decode(encoded, read, decoded);
      }
    }
    return position < limit;
  }

  @Override
  public int read() throws IOException {
    return fill() ? decoded[position++] & 0xff : -1;
  }

  @Override
  public int read(byte[] to, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    if (!fill()) {
      return -1;
    }
    int count = Math.min(length, limit - position);
    System.arraycopy(decoded, position, to, offset, count);
    position += count;
    return count;
  }

  @Override
  public long skip(long count) throws IOException {
    long skipped = 0;
    while (skipped < count && fill()) {
      int step = (int) Math.min(count - skipped, limit - position);
      position += step;
      skipped += step;
    }
    return skipped;
  }

  @Override
  public int available() {
    return limit - position;
  }

  @Override
  public boolean markSupported() {
    return false;
  }
}
