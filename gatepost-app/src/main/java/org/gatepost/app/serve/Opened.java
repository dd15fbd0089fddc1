package org.gatepost.app.serve;

import java.util.ArrayDeque;
import java.util.Deque;
import org.gatepost.gate.FaultText;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What has been opened so far; closed once, the last one first, whoever asks. */
final class Opened implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Opened.class);

  private final Deque<AutoCloseable> parts = new ArrayDeque<>();
  private boolean closed;

  /**
   * Notes a part that must be closed.
   *
   * @throws IllegalStateException when the end has come already; the part is closed then
   */
  synchronized <T extends AutoCloseable> T add(T part) {
    if (closed) {
      close(part);
      throw new IllegalStateException("Gatepost is stopping.");
    }
    parts.push(part);
    return part;
  }

  @Override
  public synchronized void close() {
    closed = true;
    while (!parts.isEmpty()) {
      close(parts.pop());
    }
  }

  /** One part that will not close must not keep the others open. */
  private static void close(AutoCloseable part) {
    try {
      part.close();
    } catch (Exception broken) {
      LOG.error("A part did not close in order: {}", FaultText.of(broken));
    }
  }
}
