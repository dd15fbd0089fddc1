package org.gatepost.store.sql;

import java.io.OutputStream;
import java.util.Arrays;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** Cuts a stream into rows. The last one is written when the stream is closed. */
final class ChunkWriter extends OutputStream {
  private final Handle handle;
  private final String insert;
  private final UUID content;
  private final byte[] chunk = new byte[Contents.CHUNK];
  private int filled;
  private int ordinal;
  private long written;

  ChunkWriter(Handle handle, String insert, UUID content) {
    this.handle = handle;
    this.insert = insert;
    this.content = content;
  }

  /** Octets in rows, so far. */
  long written() {
    return written;
  }

  @Override
  public void write(int octet) {
    write(new byte[] {(byte) octet}, 0, 1);
  }

  @Override
  public void write(byte[] octets, int offset, int length) {
    int done = 0;
    while (done < length) {
      int part = Math.min(length - done, chunk.length - filled);
      System.arraycopy(octets, offset + done, chunk, filled, part);
      filled += part;
      done += part;
      if (filled == chunk.length) {
        insert();
      }
    }
  }

  @Override
  public void close() {
    if (filled > 0) {
      insert();
    }
  }

  private void insert() {
    handle
        .createUpdate(insert)
        .bind("content", content)
        .bind("ordinal", ordinal++)
        .bind("octets", filled == chunk.length ? chunk : Arrays.copyOf(chunk, filled))
        .execute();
    written += filled;
    filled = 0;
  }
}
