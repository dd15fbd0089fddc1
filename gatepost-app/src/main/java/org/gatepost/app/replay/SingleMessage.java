package org.gatepost.app.replay;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.function.Supplier;
import org.gatepost.app.check.Spooled;

/** A stream that is one message from its first octet to its last. */
final class SingleMessage implements MessageStream {
  private final InputStream in;
  private final Supplier<Spooled> spools;
  private boolean read;

  SingleMessage(InputStream in, Supplier<Spooled> spools) {
    this.in = in;
    this.spools = spools;
  }

  @Override
  public Optional<Spooled> next() throws IOException {
    if (read) {
      return Optional.empty();
    }
    read = true;
    Spooled message = spools.get();
    try {
      in.transferTo(message);
    } catch (IOException unreadable) {
      message.close();
      throw unreadable;
    }
    return message.size() == 0 ? Optional.empty() : Optional.of(message);
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
