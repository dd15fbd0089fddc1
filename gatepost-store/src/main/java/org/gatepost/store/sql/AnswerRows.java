package org.gatepost.store.sql;

import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.gatepost.inspect.FindingKind;
import org.gatepost.inspect.GivenAnswer;
import org.gatepost.mail.Address;
import org.gatepost.store.vault.Pseudonyms;
import org.gatepost.store.vault.Vault;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.argument.Argument;
import org.jdbi.v3.core.statement.SqlStatement;

/** Changes of what was answered, within somebody's commit. */
final class AnswerRows {
  static final Statements SQL = Statements.in("answers.sql");

  /** Mistakes beyond these are dropped, those first that stopped nothing for longest: a flood. */
  private static final int MOST_MISTAKES = 100_000;

  private final Pseudonyms pseudonyms;

  AnswerRows(Vault vault) {
    this.pseudonyms = vault.pseudonyms("answers");
  }

  /** As who answered. */
  long sender(Address address) {
    return pseudonyms.of("sender", address.person().toString());
  }

  /** As whom it was about: another number than as a sender. */
  long person(Address address) {
    return pseudonyms.of("person", address.person().toString());
  }

  static <S extends SqlStatement<S>> S of(S statement) {
    return statement.bind("organisation", CorrespondenceKeys.ORGANISATION);
  }

  void note(Handle handle, List<GivenAnswer> answers, Instant at) {
    List<GivenAnswer.Meant> meant = only(answers, GivenAnswer.Meant.class).toList();
    if (!meant.isEmpty()) {
      of(handle.createUpdate(SQL.get("note meant")))
          .bind("senders", numbers(meant.stream().map(GivenAnswer.Meant::sender).map(this::sender)))
          .bind("people", numbers(meant.stream().map(GivenAnswer.Meant::person).map(this::person)))
          .bind(
              "kinds",
              Sql.strings(meant.stream().map(GivenAnswer.Meant::kind).map(FindingKind::wireName)))
          .bind("at", Sql.at(at))
          .execute();
    }
    List<Address> mistaken =
        only(answers, GivenAnswer.Mistaken.class).map(GivenAnswer.Mistaken::person).toList();
    if (!mistaken.isEmpty()) {
      of(handle.createUpdate(SQL.get("note mistakes")))
          .bind("people", numbers(mistaken.stream().map(this::person)))
          .bind("at", Sql.at(at))
          .execute();
      changed(handle);
    }
  }

  long before(Handle handle, Instant then) {
    long mistakes =
        of(handle.createUpdate(SQL.get("before mistake")))
            .bind("before", Sql.at(then))
            .bind("most_mistakes", MOST_MISTAKES)
            .execute();
    if (mistakes > 0) {
      changed(handle);
    }
    return mistakes
        + of(handle.createUpdate(SQL.get("before meant"))).bind("before", Sql.at(then)).execute();
  }

  /** What somebody answered, and what was answered about them. */
  long erase(Handle handle, Address address) {
    long person = person(address);
    long mistakes =
        of(handle.createUpdate(SQL.get("person mistake"))).bind("person", person).execute();
    if (mistakes > 0) {
      changed(handle);
    }
    return mistakes
        + of(handle.createUpdate(SQL.get("person meant")))
            .bind("sender", sender(address))
            .bind("person", person)
            .execute();
  }

  private static void changed(Handle handle) {
    of(handle.createUpdate(SQL.get("changed"))).execute();
  }

  private static <A extends GivenAnswer> Stream<A> only(List<GivenAnswer> answers, Class<A> type) {
    return answers.stream().filter(type::isInstance).map(type::cast);
  }

  static Argument numbers(Stream<Long> numbers) {
    return Sql.array("bigint", numbers.toArray());
  }
}
