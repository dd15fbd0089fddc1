package org.gatepost.smtp.server;

import java.util.Optional;
import org.gatepost.smtp.server.SmtpSettings.Limits;

/** Measures the header while it comes in, and counts the servers that had the message before. */
final class HeaderScan {
  private static final byte[] RECEIVED = {'r', 'e', 'c', 'e', 'i', 'v', 'e', 'd'};

  private final Limits limits;
  private boolean over;
  private int size;
  private int line;
  private int matched;
  private int received;

  HeaderScan(Limits limits) {
    this.limits = limits;
  }

  Optional<ContentFault> scan(byte[] octets, int from, int to) {
    for (int i = from; i < to && !over; i++) {
      byte c = octets[i];
      line++;
      size++;
      if (c == '\n') {
        over = line <= 2;
        line = 0;
        matched = 0;
        continue;
      }
      if (line > limits.headerLine()) {
        return Optional.of(ContentFault.HEADER_LINE_TOO_LONG);
      }
      if (line == matched + 1) {
        matchName(c);
      }
    }
    if (size > limits.headerSize()) {
      return Optional.of(ContentFault.HEADER_TOO_LARGE);
    }
    return received > limits.receivedFields() ? Optional.of(ContentFault.LOOP) : Optional.empty();
  }

  private void matchName(byte c) {
    if (matched == RECEIVED.length) {
      received += c == ':' ? 1 : 0;
      matched = Integer.MIN_VALUE;
    } else if (matched >= 0) {
      matched = (c | 0x20) == RECEIVED[matched] ? matched + 1 : Integer.MIN_VALUE;
    }
  }
}
