package org.gatepost.store.sql;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import org.gatepost.delivery.Delivery;
import org.gatepost.delivery.Ledger;
import org.gatepost.hold.Awaiting;
import org.gatepost.hold.Hold;
import org.gatepost.hold.HoldState;
import org.gatepost.hold.Joining;
import org.gatepost.hold.Spool;
import org.gatepost.inspect.GivenAnswer;
import org.gatepost.mail.Address;
import org.gatepost.mail.Recipient;
import org.gatepost.store.vault.Vault;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;

/**
 * Held messages in tables. Transactions of one message wait for each other at a lock named by its
 * join key, and an index makes sure that no two holds of it wait; a decision locks the hold, looks
 * whether it is still what was decided on, and writes the end and all that follows in one commit.
 */
public final class JdbcSpool implements Spool {
  private static final Statements SQL = Statements.in("spool.sql");

  private final Database database;
  private final Contents contents;
  private final Orders orders;
  private final HoldRows rows;
  private final Vault vault;
  private final AnswerRows answers;

  JdbcSpool(Database database, Contents contents, Orders orders, Vault vault, AnswerRows answers) {
    this.answers = answers;
    this.database = database;
    this.contents = contents;
    this.orders = orders;
    this.rows = new HoldRows(vault);
    this.vault = vault;
  }

  @Override
  public Taken take(Intake intake) {
    byte[] key = digest(intake.joinKey());
    return database.commit(
        handle -> {
          lock(handle, key);
          Optional<Hold> latest =
              rows
                  .read(handle, handle.createQuery(SQL.get("latest")).bind("join_key", key))
                  .stream()
                  .findFirst();
          Joining.Share share = Joining.share(intake, covered(handle, key));
          return latest.isEmpty()
              ? hold(handle, intake, key, share)
              : join(handle, intake, key, share, latest.get());
        });
  }

  private Taken join(Handle handle, Intake intake, byte[] key, Joining.Share share, Hold latest) {
    boolean untold = false;
    if (latest.state() == HoldState.HELD) {
      Hold united = Joining.unite(latest, intake, share.held());
      if (!united.equals(latest)) {
        rows.unite(handle, united, share.held());
      }
      untold = united.awaiting() != latest.awaiting() && !tell(handle, intake, united);
      free(handle, intake, share, latest.id(), latest.content());
    } else if (!share.held().isEmpty()) {
      return hold(handle, intake, key, share);
    } else if (!share.free().isEmpty()) {
      contents.store(handle, intake.hold().content(), intake.content(), intake.hold().heldAt());
      free(handle, intake, share, latest.id(), intake.hold().content());
    }
    cover(handle, key, latest.id(), share);
    return new Taken.Joined(latest.id(), untold);
  }

  private Taken hold(Handle handle, Intake intake, byte[] key, Joining.Share share) {
    Hold hold = intake.hold().withRecipients(share.held());
    contents.store(handle, hold.content(), intake.content(), hold.heldAt());
    rows.insert(handle, hold, key);
    cover(handle, key, hold.id(), share);
    free(handle, intake, share, hold.id(), hold.content());
    return new Taken.Fresh(hold.id(), !tell(handle, intake, hold));
  }

  /** False when there is nobody to tell and somebody is waited for. */
  private boolean tell(Handle handle, Intake intake, Hold hold) {
    List<Ledger.Posted> notice = intake.notice().apply(hold).stream().toList();
    orders.post(handle, notice, Optional.of(hold.id()), intake.hold().heldAt());
    return !notice.isEmpty() || hold.awaiting() == Awaiting.SPLIT;
  }

  private void free(Handle handle, Intake intake, Joining.Share share, UUID hold, UUID content) {
    if (intake.free().isPresent() && !share.free().isEmpty()) {
      Free part = intake.free().get();
      Delivery.Order order =
          new Delivery.Order(
              part.id(), Delivery.Kind.AS_IS, part.envelope().to(share.free()), content);
      orders.place(handle, List.of(order), Optional.of(hold), intake.hold().heldAt());
    }
  }

  private static List<Joining.Covered> covered(Handle handle, byte[] key) {
    return handle
        .createQuery(SQL.get("covered"))
        .bind("join_key", key)
        .map(
            (row, _) ->
                new Joining.Covered(
                    Sql.address(row.getString("address")),
                    HoldRows.state(row),
                    Sql.instantIfAny(row, "resolved_at")))
        .list();
  }

  private static void cover(Handle handle, byte[] key, UUID hold, Joining.Share share) {
    List<Recipient> recipients =
        Stream.concat(share.held().stream(), share.free().stream()).toList();
    handle
        .createUpdate(SQL.get("cover"))
        .bind("join_key", key)
        .bind("hold", hold)
        .bind("addresses", Sql.texts(Envelopes.addresses(recipients)))
        .execute();
  }

  @Override
  public Optional<Hold> find(UUID hold) {
    return read("find", query -> query.bind("id", hold)).stream().findFirst();
  }

  @Override
  public List<Hold> ownedBy(Address owner, int most) {
    return read(
        "owned-by", query -> query.bind("person", owner.person().toString()).bind("most", most));
  }

  @Override
  public List<Hold> forReviewers(int most) {
    return read("for-reviewers", query -> query.bind("most", most));
  }

  @Override
  public List<Hold> due(Instant now, int most) {
    return read("due", query -> query.bind("now", Sql.at(now)).bind("most", most));
  }

  private List<Hold> read(String statement, Function<Query, Query> bound) {
    return database.read(
        handle -> rows.read(handle, bound.apply(handle.createQuery(SQL.get(statement)))));
  }

  @Override
  public boolean resolve(
      Hold seen,
      Hold.Resolution resolution,
      List<Delivery.Order> ordered,
      List<Ledger.Posted> posted,
      Optional<Intake> successor,
      List<GivenAnswer> answered) {
    return database.commit(
        handle -> {
          lockKeys(handle, seen.id(), successor);
          if (!isHeld(handle, seen.id()) || hasGrown(handle, seen)) {
            return false;
          }
          handle
              .createUpdate(SQL.get("resolve"))
              .bind("id", seen.id())
              .bind("state", resolution.state().name().toLowerCase(Locale.ROOT))
              .bind("at", Sql.at(resolution.at()))
              .bind("by", Sql.text(resolution.by()))
              .bind("action", Sql.text(resolution.action()))
              .bind(
                  "reason",
                  resolution
                      .reason()
                      .map(reason -> vault.seal(seen.id(), HoldRows.REASON, reason))
                      .orElse(null))
              .execute();
          orders.place(handle, ordered, Optional.of(seen.id()), resolution.at());
          orders.post(handle, posted, Optional.of(seen.id()), resolution.at());
          successor.ifPresent(intake -> succeed(handle, intake));
          answers.note(handle, answered, resolution.at());
          return true;
        });
  }

  /** In one order for everybody, so that nobody waits for somebody who waits for them. */
  private static void lockKeys(Handle handle, UUID hold, Optional<Intake> successor) {
    if (successor.isPresent()) {
      List<byte[]> keys = new ArrayList<>();
      keys.add(digest(successor.get().joinKey()));
      handle
          .createQuery(SQL.get("key-of"))
          .bind("id", hold)
          .mapTo(byte[].class)
          .findOne()
          .ifPresent(keys::add);
      keys.sort(Arrays::compareUnsigned);
      keys.forEach(key -> lock(handle, key));
    }
  }

  private void succeed(Handle handle, Intake intake) {
    byte[] key = digest(intake.joinKey());
    boolean taken =
        handle.createQuery(SQL.get("is-key-held")).bind("join_key", key).mapTo(Boolean.class).one();
    byte[] own = taken ? digest(intake.joinKey() + "#" + intake.hold().id()) : key;
    hold(handle, intake, own, Joining.share(intake, List.of()));
  }

  private static boolean isHeld(Handle handle, UUID hold) {
    return handle
        .createQuery(SQL.get("lock"))
        .bind("id", hold)
        .mapTo(String.class)
        .findOne()
        .orElseThrow(() -> new IllegalStateException("No held message has the id " + hold))
        .equals("held");
  }

  private static boolean hasGrown(Handle handle, Hold seen) {
    int now =
        handle
            .createQuery(SQL.get("count-recipients"))
            .bind("hold", seen.id())
            .mapTo(Integer.class)
            .one();
    return now != seen.envelope().recipients().size();
  }

  @Override
  public boolean askReviewer(UUID hold, String by, String reason, Instant dueAt) {
    return database.commit(
        handle -> {
          boolean held = isHeld(handle, hold);
          if (held) {
            handle
                .createUpdate(SQL.get("ask-reviewer"))
                .bind("id", hold)
                .bind("by", Sql.text(by))
                .bind("because", vault.seal(hold, HoldRows.ASKED, reason))
                .bind("due_at", Sql.at(dueAt))
                .execute();
          }
          return held;
        });
  }

  @Override
  public Optional<String> askedBecause(UUID hold) {
    return database
        .read(
            handle ->
                handle
                    .createQuery(SQL.get("asked-because"))
                    .bind("id", hold)
                    .mapTo(byte[].class)
                    .findOne())
        .map(octets -> vault.openText(hold, HoldRows.ASKED, octets));
  }

  private static void lock(Handle handle, byte[] key) {
    handle.createQuery(SQL.get("lock-key")).bind("join_key", key).mapTo(String.class).list();
  }

  private static byte[] digest(String joinKey) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(joinKey.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException missing) {
      throw new IllegalStateException("This Java has no SHA-256.", missing);
    }
  }
}
