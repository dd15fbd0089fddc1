package org.gatepost.store.sql;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import org.gatepost.correspondence.PersonName;
import org.gatepost.mail.Address;

/**
 * A row about somebody.
 *
 * @param number that stands for them
 * @param writtenTo messages that somebody here wrote to them
 * @param wrote messages from them that count
 * @param senders how many people here wrote to them
 * @param sent messages that the sender in question wrote to them
 */
record KnownPerson(
    long number,
    Address address,
    PersonName name,
    int writtenTo,
    int wrote,
    int senders,
    Optional<Instant> lastSeen,
    Optional<Instant> lastWrote,
    int sent) {
  static KnownPerson read(ResultSet row) throws SQLException {
    return new KnownPerson(
        row.getLong("person"),
        Sql.address(row.getString("address")),
        new PersonName(Sql.textList(row, "words")),
        row.getInt("written_to"),
        row.getInt("wrote"),
        row.getInt("senders"),
        Sql.instantIfAny(row, "last_seen"),
        Sql.instantIfAny(row, "last_wrote"),
        row.getInt("sent"));
  }

  int uses() {
    return writtenTo + wrote;
  }
}
