package org.gatepost.mime;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.gatepost.mime.TextRewriting.Rewritten;

/**
 * Carries changes of a text over to its quoted-printable form (RFC 2045 section 6.7). Lines stay
 * within 76 characters by soft line breaks around what is new; every other octet stays.
 */
final class QuotedPrintableRewriting {
  private static final int LINE = 76;
  private static final String SOFT_BREAK = "=\r\n";

  private QuotedPrintableRewriting() {}

  /**
   * Rewrites.
   *
   * @param changes in the decoded text, in order
   */
  static Rewritten rewrite(byte[] raw, byte[] text, List<Splice> changes) {
    int[] places = new int[raw.length + 1];
    byte[] decoded = decode(raw, places);
    if (!Arrays.equals(decoded, text)) {
      return new Rewritten.Impossible("Its encoding is damaged.");
    }
    List<Splice> splices = new ArrayList<>();
    long lastEnd = -1;
    for (Splice change : changes) {
      String right = change.replacement();
      if (right.length() >= LINE) {
        return new Rewritten.Impossible("The right address is too long for its lines.");
      }
      int start = places[(int) change.start()];
      // Behind the last octet, not behind a soft line break that follows it.
      int end = width(raw, places[(int) change.end() - 1]) + places[(int) change.end() - 1];
      int column = start - TextRewriting.lineStart(raw, start);
      int rest = TextRewriting.lineEnd(raw, end) - end;
      boolean sameLine = lastEnd >= TextRewriting.lineStart(raw, start);
      StringBuilder put = new StringBuilder();
      boolean fits = !sameLine && column + right.length() + rest <= LINE;
      if (!fits && column > 0) {
        put.append(SOFT_BREAK);
      }
      put.append(right);
      if (!fits && right.length() + rest > LINE) {
        put.append(SOFT_BREAK);
      }
      splices.add(new Splice(start, end, put.toString()));
      lastEnd = end;
    }
    return new Rewritten.Splices(splices);
  }

  private static int width(byte[] raw, int at) {
    return isEscape(raw, at) ? 3 : 1;
  }

  private static boolean isEscape(byte[] raw, int at) {
    return raw[at] == '=' && at + 2 < raw.length && hex(raw[at + 1]) >= 0 && hex(raw[at + 2]) >= 0;
  }

  /**
   * Decodes, and notes for each octet that comes out where in the raw text it begins.
   *
   * @param places filled; one more at the end for the end
   */
  private static byte[] decode(byte[] raw, int[] places) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(raw.length);
    int at = 0;
    while (at < raw.length) {
      int next = softBreak(raw, at);
      if (next > at) {
        at = next;
        continue;
      }
      places[out.size()] = at;
      if (isEscape(raw, at)) {
        out.write(hex(raw[at + 1]) << 4 | hex(raw[at + 2]));
        at += 3;
      } else {
        out.write(raw[at]);
        at++;
      }
    }
    places[out.size()] = raw.length;
    return out.toByteArray();
  }

  /** Behind a soft line break that begins here; here when there is none. */
  private static int softBreak(byte[] raw, int at) {
    if (raw[at] != '=') {
      return at;
    }
    int end = at + 1;
    while (end < raw.length && (raw[end] == ' ' || raw[end] == '\t' || raw[end] == '\r')) {
      end++;
    }
    return end < raw.length && raw[end] == '\n' ? end + 1 : at;
  }

  private static int hex(byte octet) {
    return Character.digit(octet, 16);
  }
}
