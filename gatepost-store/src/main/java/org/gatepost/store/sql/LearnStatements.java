package org.gatepost.store.sql;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.gatepost.correspondence.PersonName;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.argument.Argument;
import org.jdbi.v3.core.statement.Query;

/** What a lesson asks before it writes; one statement for each kind of thing, for a whole batch. */
final class LearnStatements {
  /** Of the locks that are taken by number: this one is correspondence's. */
  private static final int LOCK_AREA = 0x6770;

  static final Statements SQL = Statements.in("learn.sql");

  private final Handle handle;

  LearnStatements(Handle handle) {
    this.handle = handle;
  }

  Handle handle() {
    return handle;
  }

  /** Who writes is alone with the organisation's correspondence until the commit. */
  static void lock(Handle handle) {
    handle
        .createQuery(SQL.get("lock"))
        .bind("area", LOCK_AREA)
        .bind("organisation", CorrespondenceKeys.ORGANISATION)
        .map((_, _) -> true)
        .one();
  }

  private Query query(String name) {
    return handle.createQuery(SQL.get(name)).bind("organisation", CorrespondenceKeys.ORGANISATION);
  }

  private static Argument numbers(Collection<Long> numbers) {
    return Sql.array("bigint", numbers.toArray());
  }

  /** A message by its author. */
  record Taken(long message, long author) {}

  /** Notes messages as learned; those that were not before. */
  Set<Taken> take(Rows<Taken, java.time.Instant> messages) {
    return new HashSet<>(
        query("taken")
            .bind("messages", messages.longs((taken, _) -> taken.message()))
            .bind("authors", messages.longs((taken, _) -> taken.author()))
            .bind("ats", messages.instants((_, at) -> Optional.of(at)))
            .map((row, _) -> new Taken(row.getLong("message"), row.getLong("author")))
            .list());
  }

  /** Somebody who is known already. */
  record Before(PersonName name, boolean named, boolean writtenTo) {}

  Map<Long, Before> people(Collection<Long> persons) {
    Map<Long, Before> found = new HashMap<>();
    query("people")
        .bind("persons", numbers(persons))
        .map(
            (row, _) ->
                found.put(
                    row.getLong("person"),
                    new Before(
                        new PersonName(Sql.textList(row, "words")),
                        row.getBoolean("named"),
                        row.getInt("written_to") > 0)))
        .list();
    return found;
  }

  /** One sender and one other person. */
  record Way(long sender, long person) {}

  /** Those of these ways that were gone before. */
  Set<Way> contacts(Collection<Way> ways) {
    return new HashSet<>(
        query("contacts")
            .bind("senders", numbers(ways.stream().map(Way::sender).toList()))
            .bind("persons", numbers(ways.stream().map(Way::person).toList()))
            .map((row, _) -> new Way(row.getLong("sender"), row.getLong("person")))
            .list());
  }

  /** Which conversations these messages belong to. */
  Map<Long, Long> places(Collection<Long> messages) {
    Map<Long, Long> found = new HashMap<>();
    query("places")
        .bind("messages", numbers(messages))
        .map((row, _) -> found.put(row.getLong("message"), row.getLong("talk")))
        .list();
    return found;
  }

  /** A conversation: how many are in it, and who of those that were asked about. */
  record Round(int people, Set<Long> here) {}

  Map<Long, Round> talks(Collection<Long> talks, Collection<Long> persons) {
    Map<Long, Round> found = new HashMap<>();
    query("talks")
        .bind("talks", numbers(talks))
        .bind("persons", numbers(persons))
        .map((row, _) -> found.put(row.getLong("talk"), round(row)))
        .list();
    return found;
  }

  private static Round round(ResultSet row) throws SQLException {
    Long[] here = (Long[]) row.getArray("here").getArray();
    return new Round(row.getInt("people"), new HashSet<>(Arrays.asList(here)));
  }

  /** Somebody outside who wrote to somebody else outside. */
  record Letter(long talk, long sender, long person) {}

  /** Those in these conversations that went to one of these people. */
  Set<Letter> letters(Collection<Long> talks, Collection<Long> persons) {
    return new HashSet<>(
        query("letters")
            .bind("talks", numbers(talks))
            .bind("persons", numbers(persons))
            .map(
                (row, _) ->
                    new Letter(row.getLong("talk"), row.getLong("sender"), row.getLong("person")))
            .list());
  }

  /** The parties of those of these cases that are known. */
  Map<Long, List<Long>> cases(Collection<Long> references) {
    Map<Long, List<Long>> found = new HashMap<>();
    query("cases")
        .bind("references", numbers(references))
        .map(
            (row, _) -> {
              List<Long> parties =
                  found.computeIfAbsent(row.getLong("reference"), _ -> new ArrayList<>());
              long person = row.getLong("person");
              return row.wasNull() || parties.add(person);
            })
        .list();
    return found;
  }
}
