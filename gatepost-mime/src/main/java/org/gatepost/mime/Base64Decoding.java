package org.gatepost.mime;

import java.io.InputStream;
import java.util.Arrays;

/**
 * Undoes base64 (RFC 2045 section 6.8). Anything outside the alphabet is passed over; text that
 * goes on behind padding is decoded.
 */
final class Base64Decoding extends TransferDecoding {
  private static final byte[] SEXTETS = sextets();

  private int bits;
  private int sextets;

  Base64Decoding(InputStream in) {
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
