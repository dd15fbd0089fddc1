package org.gatepost.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.InstantSource;
import java.util.function.UnaryOperator;
import org.gatepost.mail.Domain;
import org.gatepost.mail.IdentitySource;
import org.gatepost.store.postgres.EmbeddedPostgres;
import org.gatepost.store.sql.JdbcCorrespondence;
import org.postgresql.ds.PGSimpleDataSource;

/** One embedded database for all tests of this process that do not harm it. */
public final class SharedStore {
  public static final IdentitySource IDS =
      new IdentitySource(InstantSource.system(), new SecureRandom());

  /** Made when it is first asked for: the ids alone need no database. */
  private static final class One {
    static final SharedStore STORE = new SharedStore();
  }

  private final DataFolder folder;
  private final Store store;

  private SharedStore() {
    try {
      Path path = Files.createTempDirectory("gatepost-store");
      folder = DataFolder.at(path);
      store = Store.open(StoreSettings.embedded(folder, IDS));
      Runtime.getRuntime()
          .addShutdownHook(
              Thread.ofPlatform()
                  .unstarted(
                      () -> {
                        store.close();
                        TestFolders.delete(path);
                      }));
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  public static Store store() {
    return One.STORE.store;
  }

  /** The correspondence of an organisation whose one domain is {@code city.example}. */
  public static JdbcCorrespondence correspondence() {
    return store()
        .correspondence(
            address -> address.domain().equals(Domain.of("city.example")),
            UnaryOperator.identity());
  }

  public static DataFolder folder() {
    return One.STORE.folder;
  }

  /** A connection of the test's own. */
  public static Connection connect() throws SQLException {
    return connect(One.STORE.folder);
  }

  public static Connection connect(DataFolder folder) throws SQLException {
    EmbeddedPostgres.Access access = EmbeddedPostgres.running(folder).orElseThrow();
    PGSimpleDataSource source = new PGSimpleDataSource();
    source.setServerNames(new String[] {"127.0.0.1"});
    source.setPortNumbers(new int[] {access.port()});
    source.setDatabaseName(access.database());
    return source.getConnection(access.user(), access.password());
  }

  /** Empties what tests write. */
  public static void clear() {
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      statement.execute("TRUNCATE content, hold, delivery, audit, outbox, account, look CASCADE");
      statement.execute(
          "TRUNCATE correspondent, spelling, relation, contact_name, together, domain_use,"
              + " stranger, inbound, talk, talk_person, talk_author, talk_message, letter,"
              + " acquaintance, case_file, case_party, learned_message, erasure");
      statement.execute("TRUNCATE answer_meant, answer_mistake");
      // Never counted down: whoever has a copy compares it with this.
      statement.execute("UPDATE answer_change SET changes = changes + 1");
      statement.execute("TRUNCATE mailing_list");
      statement.execute("UPDATE mailing_list_state SET changes = changes + 1, lists = 0");
    } catch (SQLException broken) {
      throw new IllegalStateException(broken);
    }
  }
}
