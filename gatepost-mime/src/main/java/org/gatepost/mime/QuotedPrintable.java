package org.gatepost.mime;

import java.nio.charset.StandardCharsets;

/** Writes text in quoted-printable (RFC 2045 section 6.7), as UTF-8 with CRLF line ends. */
final class QuotedPrintable {
  private static final int LINE = 76;
  private static final String HEX = "0123456789ABCDEF";

  private QuotedPrintable() {}

  static String encode(String text) {
    StringBuilder out = new StringBuilder(text.length() + text.length() / 8);
    String[] lines = text.replace("\r\n", "\n").replace('\r', '\n').split("\n", -1);
    for (int i = 0; i < lines.length; i++) {
      line(lines[i].getBytes(StandardCharsets.UTF_8), out);
      if (i < lines.length - 1) {
        out.append("\r\n");
      }
    }
    return out.toString();
  }

  private static void line(byte[] octets, StringBuilder out) {
    int column = 0;
    for (int i = 0; i < octets.length; i++) {
      int octet = octets[i] & 0xff;
      boolean last = i == octets.length - 1;
      boolean blank = octet == ' ' || octet == '\t';
      boolean plain = (octet > ' ' && octet < 127 && octet != '=') || (blank && !last);
      // A leading dot or “From ” is what transports stumble over.
      plain &= column > 0 || (octet != '.' && octet != 'F');
      int width = plain ? 1 : 3;
      if (column + width > LINE - 1) {
        out.append("=\r\n");
        column = 0;
        plain &= octet != '.' && octet != 'F';
        width = plain ? 1 : 3;
      }
      if (plain) {
        out.append((char) octet);
      } else {
        out.append('=').append(HEX.charAt(octet >> 4)).append(HEX.charAt(octet & 15));
      }
      column += width;
    }
  }
}
