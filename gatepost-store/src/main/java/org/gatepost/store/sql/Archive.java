package org.gatepost.store.sql;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.gatepost.delivery.StorageUnavailableException;
import org.gatepost.store.StoreUnusableException;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyManager;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * All rows in one ZIP file, of one moment, written while everything goes on. PostgreSQL's text form
 * is the same in every version, so an archive is a backup, the way to the next major version, and
 * the way to a server of one's own. Sealed octets stay sealed: the key file is no part of it.
 */
public final class Archive {
  private static final String VERSION = "version";

  /** Each table after those that it refers to. */
  private static final List<String> TABLES =
      List.of(
          "key_check",
          "content",
          "content_chunk",
          "hold",
          "hold_recipient",
          "covered",
          "delivery",
          "delivery_recipient",
          "audit",
          "audit_recipient",
          "outbox",
          "outbox_recipient",
          "account",
          "app_password",
          "look");

  private Archive() {}

  /**
   * Writes an archive.
   *
   * @throws IOException when the target cannot be written
   * @throws StorageUnavailableException when the database cannot be read to the end
   */
  public static void write(PGSimpleDataSource source, OutputStream target) throws IOException {
    try (Connection connection = source.getConnection();
        ZipOutputStream zip = new ZipOutputStream(target)) {
      connection.setAutoCommit(false);
      connection.setReadOnly(true);
      connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
      zip.putNextEntry(new ZipEntry(VERSION));
      zip.write(version(connection).getBytes(StandardCharsets.UTF_8));
      zip.closeEntry();
      CopyManager copy = connection.unwrap(PGConnection.class).getCopyAPI();
      for (String table : TABLES) {
        zip.putNextEntry(new ZipEntry(table));
        copy.copyOut("COPY " + table + " TO STDOUT", new Unclosed(zip));
        zip.closeEntry();
      }
      connection.rollback();
    } catch (SQLException broken) {
      throw new StorageUnavailableException("The archive was not finished.", broken);
    }
  }

  /**
   * Fills empty tables from an archive, in one commit.
   *
   * @throws StoreUnusableException when the tables hold something, or the archive is damaged or of
   *     another version
   */
  public static void restore(PGSimpleDataSource source, InputStream archive) throws IOException {
    try (Connection connection = source.getConnection();
        ZipInputStream zip = new ZipInputStream(archive)) {
      connection.setAutoCommit(false);
      refuseUnlessEmpty(connection);
      ZipEntry first = zip.getNextEntry();
      String version = version(connection);
      if (first == null
          || !first.getName().equals(VERSION)
          || !new String(zip.readAllBytes(), StandardCharsets.UTF_8).equals(version)) {
        throw new StoreUnusableException(
            "This is no archive of this version of Gatepost's tables (" + version + ").");
      }
      CopyManager copy = connection.unwrap(PGConnection.class).getCopyAPI();
      for (String table : TABLES) {
        ZipEntry entry = zip.getNextEntry();
        if (entry == null || !entry.getName().equals(table)) {
          throw new StoreUnusableException("The archive ends before the table " + table + ".");
        }
        copy.copyIn("COPY " + table + " FROM STDIN", zip);
      }
      connection.commit();
    } catch (SQLException refused) {
      throw new StoreUnusableException(
          "The archive cannot be restored: " + refused.getMessage(), refused);
    }
  }

  private static void refuseUnlessEmpty(Connection connection) throws SQLException {
    for (String table : TABLES) {
      try (Statement statement = connection.createStatement();
          ResultSet row = statement.executeQuery("SELECT EXISTS (SELECT FROM " + table + ")")) {
        if (row.next() && row.getBoolean(1)) {
          throw new StoreUnusableException(
              "An archive is restored into an empty database, and this one is in use.");
        }
      }
    }
  }

  private static String version(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                "SELECT max(CAST(version AS integer)) FROM flyway_schema_history WHERE success")) {
      return row.next() ? row.getString(1) : "";
    }
  }

  /** A table's end is not the archive's. */
  private static final class Unclosed extends FilterOutputStream {
    Unclosed(OutputStream out) {
      super(out);
    }

    @Override
    public void write(byte[] octets, int offset, int length) throws IOException {
      out.write(octets, offset, length);
    }

    @Override
    public void close() {}
  }
}
