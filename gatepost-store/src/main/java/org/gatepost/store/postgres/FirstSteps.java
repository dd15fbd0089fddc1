package org.gatepost.store.postgres;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * What the superuser does before anybody else: a role without special rights, and its database.
 * Taken at each start, since a crash may have come between making the cluster and this.
 */
final class FirstSteps {
  private FirstSteps() {}

  static void take(EmbeddedPostgres.Access superuser, EmbeddedPostgres.Access owner)
      throws SQLException {
    PGSimpleDataSource source = new PGSimpleDataSource();
    source.setServerNames(new String[] {"127.0.0.1"});
    source.setPortNumbers(new int[] {superuser.port()});
    source.setDatabaseName(superuser.database());
    source.setUser(superuser.user());
    source.setPassword(superuser.password());
    try (Connection connection = source.getConnection();
        Statement statement = connection.createStatement()) {
      if (isMissing(statement, "SELECT FROM pg_roles WHERE rolname = '" + owner.user() + "'")) {
        statement.execute(
            "CREATE ROLE " + owner.user() + " LOGIN PASSWORD '" + owner.password() + "'");
        // So that a backup can begin with everything written.
        statement.execute("GRANT pg_checkpoint TO " + owner.user());
      }
      if (isMissing(
          statement, "SELECT FROM pg_database WHERE datname = '" + owner.database() + "'")) {
        statement.execute("CREATE DATABASE " + owner.database() + " OWNER " + owner.user());
      }
    }
  }

  private static boolean isMissing(Statement statement, String query) throws SQLException {
    try (ResultSet rows = statement.executeQuery(query)) {
      return !rows.next();
    }
  }
}
