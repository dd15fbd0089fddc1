package org.gatepost.store.sql;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.gatepost.inspect.AnswerBook;
import org.gatepost.inspect.Answers;
import org.gatepost.inspect.FindingKind;
import org.gatepost.mail.Address;
import org.jdbi.v3.core.Handle;

/**
 * Answers in tables. A message costs one statement, and none when nothing is asked about it: the
 * statement brings what its sender said about its people, and whether this process's copy of the
 * past mistakes is still right. Only when it is not, after somebody corrected an address or was
 * erased, in this process or in another, is the copy read anew.
 *
 * <p>An answer that is of use is marked so, to the day, which is a statement more.
 *
 * @see AnswerRows how they come in and go
 */
public final class JdbcAnswers implements AnswerBook {
  /** To this much it is known when an answer was used last. */
  private static final Duration DAY = Duration.ofDays(1);

  private final Database database;
  private final AnswerRows rows;
  private volatile Mistakes copy = new Mistakes(-1, NumberSet.empty());

  JdbcAnswers(Database database, AnswerRows rows) {
    this.database = database;
    this.rows = rows;
  }

  /** All past mistakes after so many changes. */
  private record Mistakes(long changes, NumberSet people) {}

  private record Meant(long person, String kind) {}

  /** What one message needs, as of the moment when it first needed something. */
  private record Known(Mistakes mistakes, Map<Meant, Instant> meant) {}

  @Override
  public Answers about(Address sender, List<Address> people, Instant now) {
    return new OfMessage(sender, people, now);
  }

  /** The same for whoever only looks: no answer is marked as used. */
  public AnswerBook aside() {
    return (sender, people, _) -> about(sender, people, Instant.EPOCH);
  }

  private final class OfMessage implements Answers {
    private final long sender;
    private final List<Address> people;
    private final Instant now;
    private Optional<Known> asked = Optional.empty();

    OfMessage(Address sender, List<Address> people, Instant now) {
      this.sender = rows.sender(sender);
      this.people = people;
      this.now = now;
    }

    @Override
    public boolean isMeant(Address person, FindingKind kind) {
      Meant meant = new Meant(rows.person(person), kind.wireName());
      Instant used = known().meant().get(meant);
      if (used != null && used.isBefore(now.minus(DAY))) {
        use(meant);
      }
      return used != null;
    }

    private void use(Meant meant) {
      database.commitAlone(
          handle ->
              AnswerRows.of(handle.createUpdate(AnswerRows.SQL.get("use meant")))
                  .bind("sender", sender)
                  .bind("person", meant.person())
                  .bind("kind", meant.kind())
                  .bind("now", Sql.at(now))
                  .execute());
    }

    @Override
    public boolean isMistake(Address person) {
      long number = rows.person(person);
      boolean mistake = known().mistakes().people().has(number);
      if (mistake) {
        database.commitAlone(
            handle ->
                AnswerRows.of(handle.createUpdate(AnswerRows.SQL.get("use mistake")))
                    .bind("person", number)
                    .bind("now", Sql.at(now))
                    .bind("day_before", Sql.at(now.minus(DAY)))
                    .execute());
      }
      return mistake;
    }

    private Known known() {
      if (asked.isEmpty()) {
        asked = Optional.of(database.commitAlone(this::ask));
      }
      return asked.get();
    }

    private Known ask(Handle handle) {
      List<Row> found =
          AnswerRows.of(handle.createQuery(AnswerRows.SQL.get("asked")))
              .bind("sender", sender)
              .bind("people", AnswerRows.numbers(people.stream().map(rows::person)))
              .map((row, _) -> Row.of(row))
              .list();
      Map<Meant, Instant> meant = new HashMap<>();
      found.forEach(row -> row.used().ifPresent(used -> meant.put(row.meant(), used)));
      Mistakes mistakes = copy;
      return new Known(
          mistakes.changes() == found.getFirst().changes() ? mistakes : readAnew(handle), meant);
    }
  }

  /** One of what the sender said; there is a row without {@code used} when it was nothing. */
  private record Row(long changes, Meant meant, Optional<Instant> used) {
    static Row of(ResultSet row) throws SQLException {
      return new Row(
          row.getLong("changes"),
          new Meant(row.getLong("person"), Sql.textIfAny(row, "kind").orElse("")),
          Sql.instantIfAny(row, "used"));
    }
  }

  private Mistakes readAnew(Handle handle) {
    Mistakes read =
        AnswerRows.of(handle.createQuery(AnswerRows.SQL.get("mistakes")))
            .map((row, _) -> new Mistakes(row.getLong("changes"), NumberSet.of(row, "people")))
            .one();
    copy = read;
    return read;
  }
}
