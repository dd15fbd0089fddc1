package org.gatepost.store.sql;

import java.io.EOFException;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.gatepost.delivery.StorageUnavailableException;
import org.gatepost.store.NotAnArchiveException;
import org.gatepost.store.StoreUnusableException;
import org.gatepost.store.vault.Vault;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyManager;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * All rows in one ZIP file, of one moment, written while everything goes on. PostgreSQL's text form
 * is the same in every version, so an archive is a backup, the way to the next major version, and
 * the way to a server of one's own. Sealed octets stay sealed: the key file is no part of it.
 *
 * <p>It begins with the version of the tables and whether real mail was sent, and closes with an
 * entry of its own, so that one that was cut off is known.
 */
public final class Archive {
  private static final String VERSION = "version";
  private static final String NEXT_HOP = "next-hop";
  private static final String USED = "used";
  private static final String END = "end";

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
          "look",
          "correspondent",
          "spelling",
          "relation",
          "contact_name",
          "together",
          "domain_use",
          "stranger",
          "inbound",
          "talk",
          "talk_person",
          "talk_author",
          "talk_message",
          "letter",
          "acquaintance",
          "case_file",
          "case_party",
          "learned_message",
          "erasure",
          "answer_meant",
          "answer_mistake",
          "answer_change",
          "mailing_list",
          "mailing_list_state");

  /** How every ZIP file begins that holds something. */
  private static final byte[] ZIP = {'P', 'K', 3, 4};

  private Archive() {}

  /**
   * Writes an archive.
   *
   * @param nextHopUsed whether serve ever started with a real next hop
   * @param target is left open
   * @throws IOException when the target cannot be written
   * @throws StorageUnavailableException when the database cannot be read to the end
   */
  public static void write(PGSimpleDataSource source, boolean nextHopUsed, OutputStream target)
      throws IOException {
    try (Connection connection = source.getConnection();
        ZipOutputStream zip = new ZipOutputStream(new Unclosed(target))) {
      connection.setAutoCommit(false);
      connection.setReadOnly(true);
      connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
      write(zip, VERSION, Integer.toString(version(connection)));
      write(zip, NEXT_HOP, nextHopUsed ? USED : "");
      CopyManager copy = connection.unwrap(PGConnection.class).getCopyAPI();
      for (String table : TABLES) {
        zip.putNextEntry(new ZipEntry(table));
        copy.copyOut("COPY " + table + " TO STDOUT", new Unclosed(zip));
        zip.closeEntry();
      }
      write(zip, END, "");
      connection.rollback();
    } catch (SQLException broken) {
      throw new StorageUnavailableException("The archive was not finished.", broken);
    }
  }

  private static void write(ZipOutputStream zip, String entry, String text) throws IOException {
    zip.putNextEntry(new ZipEntry(entry));
    zip.write(text.getBytes(StandardCharsets.UTF_8));
    zip.closeEntry();
  }

  /**
   * Reads an archive to its end, so that a damaged one is refused before anything is made.
   *
   * @throws NotAnArchiveException when it is none, or damaged
   */
  public static void check(Path archive) throws IOException {
    try (InputStream in = Files.newInputStream(archive)) {
      byte[] start = in.readNBytes(ZIP.length);
      if (!Arrays.equals(start, Arrays.copyOf(ZIP, start.length))) {
        throw new NotAnArchiveException("This is no backup of Gatepost's.");
      }
    }
    // The table of contents at the end, and then every octet against its checksum.
    try (ZipFile whole = new ZipFile(archive.toFile());
        ZipInputStream zip = new ZipInputStream(Files.newInputStream(archive))) {
      if (whole.getEntry(END) == null) {
        throw new NotAnArchiveException("This is no archive of Gatepost's.");
      }
      number(text(zip, VERSION));
      String entry = next(zip);
      while (!entry.equals(END)) {
        entry = next(zip);
      }
    } catch (ZipException | EOFException damaged) {
      throw damaged(damaged);
    }
  }

  private static NotAnArchiveException damaged(IOException cause) {
    return new NotAnArchiveException("The archive is damaged or cut off.", cause);
  }

  /**
   * Fills an empty database from an archive, in one commit, and brings its tables up to date.
   *
   * @param vault the keys that the archive was written with
   * @return whether serve ever started with a real next hop
   * @throws NotAnArchiveException when it is none, is damaged, or was written by a later Gatepost
   * @throws StoreUnusableException when the database holds something or goes away, or the keys are
   *     others
   */
  public static boolean restore(PGSimpleDataSource source, InputStream archive, Vault vault)
      throws IOException {
    try (ZipInputStream zip = new ZipInputStream(archive)) {
      int version = number(text(zip, VERSION));
      boolean nextHopUsed = text(zip, NEXT_HOP).equals(USED);
      Migrations.run(source, version);
      fill(source, zip, version, vault);
      Migrations.run(source);
      return nextHopUsed;
    } catch (ZipException | EOFException damaged) {
      throw damaged(damaged);
    }
  }

  private static void fill(PGSimpleDataSource source, ZipInputStream zip, int version, Vault vault)
      throws IOException {
    try (Connection connection = source.getConnection()) {
      connection.setAutoCommit(false);
      refuseUnlessEmpty(connection);
      if (version(connection) != version) {
        throw new StoreUnusableException("The database's tables are not those of the archive.");
      }
      CopyManager copy = connection.unwrap(PGConnection.class).getCopyAPI();
      for (String table = next(zip); !table.equals(END); table = next(zip)) {
        if (!TABLES.contains(table)) {
          throw new NotAnArchiveException("The archive holds something unknown.");
        }
        copy.copyIn("COPY " + table + " FROM STDIN", zip);
      }
      KeyCheck.verify(connection, vault);
      connection.commit();
    } catch (SQLException refused) {
      throw broken(refused);
    }
  }

  /** Whether it was the archive or the server. The server's words may quote a row. */
  private static RuntimeException broken(SQLException refused) {
    String state = String.valueOf(refused.getSQLState());
    // Data that a column does not take, or that breaks a rule of its table (appendix A).
    return state.startsWith("22") || state.startsWith("23")
        ? new NotAnArchiveException(
            "The database refuses the archive (SQLSTATE " + state + ").", refused)
        : new StoreUnusableException(
            "The database went away or cannot be filled (SQLSTATE " + state + ").", refused);
  }

  private static String next(ZipInputStream zip) throws IOException {
    ZipEntry entry = zip.getNextEntry();
    if (entry == null) {
      throw new NotAnArchiveException("This is no archive of Gatepost's, or it is cut off.");
    }
    return entry.getName();
  }

  private static String text(ZipInputStream zip, String entry) throws IOException {
    if (!next(zip).equals(entry)) {
      throw new NotAnArchiveException("This is no archive of Gatepost's.");
    }
    return new String(zip.readNBytes(100), StandardCharsets.UTF_8);
  }

  private static int number(String text) {
    try {
      return Integer.parseInt(text);
    } catch (NumberFormatException damaged) {
      throw new NotAnArchiveException("The archive does not say which version it is of.", damaged);
    }
  }

  private static void refuseUnlessEmpty(Connection connection) throws SQLException {
    for (String table : TABLES) {
      if (exists(connection, table) && isTrue(connection, "EXISTS (SELECT FROM " + table + ")")) {
        throw new StoreUnusableException(
            "An archive is restored into an empty database, and this one is in use.");
      }
    }
  }

  /** An archive of an earlier version lacks the later ones. */
  private static boolean exists(Connection connection, String table) throws SQLException {
    return isTrue(connection, "to_regclass('" + table + "') IS NOT NULL");
  }

  private static boolean isTrue(Connection connection, String expression) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SELECT " + expression)) {
      return row.next() && row.getBoolean(1);
    }
  }

  private static int version(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                "SELECT max(CAST(version AS integer)) FROM flyway_schema_history WHERE success")) {
      return row.next() ? row.getInt(1) : 0;
    }
  }

  /** A table's end is not the archive's, nor is the archive's that of its target. */
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
