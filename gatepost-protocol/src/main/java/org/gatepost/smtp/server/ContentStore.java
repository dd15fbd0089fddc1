package org.gatepost.smtp.server;

import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.gatepost.smtp.server.SmtpSettings.Storage;

/**
 * Where incoming content goes: memory while there is some to spare, nameless files beyond that. It
 * counts what is open, so that a leak shows.
 */
final class ContentStore {
  private final Storage storage;
  private final AtomicLong inMemory = new AtomicLong();
  private final AtomicInteger open = new AtomicInteger();

  ContentStore(Storage storage) {
    this.storage = storage;
  }

  /** Begins a message; the sink must be finished or discarded. */
  ContentSink begin(long expected) {
    open.incrementAndGet();
    return new ContentSink(this, expected);
  }

  int open() {
    return open.get();
  }

  long inMemory() {
    return inMemory.get();
  }

  void closed() {
    open.decrementAndGet();
  }

  Path folder() {
    return storage.folder();
  }

  long kept() {
    return storage.kept();
  }

  int perMessage() {
    return storage.perMessage();
  }

  /** Takes octets out of the common allowance; false when there are not so many left. */
  boolean reserve(long octets) {
    if (inMemory.addAndGet(octets) <= storage.altogether()) {
      return true;
    }
    inMemory.addAndGet(-octets);
    return false;
  }

  void release(long octets) {
    inMemory.addAndGet(-octets);
  }
}
