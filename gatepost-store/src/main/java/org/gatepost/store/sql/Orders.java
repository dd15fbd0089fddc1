package org.gatepost.store.sql;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.gatepost.delivery.Delivery;
import org.gatepost.delivery.Ledger;
import org.gatepost.mail.Recipient;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/** Writes deliveries down in the caller's transaction: for the ledger itself and for the spool. */
final class Orders {
  private static final Statements SQL = Statements.in("ledger.sql");

  private final Contents contents;

  Orders(Contents contents) {
    this.contents = contents;
  }

  /** Deliveries of content that is stored. */
  void place(Handle handle, List<Delivery.Order> orders, Optional<UUID> hold, Instant now) {
    if (orders.isEmpty()) {
      return;
    }
    try (PreparedBatch batch = handle.prepareBatch(SQL.get("insert"))) {
      for (Delivery.Order order : orders) {
        Envelopes.bind(batch, order.envelope())
            .bind("id", order.id())
            .bind("hold", Sql.id(hold))
            .bind("kind", order.kind().name())
            .bind("content", order.content())
            .bind("created_at", Sql.at(now))
            .add();
      }
      batch.execute();
    }
    List<UUID> deliveries = new ArrayList<>();
    List<Integer> ordinals = new ArrayList<>();
    List<Recipient> recipients = new ArrayList<>();
    for (Delivery.Order order : orders) {
      int ordinal = 0;
      for (Recipient recipient : order.envelope().recipients()) {
        deliveries.add(order.id());
        ordinals.add(ordinal++);
        recipients.add(recipient);
      }
    }
    handle
        .createUpdate(SQL.get("insert-recipients"))
        .bind("deliveries", Sql.uuids(deliveries))
        .bind("ordinals", Sql.numbers(ordinals))
        .bind("addresses", Sql.texts(Envelopes.addresses(recipients)))
        .bind("notify_on", Sql.texts(Envelopes.notifyOn(recipients)))
        .bind("originals", Sql.texts(Envelopes.originals(recipients)))
        .execute();
  }

  /** Deliveries together with their content; one that is known already is left alone. */
  void post(Handle handle, List<Ledger.Posted> posted, Optional<UUID> hold, Instant now) {
    List<UUID> ids = posted.stream().map(each -> each.order().id()).toList();
    if (ids.isEmpty()) {
      return;
    }
    Set<UUID> known =
        handle
            .createQuery(SQL.get("known"))
            .bind("ids", Sql.uuids(ids))
            .mapTo(UUID.class)
            .collect(Collectors.toSet());
    List<Delivery.Order> fresh = new ArrayList<>();
    for (Ledger.Posted each : posted) {
      if (known.add(each.order().id())) {
        contents.store(handle, each.order().content(), each.content(), now);
        fresh.add(each.order());
      }
    }
    place(handle, fresh, hold, now);
  }
}
