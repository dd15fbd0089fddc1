package org.gatepost.app.replay;

import java.io.IOException;
import java.util.Optional;
import org.gatepost.app.check.Spooled;

/** Messages one after the other. */
interface MessageStream extends AutoCloseable {
  /**
   * The next message, for the caller to close; empty at the end.
   *
   * @throws IOException when the rest cannot be read
   */
  Optional<Spooled> next() throws IOException;

  @Override
  void close() throws IOException;
}
