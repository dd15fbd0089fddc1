package org.gatepost.store.sql;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.gatepost.delivery.Delivery;
import org.gatepost.delivery.Delivery.Status;
import org.gatepost.delivery.Ledger;
import org.gatepost.mail.Content;
import org.gatepost.mail.Recipient;
import org.jdbi.v3.core.Handle;

/**
 * The ledger as a table that is its own queue: workers take rows that nobody else has locked. What
 * a delivery's open recipients are doing is said once, by the delivery's state.
 */
public final class JdbcLedger implements Ledger {
  private static final Statements SQL = Statements.in("ledger.sql");

  private final Database database;
  private final Contents contents;
  private final Orders orders;

  JdbcLedger(Database database, Contents contents, Orders orders) {
    this.database = database;
    this.contents = contents;
    this.orders = orders;
  }

  /** A locked delivery's own state. */
  private record Row(
      Optional<UUID> hold,
      String state,
      int attempts,
      Optional<String> worker,
      Duration leaseFor,
      Optional<Instant> leaseEnds) {
    static Row read(ResultSet row) throws SQLException {
      return new Row(
          Sql.idIfAny(row, "hold"),
          row.getString("state"),
          row.getInt("attempts"),
          Sql.textIfAny(row, "worker"),
          Duration.ofMillis(row.getLong("lease_for")),
          Sql.instantIfAny(row, "lease_ends"));
    }
  }

  /** A leased row before its recipients are read. */
  private record Due(Instant dueAt, UUID id, Building building) {}

  @FunctionalInterface
  private interface Building {
    Delivery with(List<Recipient> recipients, boolean inDoubt);
  }

  @Override
  public List<Delivery> lease(String worker, int most, Duration lease, Instant now) {
    return database.commit(
        handle -> {
          List<Due> due =
              handle
                  .createQuery(SQL.get("lease"))
                  .bind("now", Sql.at(now))
                  .bind("most", most)
                  .bind("worker", worker)
                  .bind("lease_for", lease.toMillis())
                  .bind("lease_ends", Sql.at(now.plus(lease)))
                  .map((row, _) -> due(row))
                  .list();
          return due.isEmpty() ? List.of() : withRecipients(handle, due);
        });
  }

  private static Due due(ResultSet row) throws SQLException {
    UUID id = Sql.id(row, "id");
    Optional<UUID> hold = Sql.idIfAny(row, "hold");
    Delivery.Kind kind = Delivery.Kind.valueOf(row.getString("kind"));
    UUID content = Sql.id(row, "content");
    Instant createdAt = Sql.instant(row, "created_at");
    int attempts = row.getInt("attempts");
    Envelopes.Frame frame = Envelopes.frame(row);
    return new Due(
        Sql.instant(row, "due_at"),
        id,
        (recipients, inDoubt) ->
            new Delivery(
                id, hold, kind, frame.to(recipients), content, createdAt, attempts, inDoubt));
  }

  private static List<Delivery> withRecipients(Handle handle, List<Due> due) {
    Map<UUID, List<Recipient>> recipients = new HashMap<>();
    Map<UUID, Boolean> doubts = new HashMap<>();
    handle
        .createQuery(SQL.get("open-recipients"))
        .bind("ids", Sql.uuids(due.stream().map(Due::id).toList()))
        .map(
            (row, _) -> {
              UUID id = Sql.id(row, "delivery");
              doubts.merge(id, row.getBoolean("in_doubt"), Boolean::logicalOr);
              return recipients
                  .computeIfAbsent(id, _ -> new ArrayList<>())
                  .add(Envelopes.recipient(row));
            })
        .list();
    return due.stream()
        .sorted(Comparator.comparing(Due::dueAt).thenComparing(Due::id))
        .map(
            each ->
                each.building()
                    .with(
                        recipients.getOrDefault(each.id(), List.of()),
                        doubts.getOrDefault(each.id(), false)))
        .toList();
  }

  @Override
  public boolean begin(Delivery leased, String worker, Instant now) {
    return database.commit(
        handle -> {
          Row row = lock(handle, leased.id());
          boolean ours =
              row.state().equals("leased")
                  && row.attempts() == leased.attempts()
                  && row.worker().equals(Optional.of(worker))
                  && row.leaseEnds().filter(now::isBefore).isPresent();
          return ours
              && handle
                      .createUpdate(SQL.get("begin"))
                      .bind("id", leased.id())
                      .bind("open", leased.recipients().size())
                      .bind("lease_ends", Sql.at(now.plus(row.leaseFor())))
                      .execute()
                  > 0;
        });
  }

  @Override
  public void renew(String worker, Set<UUID> deliveries, Instant now) {
    if (deliveries.isEmpty()) {
      return;
    }
    database.commit(
        handle ->
            handle
                .createUpdate(SQL.get("renew"))
                .bind("ids", Sql.uuids(List.copyOf(deliveries)))
                .bind("worker", worker)
                .bind("now", Sql.at(now))
                .execute());
  }

  @Override
  public boolean settle(
      UUID delivery,
      int attempt,
      List<Delivery.Result> results,
      Optional<Instant> next,
      List<Posted> reports,
      Instant now) {
    return database.commit(
        handle -> {
          Row row = lock(handle, delivery);
          if (row.attempts() != attempt) {
            return false;
          }
          boolean anything = results.isEmpty();
          for (Delivery.Result result : results) {
            anything |= settle(handle, delivery, result, now);
          }
          if (!anything) {
            return true;
          }
          if (isOpen(handle, delivery)) {
            handle
                .createUpdate(SQL.get("requeue"))
                .bind("id", delivery)
                .bind("due_at", Sql.at(next.orElse(now)))
                .execute();
          } else {
            handle
                .createUpdate(SQL.get("finish"))
                .bind("id", delivery)
                .bind("now", Sql.at(now))
                .execute();
          }
          orders.post(handle, reports, row.hold(), now);
          return true;
        });
  }

  /** False when the recipient was settled before. */
  private static boolean settle(Handle handle, UUID delivery, Delivery.Result result, Instant now) {
    boolean settled = result.status() == Status.SENT || result.status() == Status.FAILED;
    int changed =
        handle
            .createUpdate(SQL.get("settle-recipient"))
            .bind("delivery", delivery)
            .bind("address", result.recipient().toString())
            .bind("outcome", settled ? result.status().name().toLowerCase(Locale.ROOT) : null)
            .bind("reply", Sql.text(result.reply()))
            .bind("in_doubt", result.inDoubt())
            .bind("settled_at", settled ? Sql.at(now) : Sql.nothing())
            .execute();
    if (changed == 0
        && !handle
            .createQuery(SQL.get("has-recipient"))
            .bind("delivery", delivery)
            .bind("address", result.recipient().toString())
            .mapTo(Boolean.class)
            .one()) {
      throw new IllegalStateException("Not a recipient of this delivery.");
    }
    return changed > 0;
  }

  private static boolean isOpen(Handle handle, UUID delivery) {
    return handle.createQuery(SQL.get("is-open")).bind("id", delivery).mapTo(Boolean.class).one();
  }

  private static Row lock(Handle handle, UUID delivery) {
    return handle
        .createQuery(SQL.get("lock"))
        .bind("id", delivery)
        .map((row, _) -> Row.read(row))
        .findOne()
        .orElseThrow(() -> new IllegalStateException("No delivery has the id " + delivery));
  }

  @Override
  public void post(Posted posted, Optional<UUID> hold, Instant now) {
    database.commit(
        handle -> {
          orders.post(handle, List.of(posted), hold, now);
          return posted;
        });
  }

  @Override
  public int recover(Optional<String> worker, Instant now) {
    return database.commit(
        handle -> {
          Map<UUID, String> lapsed = new HashMap<>();
          handle
              .createQuery(SQL.get("lapsed"))
              .bind("now", Sql.at(now))
              .bind("worker", Sql.text(worker))
              .map((row, _) -> lapsed.put(Sql.id(row, "id"), row.getString("state")))
              .list();
          if (lapsed.isEmpty()) {
            return 0;
          }
          List<UUID> ids = List.copyOf(lapsed.keySet());
          handle.createUpdate(SQL.get("doubt")).bind("ids", Sql.uuids(ids)).execute();
          handle
              .createUpdate(SQL.get("recover"))
              .bind("ids", Sql.uuids(ids))
              .bind("now", Sql.at(now))
              .execute();
          return (int) lapsed.values().stream().filter("sending"::equals).count();
        });
  }

  @Override
  public Content open(UUID content) {
    return contents.open(content);
  }

  @Override
  public List<Delivery.Progress> progress(UUID hold) {
    return database.read(
        handle ->
            handle
                .createQuery(SQL.get("progress"))
                .bind("hold", hold)
                .map((row, _) -> progress(row))
                .list());
  }

  private static Delivery.Progress progress(ResultSet row) throws SQLException {
    String status = Sql.textIfAny(row, "outcome").orElse(row.getString("state"));
    return new Delivery.Progress(
        Sql.id(row, "id"),
        Delivery.Kind.valueOf(row.getString("kind")),
        Sql.address(row.getString("address")),
        Status.valueOf(status.toUpperCase(Locale.ROOT)),
        row.getString("reply"),
        row.getInt("attempts"),
        row.getBoolean("in_doubt"),
        Sql.instantIfAny(row, "settled_at"));
  }

  @Override
  public Optional<Instant> nextDue() {
    return database.read(
        handle ->
            handle
                .createQuery(SQL.get("next-due"))
                .map((row, _) -> Sql.instantIfAny(row, "due_at"))
                .one());
  }
}
