package org.gatepost.store.sql;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.util.UUID;
import java.util.function.IntFunction;
import org.gatepost.mail.Content;
import org.gatepost.store.vault.Vault;

/**
 * Octets in the database. Nothing is held between reads but one row, and no connection, so that a
 * slow next hop costs nothing here. Closing it frees nothing; the rows' end is the retention's.
 */
final class StoredContent implements Content {
  private final UUID id;
  private final long size;
  private final Layout layout;
  private final IntFunction<byte[]> chunks;
  private final Vault vault;

  /** How the sealed octets lie in rows. */
  record Layout(long sealedSize, int chunkSize) {}

  StoredContent(UUID id, long size, Layout layout, IntFunction<byte[]> chunks, Vault vault) {
    this.id = id;
    this.size = size;
    this.layout = layout;
    this.chunks = chunks;
    this.vault = vault;
  }

  @Override
  public long size() {
    return size;
  }

  @Override
  public InputStream open(long start, long end) throws IOException {
    SeekableByteChannel clear =
        vault.opening(id, new ChunkChannel(layout.sealedSize(), layout.chunkSize(), chunks));
    clear.position(start);
    return new Stretch(Channels.newInputStream(clear), end - start);
  }

  @Override
  public void close() {}

  @Override
  public String toString() {
    return "Content " + id + " of " + size + " octets";
  }
}
