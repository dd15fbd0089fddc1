package org.gatepost.store.sql;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.argument.Argument;
import org.jdbi.v3.core.statement.Query;

/**
 * Queries that travel together: the driver sends them all before it waits for the first answer, and
 * the server runs them in one transaction. A parameter has the same value in all of them.
 */
final class Bundle {
  private final Handle handle;
  private final Statements file;
  private final List<String> names = new ArrayList<>();
  private final List<RowReader> readers = new ArrayList<>();
  private final Map<String, Argument> values = new LinkedHashMap<>();

  /** Takes one row in. */
  @FunctionalInterface
  interface RowReader {
    void read(ResultSet row) throws SQLException;
  }

  /**
   * Begins.
   *
   * @param settings the name of a query that is sent first, for what it does to the others
   */
  Bundle(Handle handle, Statements file, String settings) {
    this.handle = handle;
    this.file = file;
    ask(settings, _ -> {});
  }

  /** Asks one more, whose rows go there. */
  Bundle ask(String name, RowReader reader) {
    names.add(name);
    readers.add(reader);
    return this;
  }

  Bundle bind(String parameter, Argument value) {
    values.put(parameter, value);
    return this;
  }

  /** Sends what was asked, if anything, and hands the rows out, one query's after the other's. */
  void send() {
    if (names.size() == 1) {
      return;
    }
    try (Query query = handle.createQuery(file.together(names))) {
      values.forEach(query::bind);
      query.execute(
          (sent, _) -> {
            PreparedStatement answers = sent.get();
            for (RowReader reader : readers) {
              try (ResultSet rows = answers.getResultSet()) {
                while (rows.next()) {
                  reader.read(rows);
                }
              }
              answers.getMoreResults();
            }
            return readers.size();
          });
    }
  }
}
