package org.gatepost.store.sql;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.NonWritableChannelException;
import java.nio.channels.SeekableByteChannel;
import java.util.function.IntFunction;
import org.gatepost.delivery.StorageUnavailableException;

/** Rows as one read-only channel; keeps the row that it read last. */
final class ChunkChannel implements SeekableByteChannel {
  private static final byte[] NONE = {};

  private final long size;
  private final int chunkSize;
  private final IntFunction<byte[]> chunks;
  private long position;
  private int kept = -1;
  private byte[] chunk = NONE;
  private boolean open = true;

  ChunkChannel(long size, int chunkSize, IntFunction<byte[]> chunks) {
    this.size = size;
    this.chunkSize = chunkSize;
    this.chunks = chunks;
  }

  @Override
  public int read(ByteBuffer target) throws IOException {
    if (!open) {
      throw new ClosedChannelException();
    }
    if (position >= size) {
      return -1;
    }
    int ordinal = (int) (position / chunkSize);
    if (ordinal != kept) {
      chunk = fetch(ordinal);
      kept = ordinal;
    }
    int from = (int) (position % chunkSize);
    int length = Math.min(target.remaining(), chunk.length - from);
    target.put(chunk, from, length);
    position += length;
    return length;
  }

  private byte[] fetch(int ordinal) throws IOException {
    try {
      return chunks.apply(ordinal);
    } catch (StorageUnavailableException unavailable) {
      throw new IOException("Stored content cannot be read now.", unavailable);
    }
  }

  @Override
  public long position() {
    return position;
  }

  @Override
  public SeekableByteChannel position(long newPosition) {
    position = newPosition;
    return this;
  }

  @Override
  public long size() {
    return size;
  }

  @Override
  public boolean isOpen() {
    return open;
  }

  @Override
  public void close() {
    open = false;
    chunk = NONE;
    kept = -1;
  }

  @Override
  public int write(ByteBuffer source) {
    throw new NonWritableChannelException();
  }

  @Override
  public SeekableByteChannel truncate(long newSize) {
    throw new NonWritableChannelException();
  }
}
