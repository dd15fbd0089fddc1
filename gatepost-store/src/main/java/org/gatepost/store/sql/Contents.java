package org.gatepost.store.sql;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.gatepost.delivery.StorageUnavailableException;
import org.gatepost.mail.Content;
import org.gatepost.store.vault.Vault;
import org.jdbi.v3.core.Handle;

/** Sealed octets in rows of equal size: written in one go, read in any order, a row at a time. */
final class Contents {
  /** A compromise between rows for a large message and memory for many readers. */
  static final int CHUNK = 128 * 1024;

  private static final Statements SQL = Statements.in("contents.sql");

  private final Database database;
  private final Vault vault;

  Contents(Database database, Vault vault) {
    this.database = database;
    this.vault = vault;
  }

  /**
   * Stores octets in the caller's transaction.
   *
   * @throws StorageUnavailableException when the octets cannot be read from where they are
   */
  void store(Handle handle, UUID id, Content content, Instant now) {
    ChunkWriter chunks = new ChunkWriter(handle, SQL.get("insert-chunk"), id);
    try (OutputStream sealing = vault.sealing(id, chunks)) {
      content.writeTo(sealing);
    } catch (IOException unreadable) {
      throw new StorageUnavailableException("Content could not be stored.", unreadable);
    }
    handle
        .createUpdate(SQL.get("insert"))
        .bind("id", id)
        .bind("size", content.size())
        .bind("sealed_size", chunks.written())
        .bind("chunk_size", CHUNK)
        .bind("stored_at", Sql.at(now))
        .execute();
  }

  /**
   * Stored octets, read from the database as they are asked for.
   *
   * @throws IllegalStateException when there are none
   */
  Content open(UUID id) {
    return find(id).orElseThrow(() -> new IllegalStateException("No content is stored as " + id));
  }

  Optional<Content> find(UUID id) {
    return database.read(
        handle ->
            handle
                .createQuery(SQL.get("find"))
                .bind("id", id)
                .map(
                    (row, _) ->
                        (Content)
                            new StoredContent(
                                id,
                                row.getLong("size"),
                                new StoredContent.Layout(
                                    row.getLong("sealed_size"), row.getInt("chunk_size")),
                                ordinal -> chunk(id, ordinal),
                                vault))
                .findOne());
  }

  private byte[] chunk(UUID id, int ordinal) {
    return database.read(
        handle ->
            handle
                .createQuery(SQL.get("chunk"))
                .bind("content", id)
                .bind("ordinal", ordinal)
                .mapTo(byte[].class)
                .findOne()
                .orElseThrow(
                    () -> new IllegalStateException("Content " + id + " has lost a part.")));
  }
}
