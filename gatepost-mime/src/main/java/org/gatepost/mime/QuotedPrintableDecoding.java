package org.gatepost.mime;

import java.io.InputStream;

/**
 * Undoes quoted-printable (RFC 2045 section 6.7). An equals sign that begins no escape stays;
 * blanks before a soft line break go.
 */
final class QuotedPrintableDecoding extends TransferDecoding {
  private static final int TEXT = 0;
  private static final int EQUALS = 1;
  private static final int HIGH = 2;
  private static final int BLANKS = 3;

  /** More blanks than this between an equals sign and the line end are no soft line break. */
  private static final int MOST_BLANKS = 1000;

  private int state = TEXT;
  private byte high;
  private int blanks;

  QuotedPrintableDecoding(InputStream in) {
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
