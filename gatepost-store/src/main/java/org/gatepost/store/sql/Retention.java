package org.gatepost.store.sql;

import java.time.Instant;

/**
 * The end of what was kept long enough. Nothing that is held or still owed is ever removed, however
 * old it is. Works in small commits, so that mail goes on meanwhile.
 */
public final class Retention {
  private static final Statements SQL = Statements.in("retention.sql");
  private static final int BATCH = 200;

  private final Database database;

  Retention(Database database) {
    this.database = database;
  }

  /**
   * How many were removed.
   *
   * @param contents messages' octets
   * @param holds records of held messages, with their deliveries
   * @param audit rows of the audit trail
   * @param outbox messages of trial mode
   */
  public record Removed(long contents, long holds, long audit, long outbox) {}

  /**
   * Removes what ended before.
   *
   * @param contents for what messages say: held mail that ended and was delivered before then
   * @param records for who wrote to whom and what was decided: not after {@code contents}
   */
  public Removed purge(Instant contents, Instant records) {
    long holds = all("holds", records);
    all("deliveries", records);
    long outbox = all("outbox", contents);
    long audit = all("audit", records);
    all("looks", records);
    return new Removed(all("contents", contents), holds, audit, outbox);
  }

  private long all(String statement, Instant before) {
    long removed = 0;
    int now;
    do {
      now =
          database.commit(
              handle ->
                  handle
                      .createUpdate(SQL.get(statement))
                      .bind("before", Sql.at(before))
                      .bind("most", BATCH)
                      .execute());
      removed += now;
    } while (now > 0);
    return removed;
  }
}
