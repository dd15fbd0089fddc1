package org.gatepost.store.sql;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.gatepost.delivery.StorageUnavailableException;
import org.gatepost.gate.AuditTrail.Outcome;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes outcomes down in the background, in order. Nobody waits for it and nothing it meets is
 * told to a client: the next hop's answer has gone out already. While the database is away outcomes
 * wait here; what finds no room is read back as unknown.
 */
final class OutcomeWriter implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(OutcomeWriter.class);
  private static final Statements SQL = Statements.in("audit.sql");
  private static final int ROOM = 100_000;
  private static final int BATCH = 1000;

  /** Each commit waits for the disk, and so does what waits behind it to be judged. */
  private static final Duration GATHER = Duration.ofMillis(50);

  private static final Duration PAUSE = Duration.ofMillis(200);
  private static final Duration LAST_CHANCE = Duration.ofSeconds(5);

  private final Database database;
  private final BlockingQueue<Noted> queue = new ArrayBlockingQueue<>(ROOM);
  private final CountDownLatch closing = new CountDownLatch(1);
  private final Thread writer;

  private record Noted(UUID entry, Outcome outcome, String reply) {}

  OutcomeWriter(Database database) {
    this.database = database;
    this.writer = Thread.ofPlatform().name("audit-outcomes").daemon().start(this::work);
  }

  void note(UUID entry, Outcome outcome, String reply) {
    if (!queue.offer(new Noted(entry, outcome, reply))) {
      LOG.warn("The outcome of {} is not kept: the database has been away for too long.", entry);
    }
  }

  private void work() {
    List<Noted> taken = new ArrayList<>(BATCH);
    try {
      while (closing.getCount() > 0 || !queue.isEmpty()) {
        Noted first = queue.poll(50, TimeUnit.MILLISECONDS);
        if (first != null) {
          taken.add(first);
          var _ = closing.await(GATHER.toMillis(), TimeUnit.MILLISECONDS);
          queue.drainTo(taken, BATCH - 1);
          if (!writeAtLast(taken)) {
            return;
          }
          taken.clear();
        }
      }
    } catch (InterruptedException _) {
      LOG.warn("Outcomes of {} messages are not kept.", queue.size() + taken.size());
    }
  }

  /** Tries until it is written, or we are closing and time is up. */
  private boolean writeAtLast(List<Noted> noted) throws InterruptedException {
    long closingSince = 0;
    while (true) {
      try {
        write(noted);
        return true;
      } catch (StorageUnavailableException unavailable) {
        if (closing.getCount() == 0) {
          closingSince = closingSince == 0 ? System.nanoTime() : closingSince;
          if (System.nanoTime() - closingSince > LAST_CHANCE.toNanos()) {
            LOG.warn("Outcomes of {} messages are not kept.", queue.size() + noted.size());
            return false;
          }
        }
        if (closing.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS)) {
          TimeUnit.MILLISECONDS.sleep(PAUSE.toMillis());
        }
      }
    }
  }

  private void write(List<Noted> noted) {
    Map<UUID, Noted> last = new LinkedHashMap<>();
    noted.forEach(each -> last.put(each.entry(), each));
    List<Noted> rows = List.copyOf(last.values());
    database.commitAlone(
        handle ->
            handle
                .createUpdate(SQL.get("outcomes"))
                .bind("ids", Sql.uuids(rows.stream().map(Noted::entry).toList()))
                .bind("outcomes", Sql.strings(rows.stream().map(row -> row.outcome().name())))
                .bind("replies", Sql.strings(rows.stream().map(Noted::reply)))
                .execute());
  }

  @Override
  public void close() {
    closing.countDown();
    try {
      writer.join();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
