package org.gatepost.smtp.server;

import java.util.ArrayList;
import java.util.List;
import org.gatepost.delivery.NextHop.Capabilities;

/**
 * What was offered in the last EHLO. Only what was offered may be used.
 *
 * @param way what the way on can carry
 * @param size the largest message in octets
 * @param mechanisms of AUTH; empty when AUTH is not offered
 */
record Offer(
    boolean extended,
    Capabilities way,
    long size,
    boolean startTls,
    List<String> mechanisms,
    boolean xclient) {
  /** After HELO, or before anything. */
  static Offer nothing(long size) {
    return new Offer(false, Capabilities.none(), size, false, List.of(), false);
  }

  List<String> keywords() {
    List<String> lines = new ArrayList<>();
    lines.add("PIPELINING");
    lines.add("SIZE " + size);
    if (way.eightBitMime()) {
      lines.add("8BITMIME");
    }
    if (way.smtpUtf8()) {
      lines.add("SMTPUTF8");
    }
    if (way.dsn()) {
      lines.add("DSN");
    }
    if (way.chunking()) {
      lines.add("CHUNKING");
    }
    if (way.enhancedStatusCodes()) {
      lines.add("ENHANCEDSTATUSCODES");
    }
    if (startTls) {
      lines.add("STARTTLS");
    }
    if (!mechanisms.isEmpty()) {
      lines.add("AUTH " + String.join(" ", mechanisms));
    }
    if (xclient) {
      lines.add("XCLIENT NAME ADDR PORT PROTO HELO LOGIN");
    }
    return lines;
  }
}
