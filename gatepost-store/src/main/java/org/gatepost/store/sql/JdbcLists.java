package org.gatepost.store.sql;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.gatepost.audience.KnownLists;
import org.gatepost.audience.ListSighting;
import org.gatepost.mail.Address;

/**
 * Lists that mail has shown, in a table. Whether an address may be one is looked up in this
 * process's memory, which has eight octets for each list; only when it may be, the row is read.
 * Whether there are more lists, or fewer, is asked at most once in {@link #FRESH}, whoever learned
 * or erased them: what mail teaches is never known at once.
 */
public final class JdbcLists implements KnownLists {
  static final Duration FRESH = Duration.ofSeconds(2);

  private final Database database;
  private final ListRows rows;
  private final ReentrantLock asking = new ReentrantLock();
  private volatile Copy copy = new Copy(-1, NumberSet.empty(), System.nanoTime() - FRESH.toNanos());

  JdbcLists(Database database, ListRows rows) {
    this.database = database;
    this.rows = rows;
  }

  /** The checksums of all lists after so many changes, and when that was asked. */
  private record Copy(long changes, NumberSet spellings, long asked) {
    boolean isFresh() {
      return System.nanoTime() - asked < FRESH.toNanos();
    }
  }

  /**
   * {@inheritDoc}
   *
   * @throws org.gatepost.delivery.StorageUnavailableException when nobody can say
   */
  @Override
  public Optional<Seen> find(Address address) {
    return copy().spellings().has(ListRows.spelling(address)) ? row(address) : Optional.empty();
  }

  private Optional<Seen> row(Address address) {
    return database.commitAlone(
        handle ->
            ListRows.of(handle.createQuery(ListRows.SQL.get("find")))
                .bind("list", rows.list(address))
                .map(
                    (row, _) ->
                        new Seen(
                            address,
                            row.getString("name"),
                            Sql.textIfAny(row, "archive"),
                            row.getInt("days")))
                .findOne());
  }

  /** Takes in what messages showed, in one commit. */
  public void learn(List<ListSighting> sightings) {
    if (sightings.isEmpty()) {
      return;
    }
    ListRows.Batch batch = rows.new Batch(sightings);
    if (database.commitAlone(batch::isNews)) {
      database.commit(
          handle -> {
            batch.learn(handle);
            return sightings.size();
          });
    }
  }

  /** One asks; others judge meanwhile by what was known two seconds ago, except at the start. */
  private Copy copy() {
    Copy now = copy;
    if (now.isFresh()) {
      return now;
    }
    if (now.changes() < 0) {
      asking.lock();
    } else if (!asking.tryLock()) {
      return now;
    }
    try {
      if (!copy.isFresh()) {
        copy = asked(copy);
      }
      return copy;
    } finally {
      asking.unlock();
    }
  }

  private Copy asked(Copy before) {
    long now = System.nanoTime();
    long changes =
        database.commitAlone(
            handle ->
                ListRows.of(handle.createQuery(ListRows.SQL.get("state"))).mapTo(Long.class).one());
    if (changes == before.changes()) {
      return new Copy(changes, before.spellings(), now);
    }
    return database.commitAlone(
        handle ->
            ListRows.of(handle.createQuery(ListRows.SQL.get("spellings")))
                .map(
                    (row, _) ->
                        new Copy(row.getLong("changes"), NumberSet.of(row, "spellings"), now))
                .one());
  }
}
