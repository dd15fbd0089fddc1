package org.gatepost.smtp.client;

import java.io.IOException;
import java.time.Duration;
import org.gatepost.mail.SmtpReply;
import org.gatepost.smtp.Wire;

/** One connection to the next hop, greeted and ready for MAIL. */
final class HopConnection {
  private final Wire wire;
  private final Offered offered;
  private long idleSince = System.nanoTime();

  HopConnection(Wire wire, Offered offered) {
    this.wire = wire;
    this.offered = offered;
  }

  Offered offered() {
    return offered;
  }

  Wire wire() {
    return wire;
  }

  void flush(Duration wait) throws IOException {
    wire.flush(Wire.after(wait));
  }

  SmtpReply read(Duration wait) throws IOException {
    return ReplyReader.read(wire, Wire.after(wait));
  }

  void becomesIdle() {
    idleSince = System.nanoTime();
  }

  boolean hasBeenIdle(Duration time) {
    return System.nanoTime() - idleSince > time.toNanos();
  }

  boolean isStale() {
    return wire.isStale();
  }

  void abort() {
    wire.close();
  }

  /** Says goodbye without waiting for the answer. */
  void quit() {
    try {
      wire.append("QUIT\r\n");
      wire.flush(Wire.after(Duration.ofSeconds(1)));
    } catch (IOException gone) {
      // It was to be closed anyway.
      wire.abort();
    } finally {
      wire.close();
    }
  }
}
