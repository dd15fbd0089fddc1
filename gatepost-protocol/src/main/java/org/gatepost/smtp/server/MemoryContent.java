package org.gatepost.smtp.server;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import org.gatepost.mail.Content;

/** Received octets that stayed in memory. */
final class MemoryContent implements Content {
  private final ContentStore store;
  private final byte[] octets;
  private final int size;
  private final AtomicBoolean closed = new AtomicBoolean();

  MemoryContent(ContentStore store, byte[] octets, int size) {
    this.store = store;
    this.octets = octets;
    this.size = size;
  }

  @Override
  public long size() {
    return size;
  }

  @Override
  public InputStream open(long start, long end) throws IOException {
    failIfClosed();
    Objects.checkFromToIndex(start, end, size);
    return new ByteArrayInputStream(octets, (int) start, (int) (end - start));
  }

  @Override
  public void writeTo(OutputStream out) throws IOException {
    failIfClosed();
    out.write(octets, 0, size);
  }

  private void failIfClosed() throws IOException {
    if (closed.get()) {
      throw new IOException("The content has been closed.");
    }
  }

  @Override
  public void close() {
    if (closed.compareAndSet(false, true)) {
      store.release(octets.length);
      store.closed();
    }
  }
}
