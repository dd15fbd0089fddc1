package org.gatepost.smtp.server;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.Arrays;
import org.gatepost.mail.Content;
import org.jspecify.annotations.Nullable;

/** Takes the octets of one message in and becomes its {@link Content}. */
final class ContentSink {
  private static final int FIRST = 4 * 1024;

  private final ContentStore store;
  private byte[] memory;
  private int used;
  private long size;
  private long kept;
  private @Nullable FileChannel file;
  private boolean ended;

  ContentSink(ContentStore store, long expected) {
    this.store = store;
    int first = Math.clamp(expected, FIRST, Math.max(FIRST, store.perMessage()));
    this.memory = new byte[store.reserve(first) ? first : 0];
  }

  /** How much came in, kept or not. */
  long size() {
    return size;
  }

  void write(byte[] octets, int from, int to) throws IOException {
    size += to - from;
    int length = (int) Math.min(to - from, store.kept() - kept);
    if (length == 0) {
      return;
    }
    if (file == null && !hasRoomFor(length)) {
      file = NamelessFile.create(store.folder());
      writeFully(file, ByteBuffer.wrap(memory, 0, used));
      freeMemory();
    }
    if (file == null) {
      System.arraycopy(octets, from, memory, used, length);
      used += length;
    } else {
      writeFully(file, ByteBuffer.wrap(octets, from, length));
    }
    kept += length;
  }

  private boolean hasRoomFor(int length) {
    if (memory.length - used >= length) {
      return true;
    }
    long wanted = Math.max(used + (long) length, 2L * memory.length);
    int capacity = (int) Math.min(wanted, store.perMessage());
    if (capacity < used + length || !store.reserve(capacity - memory.length)) {
      return false;
    }
    memory = Arrays.copyOf(memory, capacity);
    return true;
  }

  private void freeMemory() {
    store.release(memory.length);
    memory = new byte[0];
    used = 0;
  }

  private static void writeFully(FileChannel file, ByteBuffer octets) throws IOException {
    while (octets.hasRemaining()) {
      file.write(octets);
    }
  }

  /** The content, as far as it was kept; its owner closes it. */
  Content finish() {
    ended = true;
    return file == null
        ? new MemoryContent(store, memory, used)
        : new FileContent(store, file, kept);
  }

  /** Frees everything, unless it was finished. */
  void discard() {
    if (!ended) {
      ended = true;
      freeMemory();
      if (file != null) {
        NamelessFile.close(file);
      }
      store.closed();
    }
  }
}
