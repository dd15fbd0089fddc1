package org.gatepost.store.sql;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.zip.CRC32C;
import org.gatepost.audience.ListSighting;
import org.gatepost.mail.Address;
import org.gatepost.store.vault.Pseudonyms;
import org.gatepost.store.vault.Vault;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.SqlStatement;

/** Changes of the lists that mail has shown, within somebody's commit. */
final class ListRows {
  static final Statements SQL = Statements.in("lists.sql");

  /** An organisation meets some thousands; what comes when there are so many is not kept. */
  static final int MOST = 100_000;

  /**
   * So many stay when what is old is dropped: those that were shown on most days, and of these
   * those shown last. A flood makes room for what comes after it, and takes none from lists that go
   * on.
   */
  static final int KEPT = 80_000;

  private final Pseudonyms pseudonyms;

  ListRows(Vault vault) {
    this.pseudonyms = vault.pseudonyms("lists");
  }

  long list(Address address) {
    return pseudonyms.of("list", address.person().toString());
  }

  static int spelling(Address address) {
    CRC32C sum = new CRC32C();
    sum.update(address.person().toString().getBytes(StandardCharsets.UTF_8));
    return (int) sum.getValue();
  }

  static <S extends SqlStatement<S>> S of(S statement) {
    return statement.bind("organisation", CorrespondenceKeys.ORGANISATION);
  }

  /** What several messages showed of one list. */
  private record Shown(
      int spelling, String name, Optional<String> archive, Set<LocalDate> days, Instant last) {
    static Shown of(ListSighting one) {
      return new Shown(
          ListRows.spelling(one.address()),
          one.name(),
          one.archive(),
          Set.of(one.when().atOffset(ZoneOffset.UTC).toLocalDate()),
          one.when());
    }

    Shown and(Shown other) {
      Set<LocalDate> all = new HashSet<>(days);
      all.addAll(other.days);
      return new Shown(
          spelling,
          name.isEmpty() ? other.name : name,
          archive.or(other::archive),
          all,
          last.isAfter(other.last) ? last : other.last);
    }
  }

  /** Several sightings, a list at a time. */
  final class Batch {
    private final Map<Long, Shown> lists = new LinkedHashMap<>();

    Batch(List<ListSighting> sightings) {
      sightings.forEach(one -> lists.merge(list(one.address()), Shown.of(one), Shown::and));
    }

    /** True when it would change anything: most mail of a list shows what is known. */
    boolean isNews(Handle handle) {
      return bound(handle.createQuery(SQL.get("news"))).mapTo(Boolean.class).one();
    }

    void learn(Handle handle) {
      int known = of(handle.createQuery(SQL.get("lock"))).mapTo(Integer.class).one();
      bound(handle.createUpdate(SQL.get("again"))).execute();
      int added =
          bound(handle.createUpdate(SQL.get("fresh")))
              .bind("spellings", Sql.numbers(lists.values().stream().map(Shown::spelling).toList()))
              .bind(
                  "days",
                  Sql.numbers(lists.values().stream().map(one -> one.days().size()).toList()))
              .bind("room", Math.max(0, MOST - known))
              .execute();
      if (added > 0) {
        of(handle.createUpdate(SQL.get("added"))).bind("added", added).execute();
      }
    }

    private <S extends SqlStatement<S>> S bound(S statement) {
      return of(statement)
          .bind("lists", Sql.array("bigint", lists.keySet().toArray()))
          .bind("names", Sql.strings(lists.values().stream().map(Shown::name)))
          .bind("archives", Sql.texts(lists.values().stream().map(Shown::archive).toList()))
          .bind("ats", Sql.instants(lists.values().stream().map(Shown::last).toList()));
    }
  }

  /** Drops what was not shown since then, and what a flood left behind. */
  static long before(Handle handle, Instant then) {
    lock(handle);
    return removed(
        handle,
        of(handle.createUpdate(SQL.get("before")))
            .bind("before", Sql.at(then))
            .bind("most", KEPT)
            .execute());
  }

  long erase(Handle handle, Address address) {
    lock(handle);
    return removed(
        handle, of(handle.createUpdate(SQL.get("erase"))).bind("list", list(address)).execute());
  }

  private static void lock(Handle handle) {
    of(handle.createQuery(SQL.get("lock"))).mapTo(Integer.class).one();
  }

  private static long removed(Handle handle, int removed) {
    if (removed > 0) {
      of(handle.createUpdate(SQL.get("removed"))).bind("removed", removed).execute();
    }
    return removed;
  }
}
