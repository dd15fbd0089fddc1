package org.gatepost.store.sql;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.gatepost.correspondence.Contact;

/**
 * What one sender and somebody else wrote to each other, as it is stored: a count that decays, as
 * of the last time that it grew.
 */
record Relation(
    int sent,
    double sentLately,
    int alone,
    Optional<Instant> firstSent,
    Optional<Instant> lastSent,
    int answered,
    double answeredLately,
    Optional<Instant> lastAnswer) {
  static final Relation NONE =
      new Relation(0, 0, 0, Optional.empty(), Optional.empty(), 0, 0, Optional.empty());

  /** Of a row that an outer join may have left empty. */
  static Relation read(ResultSet row) throws SQLException {
    return new Relation(
        row.getInt("sent"),
        row.getDouble("sent_lately"),
        row.getInt("alone"),
        Sql.instantIfAny(row, "first_sent"),
        Sql.instantIfAny(row, "last_sent"),
        row.getInt("answered"),
        row.getDouble("answered_lately"),
        Sql.instantIfAny(row, "last_answer"));
  }

  Contact contact(Instant now) {
    return new Contact(
        sent,
        decayed(sentLately, lastSent, now),
        alone,
        firstSent,
        lastSent,
        answered,
        decayed(answeredLately, lastAnswer, now),
        lastAnswer);
  }

  private static double decayed(double value, Optional<Instant> from, Instant to) {
    return from.map(since -> value * decay(since, to)).orElse(0.0);
  }

  /** What is left of 1 after that time; no more than 1. */
  static double decay(Instant from, Instant to) {
    double halves = (double) Duration.between(from, to).toSeconds() / Contact.HALF_LIFE.toSeconds();
    return Math.pow(0.5, Math.max(0, halves));
  }
}
