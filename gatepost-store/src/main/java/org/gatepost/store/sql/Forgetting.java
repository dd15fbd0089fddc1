package org.gatepost.store.sql;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.gatepost.mail.Address;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;

/**
 * What is dropped from correspondence, from what was answered, and of lists: what is old, and
 * whoever asked for it.
 */
final class Forgetting {
  private static final Statements SQL = Statements.in("forget.sql");

  /** Strangers and unanswered letters beyond these are dropped, the oldest first: a flood. */
  private static final int MOST_STRANGERS = 200_000;

  private static final int MOST_LETTERS = 1_000_000;

  private static final List<String> BY_AGE =
      List.of(
          "relation",
          "correspondent",
          "together",
          "domain_use",
          "stranger",
          "inbound",
          "talk",
          "talk_message",
          "letter",
          "acquaintance",
          "case_file",
          "learned_message",
          "erasure");

  private static final List<String> BY_PERSON =
      List.of(
          "relation",
          "contact_name",
          "correspondent",
          "together",
          "domain_use",
          "stranger",
          "talk_person",
          "talk_author",
          "letter",
          "acquaintance",
          "case_party",
          "learned_message");

  private final Database database;
  private final CorrespondenceKeys keys;
  private final AnswerRows answers;
  private final ListRows lists;

  Forgetting(Database database, CorrespondenceKeys keys, AnswerRows answers, ListRows lists) {
    this.lists = lists;
    this.answers = answers;
    this.database = database;
    this.keys = keys;
  }

  /** Drops what is older, a table at a time, so that who learns meanwhile waits for one only. */
  long before(Instant then) {
    long dropped = 0;
    for (String table : BY_AGE) {
      dropped += database.commit(handle -> before(handle, table, then));
    }
    dropped += database.commit(handle -> answers.before(handle, then));
    return dropped + database.commit(handle -> ListRows.before(handle, then));
  }

  private static long before(Handle handle, String table, Instant then) {
    LearnStatements.lock(handle);
    Query query =
        handle
            .createQuery(SQL.get("before " + table))
            .bind("organisation", CorrespondenceKeys.ORGANISATION)
            .bind("before", Sql.at(then));
    if (table.equals("stranger")) {
      query.bind("most_strangers", MOST_STRANGERS);
    }
    if (table.equals("letter")) {
      query.bind("most_letters", MOST_LETTERS);
    }
    return query.mapTo(long.class).one();
  }

  long erase(Address address) {
    return database.commit(handle -> erase(handle, address.person(), keys.person(address)));
  }

  long erase(Address address, UUID id, Instant at, String by) {
    long person = keys.person(address);
    return database.commit(
        handle -> {
          long things = erase(handle, address.person(), person);
          handle
              .createUpdate(SQL.get("note"))
              .bind("organisation", CorrespondenceKeys.ORGANISATION)
              .bind("id", id)
              .bind("at", Sql.at(at))
              .bind("by", Sql.text(by))
              .bind("person", person)
              .bind("things", things)
              .execute();
          return things;
        });
  }

  private long erase(Handle handle, Address address, long person) {
    LearnStatements.lock(handle);
    long dropped = 0;
    for (String table : BY_PERSON) {
      Query query =
          handle
              .createQuery(SQL.get("person " + table))
              .bind("organisation", CorrespondenceKeys.ORGANISATION)
              .bind("person", person);
      if (table.equals("correspondent")) {
        query.bind("keys", Sql.numbers(List.copyOf(CorrespondenceKeys.spellings(address))));
      }
      dropped += query.mapTo(long.class).one();
    }
    return dropped + answers.erase(handle, address) + lists.erase(handle, address);
  }
}
