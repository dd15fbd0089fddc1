package org.gatepost.bench.judging;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.gatepost.correspondence.Correspondence;
import org.gatepost.mail.IdentitySource;
import org.gatepost.store.DataFolder;
import org.gatepost.store.Store;
import org.gatepost.store.StoreSettings;
import org.gatepost.store.postgres.EmbeddedPostgres;
import org.gatepost.store.sql.HistoryTables;
import org.postgresql.ds.PGSimpleDataSource;

/** The memory of {@code serve}: the embedded PostgreSQL, with the settings that it has there. */
final class Stored implements MemoryUnderTest {
  private final StoreSettings settings;
  private Store store;

  Stored(Path data) {
    try {
      Files.createDirectories(data);
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
    this.settings =
        StoreSettings.embedded(
            DataFolder.at(data), new IdentitySource(InstantSource.system(), new SecureRandom()));
    this.store = Store.open(settings);
  }

  @Override
  public void fill(Town town) {
    EmbeddedPostgres.Access access = EmbeddedPostgres.running(settings.folder()).orElseThrow();
    PGSimpleDataSource source = new PGSimpleDataSource();
    source.setServerNames(new String[] {"127.0.0.1"});
    source.setPortNumbers(new int[] {access.port()});
    source.setDatabaseName(access.database());
    try (Connection connection = source.getConnection(access.user(), access.password())) {
      long known = relations(connection);
      if (known == 0) {
        known = HistoryTables.fill(connection, settings.keys(), town);
      }
      System.out.println(known + " relations in " + settings.folder().path());
    } catch (SQLException broken) {
      throw new IllegalStateException(broken);
    }
  }

  private static long relations(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                "SELECT greatest(reltuples, 0)::bigint FROM pg_class WHERE relname = 'relation'")) {
      row.next();
      return row.getLong(1);
    }
  }

  @Override
  public Correspondence correspondence() {
    return store.correspondence(Town::isInside, UnaryOperator.identity());
  }

  /** Ends the server, takes its files out of the system's cache, and starts it again. */
  @Override
  public void chill() {
    store.close();
    try (Stream<Path> files = Files.walk(settings.folder().path())) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        List<String> forget =
            new ArrayList<>(List.of("dd", "iflag=nocache", "count=0", "status=none"));
        forget.add("if=" + file);
        int status = new ProcessBuilder(forget).inheritIO().start().waitFor();
        if (status != 0) {
          throw new IllegalStateException("dd could not forget " + file);
        }
      }
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(interrupted);
    }
    store = Store.open(settings);
  }

  @Override
  public void close() {
    store.close();
  }
}
