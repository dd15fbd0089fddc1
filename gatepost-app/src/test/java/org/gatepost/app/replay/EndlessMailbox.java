package org.gatepost.app.replay;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/**
 * A mailbox of any size, made while it is written. Every hundredth message is open to strangers.
 */
public final class EndlessMailbox {
  private static final Instant START = Instant.parse("2024-01-01T00:00:00Z");
  private static final byte[] ATTACHMENT =
      ("QUJDREVGR0hJSktMTU5PUFFSU1RVVldYWVphYmNkZWZnaGlqa2xtbm9wcXJzdHV2d3h5ejAxMjM0\n".repeat(400)
              + "\n")
          .getBytes(StandardCharsets.US_ASCII);

  private final long size;
  private long messages;
  private long open;

  /**
   * @param size in octets, at least
   */
  public EndlessMailbox(long size) {
    this.size = size;
  }

  public void writeTo(OutputStream out) throws IOException {
    BufferedOutputStream box = new BufferedOutputStream(out, 1 << 16);
    for (long written = 0; written < size; messages++) {
      boolean isOpen = messages % 100 == 0;
      String letter =
          Letters.letter("m" + messages, START.plusSeconds(60 * messages), isOpen ? 12 : 1);
      byte[] octets =
          ("From anna@city.example Tue Jun  9 09:41:00 2026\n" + letter)
              .getBytes(StandardCharsets.US_ASCII);
      box.write(octets);
      box.write(ATTACHMENT);
      written += octets.length + ATTACHMENT.length;
      open += isOpen ? 1 : 0;
    }
    box.flush();
  }

  public long messages() {
    return messages;
  }

  public long open() {
    return open;
  }
}
