package org.gatepost.store.sql;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.gatepost.gate.AccessLog;
import org.gatepost.mail.Address;
import org.gatepost.store.vault.Vault;
import org.jdbi.v3.core.statement.Query;

/** Looks in a table; the reasons that people give are sealed. */
public final class JdbcAccessLog implements AccessLog {
  private static final Statements SQL = Statements.in("looks.sql");
  private static final String REASON = "look.reason";

  private final Database database;
  private final Vault vault;

  JdbcAccessLog(Database database, Vault vault) {
    this.database = database;
    this.vault = vault;
  }

  @Override
  public void looked(Look look) {
    database.commit(
        handle ->
            handle
                .createUpdate(SQL.get("insert"))
                .bind("id", look.id())
                .bind("at", Sql.at(look.at()))
                .bind("person", Sql.text(look.by().person().toString()))
                .bind("address", Sql.text(look.by().toString()))
                .bind("kind", look.kind().name())
                .bind("subject", look.subject())
                .bind("content", look.content())
                .bind("reason", vault.seal(look.id(), REASON, look.reason()))
                .execute());
  }

  @Override
  public List<Look> at(UUID subject, int most) {
    return read("at", most, query -> query.bind("subject", subject));
  }

  @Override
  public List<Look> by(Address person, int most) {
    return read("by", most, query -> query.bind("person", person.person().toString()));
  }

  @Override
  public List<Look> all(int most) {
    return read("all", most, query -> query);
  }

  private List<Look> read(String statement, int most, UnaryOperator<Query> bound) {
    return database.read(
        handle ->
            bound
                .apply(handle.createQuery(SQL.get(statement)))
                .bind("most", most)
                .map((row, _) -> look(row))
                .list());
  }

  private Look look(ResultSet row) throws SQLException {
    UUID id = Sql.id(row, "id");
    return new Look(
        id,
        Sql.instant(row, "at"),
        Sql.address(row.getString("address")),
        Kind.valueOf(row.getString("kind")),
        Sql.id(row, "subject"),
        row.getBoolean("content"),
        vault.openText(id, REASON, row.getBytes("reason")));
  }
}
