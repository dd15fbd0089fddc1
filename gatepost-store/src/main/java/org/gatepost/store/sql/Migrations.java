package org.gatepost.store.sql;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationVersion;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.gatepost.store.NotAnArchiveException;
import org.gatepost.store.StoreUnusableException;
import org.postgresql.ds.PGSimpleDataSource;

/** Brings the tables up to this version, before anything else uses them. */
public final class Migrations {
  private static final int OLDEST = 150_000;

  private Migrations() {}

  /**
   * Makes or changes the tables as needed.
   *
   * @throws StoreUnusableException when the server is too old, cannot be reached, or its tables
   *     were written by a later version
   */
  public static void run(PGSimpleDataSource source) {
    migrate(source, MigrationVersion.LATEST);
  }

  /**
   * Makes the tables of an archive that may be older than this program.
   *
   * @throws NotAnArchiveException when there is no such version, or not yet
   */
  static void run(PGSimpleDataSource source, int version) {
    MigrationVersion target = MigrationVersion.fromVersion(Integer.toString(version));
    boolean known =
        Arrays.stream(configuration(source, MigrationVersion.LATEST).load().info().all())
            .anyMatch(migration -> target.equals(migration.getVersion()));
    if (!known) {
      throw new NotAnArchiveException(
          "The archive is of version "
              + version
              + " of the tables, which this Gatepost does not know. Was it written by a later"
              + " one?");
    }
    migrate(source, target);
  }

  private static void migrate(PGSimpleDataSource source, MigrationVersion target) {
    checkVersion(source);
    try {
      configuration(source, target).load().migrate();
    } catch (FlywayException refused) {
      throw new StoreUnusableException(
          "The database's tables cannot be brought up to date: " + refused.getMessage(), refused);
    }
  }

  private static FluentConfiguration configuration(
      PGSimpleDataSource source, MigrationVersion target) {
    return Flyway.configure()
        .loggers("slf4j")
        .dataSource(source)
        .locations("classpath:org/gatepost/store/migration")
        .target(target)
        // Tables of a later version are not for us, whatever we could still read of them.
        .ignoreMigrationPatterns(new String[0]);
  }

  private static void checkVersion(PGSimpleDataSource source) {
    try (Connection connection = source.getConnection();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SHOW server_version_num")) {
      if (row.next() && row.getInt(1) < OLDEST) {
        throw new StoreUnusableException(
            "The database is PostgreSQL "
                + row.getInt(1) / 10_000
                + "; Gatepost needs 15 or later.");
      }
    } catch (SQLException unreachable) {
      throw new StoreUnusableException(
          "The database cannot be reached: " + unreachable.getMessage(), unreachable);
    }
  }
}
