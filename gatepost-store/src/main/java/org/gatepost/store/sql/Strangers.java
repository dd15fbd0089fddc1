package org.gatepost.store.sql;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.gatepost.correspondence.Inbound;

/** Rows about what came from outside unasked, and about whether anything from there is learned. */
final class Strangers {
  private final Map<Long, Stranger> people = new HashMap<>();
  private Inbound inbound = new Inbound.None();

  /** Somebody who wrote before anybody here had written to them. */
  record Stranger(int unasked, Instant last) {}

  void read(ResultSet row) throws SQLException {
    Instant last = Sql.instant(row, "last");
    if (row.getBoolean("is_inbound")) {
      inbound = new Inbound.Learned(Sql.instant(row, "first"), last);
    } else {
      people.put(row.getLong("person"), new Stranger(row.getInt("unasked"), last));
    }
  }

  Optional<Stranger> find(long person) {
    return Optional.ofNullable(people.get(person));
  }

  Inbound inbound() {
    return inbound;
  }
}
