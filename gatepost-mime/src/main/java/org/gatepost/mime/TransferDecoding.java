package org.gatepost.mime;

import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/**
 * Undoes a content transfer encoding (RFC 2045 section 6) in bounded memory. Whatever the octets
 * are, something comes out: a broken encoding is for the reader to see, not for us to fail at.
 */
abstract sealed class TransferDecoding extends FilterInputStream {
  private static final byte[] SEXTETS = sextets();

  private final byte[] encoded = new byte[8192];
  private byte[] decoded = new byte[8192 + 16];
  private int position;
  private int limit;
  private boolean ended;

  private TransferDecoding(InputStream in) {
    super(in);
  }

  /**
   * Decodes a body.
   *
   * @param encoding the value of Content-Transfer-Encoding; what is not known is passed through
   */
  static InputStream of(String encoding, InputStream in) {
    return switch (encoding) {
      case "base64" -> new Base64(in);
      case "quoted-printable" -> new QuotedPrintable(in);
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
    Base64 decoding = new Base64(InputStream.nullInputStream());
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

  /** Anything outside the alphabet is passed over; text that goes on behind padding is decoded. */
  private static final class Base64 extends TransferDecoding {
    private int bits;
    private int sextets;

    Base64(InputStream in) {
      super(in);
    }

    @Override
    int decode(byte[] from, int length, byte[] to) {
      int out = 0;
      for (int i = 0; i < length; i++) {
        byte octet = from[i];
        if (octet == '=') {
          out += end(to, out);
          continue;
        }
        int value = SEXTETS[octet & 0xff];
        if (value < 0) {
          continue;
        }
        bits = bits << 6 | value;
        if (++sextets == 4) {
          to[out++] = (byte) (bits >> 16);
          to[out++] = (byte) (bits >> 8);
          to[out++] = (byte) bits;
          sextets = 0;
        }
      }
      return out;
    }

    @Override
    int end(byte[] to, int at) {
      int out = at;
      if (sextets == 2) {
        to[out++] = (byte) (bits >> 4);
      } else if (sextets == 3) {
        to[out++] = (byte) (bits >> 10);
        to[out++] = (byte) (bits >> 2);
      }
      sextets = 0;
      return out - at;
    }
  }

  /** An equals sign that begins no escape stays; blanks before a soft line break go. */
  private static final class QuotedPrintable extends TransferDecoding {
    private static final int TEXT = 0;
    private static final int EQUALS = 1;
    private static final int HIGH = 2;
    private static final int BLANKS = 3;

    /** More blanks than this between an equals sign and the line end are no soft line break. */
    private static final int MOST_BLANKS = 1000;

    private int state = TEXT;
    private byte high;
    private int blanks;

    QuotedPrintable(InputStream in) {
      super(in);
    }

    @Override
    int held() {
      return blanks + 2;
    }

    @Override
    int decode(byte[] from, int length, byte[] to) {
      int out = 0;
      int i = 0;
      while (i < length) {
        byte octet = from[i];
        switch (state) {
          case EQUALS -> {
            if (Character.digit(octet, 16) >= 0) {
              high = octet;
              state = HIGH;
              i++;
            } else if (octet == '\n') {
              state = TEXT;
              i++;
            } else if (octet == ' ' || octet == '\t' || octet == '\r') {
              blanks = 0;
              state = BLANKS;
            } else {
              to[out++] = '=';
              state = TEXT;
            }
          }
          case HIGH -> {
            int low = Character.digit(octet, 16);
            if (low >= 0) {
              to[out++] = (byte) (Character.digit(high, 16) << 4 | low);
              i++;
            } else {
              to[out++] = '=';
              to[out++] = high;
            }
            state = TEXT;
          }
          case BLANKS -> {
            boolean blank = octet == ' ' || octet == '\t' || octet == '\r';
            if (octet == '\n') {
              blanks = 0;
              state = TEXT;
              i++;
            } else if (blank && blanks < MOST_BLANKS) {
              blanks++;
              i++;
            } else {
              out += end(to, out);
            }
          }
          default -> {
            if (octet == '=') {
              state = EQUALS;
            } else {
              to[out++] = octet;
            }
            i++;
          }
        }
      }
      return out;
    }

    @Override
    int end(byte[] to, int at) {
      int out = at;
      if (state != TEXT) {
        to[out++] = '=';
      }
      if (state == HIGH) {
        to[out++] = high;
      }
      for (; blanks > 0; blanks--) {
        to[out++] = ' ';
      }
      state = TEXT;
      return out - at;
    }
  }

  private static byte[] sextets() {
    byte[] values = new byte[256];
    Arrays.fill(values, (byte) -1);
    String alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    for (int i = 0; i < alphabet.length(); i++) {
      values[alphabet.charAt(i)] = (byte) i;
    }
    return values;
  }
}
