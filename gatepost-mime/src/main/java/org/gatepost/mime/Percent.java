package org.gatepost.mime;

import java.io.ByteArrayOutputStream;

/** Percent encoding, as in URLs and in parameters of RFC 2231. */
final class Percent {
  private Percent() {}

  /** Decodes; a percent sign without two hexadecimal digits behind it stays. */
  static void decode(byte[] encoded, ByteArrayOutputStream out) {
    for (int i = 0; i < encoded.length; i++) {
      boolean escape = encoded[i] == '%' && i + 2 < encoded.length;
      int high = escape ? Character.digit(encoded[i + 1], 16) : -1;
      int low = escape ? Character.digit(encoded[i + 2], 16) : -1;
      if (high >= 0 && low >= 0) {
        out.write(high << 4 | low);
        i += 2;
      } else {
        out.write(encoded[i]);
      }
    }
  }
}
