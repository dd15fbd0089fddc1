package org.gatepost.store.sql;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import java.util.UUID;
import org.gatepost.mail.IdentitySource;
import org.gatepost.store.StoreUnusableException;
import org.gatepost.store.vault.KeyFile;
import org.gatepost.store.vault.SealBrokenException;
import org.gatepost.store.vault.Vault;

/**
 * Pairs a database with its key file, so that nothing is ever written with other keys than what is
 * there already.
 */
public final class KeyCheck {
  private static final Statements SQL = Statements.in("keycheck.sql");
  private static final String PURPOSE = "key-check";
  private static final String TEXT = "gatepost";

  private KeyCheck() {}

  @SuppressWarnings("ArrayRecordComponent")
  private record Proof(UUID id, byte[] seal) {}

  /**
   * The keys that this database was written with; new ones for a new database.
   *
   * @throws StoreUnusableException when the key file is missing or another database's
   */
  public static Vault open(Database database, Path keyFile, IdentitySource identities) {
    Optional<Proof> proof = proof(database);
    if (proof.isEmpty()) {
      KeyFile.makeIfMissing(keyFile, identities);
      Vault vault = KeyFile.read(keyFile);
      UUID id = identities.next();
      database.commit(
          handle ->
              handle
                  .createUpdate(SQL.get("insert"))
                  .bind("id", id)
                  .bind("sealed", vault.seal(id, PURPOSE, TEXT))
                  .execute());
      proof = proof(database);
    } else if (!Files.exists(keyFile)) {
      throw new StoreUnusableException(
          "The database holds encrypted mail and its key file "
              + keyFile
              + " is missing. Put the file back; without it that mail cannot be read.");
    }
    Vault vault = KeyFile.read(keyFile);
    try {
      proof.ifPresent(found -> vault.openText(found.id(), PURPOSE, found.seal()));
    } catch (SealBrokenException other) {
      throw new StoreUnusableException(
          keyFile + " is not the key file that this database was written with.", other);
    }
    return vault;
  }

  /**
   * Sees whether rows that are not committed yet were written with these keys.
   *
   * @throws StoreUnusableException when they were not
   */
  static void verify(Connection connection, Vault vault) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(SQL.get("find"))) {
      if (row.next()) {
        vault.openText(Sql.id(row, "id"), PURPOSE, row.getBytes("sealed"));
      }
    } catch (SealBrokenException other) {
      throw new StoreUnusableException(
          "The key file is not the one that the archive was written with.", other);
    }
  }

  private static Optional<Proof> proof(Database database) {
    return database.read(
        handle ->
            handle
                .createQuery(SQL.get("find"))
                .map((row, _) -> new Proof(Sql.id(row, "id"), row.getBytes("sealed")))
                .findFirst());
  }
}
