package org.gatepost.store.sql;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.gatepost.gate.Outbox;
import org.gatepost.mail.Address;
import org.gatepost.mail.Content;
import org.gatepost.mail.Envelope;
import org.gatepost.store.vault.Vault;

/**
 * The outbox in tables, sealed like held mail. Text is looked for in addresses; subjects are sealed
 * and are not searched.
 */
public final class JdbcOutbox implements Outbox {
  private static final Statements SQL = Statements.in("outbox.sql");
  private static final String SUBJECT = "outbox.subject";

  private final Database database;
  private final Contents contents;
  private final Vault vault;
  private final Function<Content, String> subjects;

  /**
   * @param subjects reads the subject out of a message, to be shown in lists
   */
  JdbcOutbox(
      Database database, Contents contents, Vault vault, Function<Content, String> subjects) {
    this.database = database;
    this.contents = contents;
    this.vault = vault;
    this.subjects = subjects;
  }

  @Override
  public void keep(UUID id, Envelope envelope, Content content, Instant now) {
    String subject = subjects.apply(content);
    database.commit(
        handle -> {
          contents.store(handle, id, content, now);
          handle
              .createUpdate(SQL.get("insert"))
              .bind("id", id)
              .bind("sender", Sql.text(envelope.reversePath().toString()))
              .bind(
                  "sender_person",
                  Sql.text(envelope.reversePath().mailbox().map(from -> from.person().toString())))
              .bind("subject", vault.seal(id, SUBJECT, subject))
              .bind("size", content.size())
              .bind("content", id)
              .bind("kept_at", Sql.at(now))
              .execute();
          return handle
              .createUpdate(SQL.get("insert-recipients"))
              .bind("id", id)
              .bind("addresses", Sql.texts(Envelopes.addresses(envelope.recipients())))
              .execute();
        });
  }

  @Override
  public List<Kept> list(
      Optional<Address> sender, Optional<String> text, Optional<Instant> before, int most) {
    Optional<String> like = text.map(part -> "%" + part.toLowerCase(Locale.ROOT) + "%");
    return database.read(
        handle ->
            handle
                .createQuery(SQL.get("list"))
                .bind("person", Sql.text(sender.map(from -> from.person().toString())))
                .bind("like", Sql.text(like))
                .bind("before", Sql.at(before))
                .bind("most", most)
                .map((row, _) -> kept(row))
                .list());
  }

  @Override
  public Optional<Kept> find(UUID id, Address recipient) {
    return database.read(
        handle ->
            handle
                .createQuery(SQL.get("find"))
                .bind("id", id)
                .bind("address", recipient.toString())
                .map((row, _) -> kept(row))
                .findOne());
  }

  private Kept kept(ResultSet row) throws SQLException {
    UUID id = Sql.id(row, "id");
    return new Kept(
        id,
        row.getString("sender"),
        Sql.address(row.getString("address")),
        vault.openText(id, SUBJECT, row.getBytes("subject")),
        row.getLong("size"),
        Sql.instant(row, "kept_at"));
  }

  @Override
  public Optional<Content> open(UUID id) {
    return database
        .read(
            handle ->
                handle.createQuery(SQL.get("content")).bind("id", id).mapTo(UUID.class).findOne())
        .flatMap(contents::find);
  }

  @Override
  public long count() {
    return database.read(handle -> handle.createQuery(SQL.get("count")).mapTo(Long.class).one());
  }
}
