package org.gatepost.store.sql;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.gatepost.hold.Awaiting;
import org.gatepost.hold.Hold;
import org.gatepost.hold.HoldState;
import org.gatepost.mail.Address;
import org.gatepost.mail.Recipient;
import org.gatepost.policy.Offer;
import org.gatepost.store.vault.Vault;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.jdbi.v3.core.statement.Update;

/** Holds as rows, with what people wrote sealed. */
final class HoldRows {
  static final String DETAILS = "hold.details";
  static final String REASON = "hold.reason";
  static final String ASKED = "hold.asked";

  private static final Statements SQL = Statements.in("spool.sql");

  private final Vault vault;

  HoldRows(Vault vault) {
    this.vault = vault;
  }

  void insert(Handle handle, Hold hold, byte[] joinKey) {
    Update insert =
        handle
            .createUpdate(SQL.get("insert"))
            .bind("id", hold.id())
            .bind("owner", Sql.text(hold.owner().map(Address::toString)))
            .bind("owner_person", Sql.text(hold.owner().map(owner -> owner.person().toString())))
            .bind("join_key", joinKey)
            .bind("message_id", Sql.text(hold.messageId()))
            .bind("size", hold.size())
            .bind("content", hold.content())
            .bind("held_at", Sql.at(hold.heldAt()))
            .bind("replaces", Sql.id(hold.replaces()));
    bindChanging(Envelopes.bind(insert, hold.envelope()), hold).execute();
    insertRecipients(handle, hold.id(), 0, hold.envelope().recipients());
  }

  /** Writes what joining changes. */
  void unite(Handle handle, Hold hold, List<Recipient> joined) {
    Update update = handle.createUpdate(SQL.get("unite")).bind("id", hold.id());
    bindChanging(Envelopes.bind(update, hold.envelope()), hold).execute();
    insertRecipients(
        handle, hold.id(), hold.envelope().recipients().size() - joined.size(), joined);
  }

  private Update bindChanging(Update update, Hold hold) {
    return update
        .bind("awaiting", hold.awaiting().name())
        .bind("rule", Sql.text(hold.rule()))
        .bind("offers", Sql.texts(hold.offers().stream().map(o -> Optional.of(o.name())).toList()))
        .bind(
            "details",
            vault.seal(
                hold.id(),
                DETAILS,
                new Details(hold.subject(), hold.findings(), hold.split()).octets()))
        .bind("due_at", Sql.at(hold.dueAt()));
  }

  private static void insertRecipients(
      Handle handle, UUID hold, int first, List<Recipient> recipients) {
    if (recipients.isEmpty()) {
      return;
    }
    handle
        .createUpdate(SQL.get("insert-recipients"))
        .bind("hold", hold)
        .bind("first", first)
        .bind("addresses", Sql.texts(Envelopes.addresses(recipients)))
        .bind("notify_on", Sql.texts(Envelopes.notifyOn(recipients)))
        .bind("originals", Sql.texts(Envelopes.originals(recipients)))
        .execute();
  }

  /** A hold before its recipients are read. */
  private record Row(UUID id, Building building) {}

  @FunctionalInterface
  private interface Building {
    Hold with(List<Recipient> recipients);
  }

  /** The holds that a query finds, in its order. */
  List<Hold> read(Handle handle, Query query) {
    List<Row> rows = query.map((row, _) -> row(row)).list();
    if (rows.isEmpty()) {
      return List.of();
    }
    Map<UUID, List<Recipient>> recipients = new HashMap<>();
    handle
        .createQuery(SQL.get("recipients"))
        .bind("ids", Sql.uuids(rows.stream().map(Row::id).toList()))
        .map(
            (row, _) ->
                recipients
                    .computeIfAbsent(Sql.id(row, "hold"), _ -> new ArrayList<>())
                    .add(Envelopes.recipient(row)))
        .list();
    return rows.stream()
        .map(row -> row.building().with(recipients.getOrDefault(row.id(), List.of())))
        .toList();
  }

  private Row row(ResultSet row) throws SQLException {
    UUID id = Sql.id(row, "id");
    Envelopes.Frame frame = Envelopes.frame(row);
    Details details = Details.read(vault.open(id, DETAILS, row.getBytes("details")));
    HoldState state = state(row);
    Awaiting awaiting = Awaiting.valueOf(row.getString("awaiting"));
    Optional<Address> owner = Sql.textIfAny(row, "owner").map(Sql::address);
    Optional<String> messageId = Sql.textIfAny(row, "message_id");
    long size = row.getLong("size");
    UUID content = Sql.id(row, "content");
    String rule = row.getString("rule");
    List<Offer> offers = Sql.textList(row, "offers").stream().map(Offer::valueOf).toList();
    var heldAt = Sql.instant(row, "held_at");
    var dueAt = Sql.instant(row, "due_at");
    Optional<UUID> replaces = Sql.idIfAny(row, "replaces");
    Optional<Hold.Resolution> resolution =
        state == HoldState.HELD ? Optional.empty() : Optional.of(resolution(row, id, state));
    return new Row(
        id,
        recipients ->
            new Hold(
                id,
                state,
                awaiting,
                owner,
                frame.to(recipients),
                details.subject(),
                messageId,
                size,
                content,
                rule,
                details.findings(),
                offers,
                details.split(),
                heldAt,
                dueAt,
                replaces,
                resolution));
  }

  static HoldState state(ResultSet row) throws SQLException {
    return HoldState.valueOf(row.getString("state").toUpperCase(Locale.ROOT));
  }

  private Hold.Resolution resolution(ResultSet row, UUID id, HoldState state) throws SQLException {
    return new Hold.Resolution(
        state,
        row.getString("resolved_by"),
        row.getString("action"),
        Optional.ofNullable(row.getBytes("reason"))
            .map(octets -> vault.openText(id, REASON, octets)),
        Sql.instant(row, "resolved_at"));
  }
}
