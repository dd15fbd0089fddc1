package org.gatepost.store.sql;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.SQLException;
import java.time.Duration;
import java.util.function.Function;
import java.util.function.Supplier;
import org.gatepost.delivery.StorageUnavailableException;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.jdbi.v3.core.statement.StatementExceptions;
import org.jdbi.v3.core.statement.StatementExceptions.MessageRendering;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * Transactions on PostgreSQL. A handful of connections is shared by any number of virtual threads;
 * who gets none soon, or loses it, hears that storage is unavailable.
 */
public final class Database implements AutoCloseable {
  private static final int ATTEMPTS = 4;

  private final HikariDataSource pool;
  private final Jdbi jdbi;

  /**
   * @param connections how many at most
   * @param patience how long a caller waits for one
   */
  public Database(PGSimpleDataSource source, int connections, Duration patience) {
    HikariConfig config = new HikariConfig();
    config.setPoolName("gatepost");
    config.setDataSource(source);
    config.setMaximumPoolSize(connections);
    config.setMinimumIdle(Math.min(2, connections));
    config.setConnectionTimeout(patience.toMillis());
    config.setValidationTimeout(Math.min(1000, patience.toMillis()));
    config.setInitializationFailTimeout(-1);
    this.pool = new HikariDataSource(config);
    this.jdbi = Jdbi.create(pool);
    // What is bound names people, and an exception's words may reach a log.
    jdbi.configure(
        StatementExceptions.class, words -> words.setMessageRendering(MessageRendering.NONE));
  }

  /**
   * Does work in one transaction, which is durable when this returns. Work that lost against
   * another transaction is done again, so it must not have done anything else.
   *
   * @throws StorageUnavailableException when there is no database, or it did not commit
   */
  <T> T commit(Function<Handle, T> work) {
    return attempt(() -> jdbi.inTransaction(work::apply));
  }

  /**
   * Runs one statement, which commits by itself: durable as {@link #commit} is, in one round trip
   * in place of three.
   */
  <T> T commitAlone(Function<Handle, T> statement) {
    return attempt(() -> jdbi.withHandle(statement::apply));
  }

  private static <T> T attempt(Supplier<T> work) {
    for (int attempt = 1; ; attempt++) {
      try {
        return work.get();
      } catch (JdbiException failed) {
        String state = sqlState(failed);
        if (isLostRace(state) && attempt < ATTEMPTS) {
          continue;
        }
        if (isOurFault(state)) {
          throw failed;
        }
        throw new StorageUnavailableException("The database did not commit.", failed);
      }
    }
  }

  /** Runs queries for their rows; each statement that is sent is a transaction by itself. */
  <T> T ask(Function<Handle, T> work) {
    return attempt(() -> jdbi.withHandle(work::apply));
  }

  /** Runs statements for their rows. */
  <T> T read(Function<Handle, T> work) {
    return commit(work);
  }

  @Override
  public void close() {
    pool.close();
  }

  /** The SQLSTATE (PostgreSQL, appendix A) of what went wrong; empty when it was no statement. */
  static String sqlState(Throwable failed) {
    for (Throwable cause = failed; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLException refused && refused.getSQLState() != null) {
        return refused.getSQLState();
      }
    }
    return "";
  }

  /** Serialization failure, deadlock, or two who inserted the same key at once. */
  private static boolean isLostRace(String state) {
    return state.equals("40001") || state.equals("40P01") || state.equals("23505");
  }

  /** The statement or its values are wrong, and always will be. */
  private static boolean isOurFault(String state) {
    return state.startsWith("22") || state.startsWith("23") || state.startsWith("42");
  }
}
