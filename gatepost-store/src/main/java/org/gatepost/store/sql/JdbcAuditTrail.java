package org.gatepost.store.sql;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.gatepost.gate.AuditTrail;
import org.gatepost.mail.Address;
import org.gatepost.policy.Decision;
import org.gatepost.store.vault.Vault;
import org.jdbi.v3.core.argument.Argument;
import org.jdbi.v3.core.statement.Update;

/**
 * The audit trail in tables, written by group commit. A row has no outcome until one was noted; it
 * is read back as unknown, which is what it is: under way, or ended without a word.
 */
public final class JdbcAuditTrail implements AuditTrail, AutoCloseable {
  private static final Statements SQL = Statements.in("audit.sql");
  private static final String REASONS = "audit.reasons";
  private static final int ROOM = 20_000;
  private static final int BATCH = 500;
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final Database database;
  private final Vault vault;
  private final GroupCommit<Entry> entries;
  private final OutcomeWriter outcomes;

  JdbcAuditTrail(Database database, Vault vault) {
    this.database = database;
    this.vault = vault;
    this.entries = new GroupCommit<>("audit", ROOM, BATCH, PATIENCE, this::write);
    this.outcomes = new OutcomeWriter(database);
  }

  @Override
  public void judged(Entry entry) {
    entries.add(entry);
  }

  @Override
  public void outcome(UUID entry, Outcome outcome, String reply) {
    outcomes.note(entry, outcome, reply);
  }

  private void write(List<Entry> batch) {
    byte[][] reasons =
        batch.stream()
            .map(entry -> vault.seal(entry.id(), REASONS, Reasons.octets(entry.verdict())))
            .toArray(byte[][]::new);
    database.commitAlone(
        handle -> {
          Update insert =
              handle
                  .createUpdate(SQL.get("insert"))
                  .bind("ids", Sql.uuids(batch.stream().map(Entry::id).toList()))
                  .bind("ats", Sql.instants(batch.stream().map(Entry::at).toList()))
                  .bind("traces", Sql.strings(batch.stream().map(Entry::trace)))
                  .bind("clients", Sql.strings(batch.stream().map(Entry::client)))
                  .bind(
                      "authenticated",
                      optional(batch, entry -> entry.authenticated().map(Address::toString)))
                  .bind(
                      "authenticated_persons",
                      optional(batch, entry -> entry.authenticated().map(JdbcAuditTrail::person)))
                  .bind("senders", Sql.strings(batch.stream().map(Entry::sender)))
                  .bind(
                      "sender_persons",
                      optional(
                          batch,
                          entry -> Address.parse(entry.sender()).map(JdbcAuditTrail::person)))
                  .bind("message_ids", optional(batch, Entry::messageId))
                  .bind("sizes", Sql.array("bigint", batch.stream().map(Entry::size).toArray()))
                  .bind(
                      "policies",
                      Sql.strings(batch.stream().map(entry -> entry.verdict().policy())))
                  .bind(
                      "verdicts",
                      Sql.strings(
                          batch.stream().map(entry -> entry.verdict().strictest().wireName())))
                  .bind("intents", Sql.strings(batch.stream().map(entry -> entry.intent().name())))
                  .bind(
                      "holds",
                      Sql.array(
                          "uuid", batch.stream().map(entry -> entry.hold().orElse(null)).toArray()))
                  .bind("reasons", Sql.array("bytea", reasons));
          return bindRecipients(insert, batch).execute();
        });
  }

  private static Update bindRecipients(Update insert, List<Entry> batch) {
    List<UUID> audits = new ArrayList<>();
    List<Integer> ordinals = new ArrayList<>();
    List<Decision> decisions = new ArrayList<>();
    for (Entry entry : batch) {
      int ordinal = 0;
      for (Decision decision : entry.verdict().decisions()) {
        audits.add(entry.id());
        ordinals.add(ordinal++);
        decisions.add(decision);
      }
    }
    return insert
        .bind("audits", Sql.uuids(audits))
        .bind("ordinals", Sql.numbers(ordinals))
        .bind("addresses", Sql.strings(decisions.stream().map(d -> d.recipient().toString())))
        .bind("places", Sql.strings(decisions.stream().map(d -> d.place().wireName())))
        .bind("decisions", Sql.strings(decisions.stream().map(d -> d.disposition().wireName())))
        .bind("rules", Sql.strings(decisions.stream().map(Decision::rule)));
  }

  private static Argument optional(List<Entry> batch, Function<Entry, Optional<String>> part) {
    return Sql.texts(batch.stream().map(part).toList());
  }

  private static String person(Address address) {
    return address.person().toString();
  }

  @Override
  public List<Recorded> search(Query query) {
    Optional<String> like =
        query.text().map(text -> "%" + escaped(text.toLowerCase(Locale.ROOT)) + "%");
    return read(
        SQL.get("search"),
        select ->
            select
                .bind("person", Sql.text(query.person().map(JdbcAuditTrail::person)))
                .bind("verdict", Sql.text(query.verdict()))
                .bind("from", Sql.at(query.from()))
                .bind("to", Sql.at(query.to()))
                .bind("before", Sql.id(query.before()))
                .bind("text", Sql.text(query.text()))
                .bind("like", Sql.text(like))
                .bind("most", query.most()));
  }

  @Override
  public Optional<Recorded> find(UUID entry) {
    return read(SQL.get("find"), select -> select.bind("id", entry)).stream().findFirst();
  }

  private List<Recorded> read(
      String statement,
      Function<org.jdbi.v3.core.statement.Query, org.jdbi.v3.core.statement.Query> bound) {
    return database.read(
        handle -> {
          List<Recorded> rows =
              bound.apply(handle.createQuery(statement)).map((row, _) -> recorded(row)).list();
          Map<UUID, List<Line>> lines = new HashMap<>();
          handle
              .createQuery(SQL.get("recipients"))
              .bind("ids", Sql.uuids(rows.stream().map(Recorded::id).toList()))
              .map(
                  (row, _) ->
                      lines
                          .computeIfAbsent(Sql.id(row, "audit"), _ -> new ArrayList<>())
                          .add(line(row)))
              .list();
          return rows.stream()
              .map(row -> with(row, lines.getOrDefault(row.id(), List.of())))
              .toList();
        });
  }

  private static Line line(ResultSet row) throws SQLException {
    return new Line(
        row.getString("address"),
        row.getString("place"),
        row.getString("decision"),
        row.getString("rule"));
  }

  private Recorded recorded(ResultSet row) throws SQLException {
    UUID id = Sql.id(row, "id");
    return new Recorded(
        id,
        Sql.instant(row, "at"),
        row.getString("trace"),
        row.getString("client"),
        Sql.textIfAny(row, "authenticated").map(Sql::address),
        row.getString("sender"),
        Sql.textIfAny(row, "message_id"),
        row.getLong("size"),
        row.getString("policy"),
        row.getString("verdict"),
        List.of(),
        Reasons.read(vault.open(id, REASONS, row.getBytes("reasons"))),
        Intent.valueOf(row.getString("intent")),
        Sql.idIfAny(row, "hold"),
        Sql.textIfAny(row, "outcome").map(Outcome::valueOf).orElse(Outcome.UNKNOWN),
        row.getString("reply"));
  }

  private static Recorded with(Recorded row, List<Line> recipients) {
    return new Recorded(
        row.id(),
        row.at(),
        row.trace(),
        row.client(),
        row.authenticated(),
        row.sender(),
        row.messageId(),
        row.size(),
        row.policy(),
        row.verdict(),
        recipients,
        row.findings(),
        row.intent(),
        row.hold(),
        row.outcome(),
        row.reply());
  }

  private static String escaped(String text) {
    return text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_");
  }

  /** Writes what waits, then ends. */
  @Override
  public void close() {
    entries.close();
    outcomes.close();
  }
}
