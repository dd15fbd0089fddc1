package org.gatepost.store.sql;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.gatepost.account.Account;
import org.gatepost.account.Accounts;
import org.gatepost.account.Role;
import org.gatepost.account.ScramVerifier;
import org.gatepost.mail.Address;
import org.jdbi.v3.core.argument.Argument;
import org.jdbi.v3.core.statement.Update;

/**
 * Local accounts in a table. A login is one account whatever its case; an inactive account has no
 * verifiers.
 */
public final class JdbcAccounts implements Accounts {
  private static final Statements SQL = Statements.in("accounts.sql");

  private final Database database;

  JdbcAccounts(Database database) {
    this.database = database;
  }

  @Override
  public Optional<Account> find(Address login) {
    return database.read(
        handle ->
            handle
                .createQuery(SQL.get("find"))
                .bind("login", key(login))
                .map((row, _) -> account(row))
                .findOne());
  }

  @Override
  public List<Account> all() {
    return database.read(
        handle -> handle.createQuery(SQL.get("all")).map((row, _) -> account(row)).list());
  }

  @Override
  public boolean isEmpty() {
    return database.read(
        handle -> handle.createQuery(SQL.get("is-empty")).mapTo(Boolean.class).one());
  }

  @Override
  public Optional<String> passwordHash(Address login) {
    return database.read(
        handle ->
            handle
                .createQuery(SQL.get("password-hash"))
                .bind("login", key(login))
                .mapTo(String.class)
                .findOne());
  }

  @Override
  public boolean add(Account account, String passwordHash) {
    int added =
        update(
            "add",
            insert ->
                insert
                    .bind("id", account.id())
                    .bind("login", Sql.text(account.login().toString()))
                    .bind("login_key", Sql.text(key(account.login())))
                    .bind("name", Sql.text(account.name()))
                    .bind("roles", names(account.roles()))
                    .bind("hash", passwordHash)
                    .bind("must_change", account.mustChangePassword())
                    .bind("active", account.active()));
    return added == 1;
  }

  @Override
  public void setPassword(UUID account, String hash, boolean mustChange) {
    known(
        update(
            "set-password",
            set -> set.bind("id", account).bind("hash", hash).bind("must_change", mustChange)),
        account);
  }

  @Override
  public void setRoles(UUID account, Set<Role> roles) {
    known(update("set-roles", set -> set.bind("id", account).bind("roles", names(roles))), account);
  }

  @Override
  public void setActive(UUID account, boolean active) {
    known(update("set-active", set -> set.bind("id", account).bind("active", active)), account);
  }

  @Override
  public List<ScramVerifier> verifiers(Address login) {
    return database.read(
        handle ->
            handle
                .createQuery(SQL.get("verifiers"))
                .bind("login", key(login))
                .map(
                    (row, _) ->
                        new ScramVerifier(
                            row.getBytes("salt"),
                            row.getInt("iterations"),
                            row.getBytes("stored_key"),
                            row.getBytes("server_key")))
                .list());
  }

  @Override
  public List<AppPassword> appPasswords(UUID account) {
    return database.read(
        handle ->
            handle
                .createQuery(SQL.get("app-passwords"))
                .bind("account", account)
                .map(
                    (row, _) ->
                        new AppPassword(
                            Sql.id(row, "id"),
                            row.getString("label"),
                            Sql.instant(row, "created_at"),
                            Sql.instantIfAny(row, "last_used")))
                .list());
  }

  @Override
  public void addAppPassword(
      UUID account, UUID id, String label, ScramVerifier verifier, Instant now) {
    update(
        "add-app-password",
        insert ->
            insert
                .bind("id", id)
                .bind("account", account)
                .bind("label", Sql.text(label))
                .bind("salt", verifier.salt())
                .bind("iterations", verifier.iterations())
                .bind("stored_key", verifier.storedKey())
                .bind("server_key", verifier.serverKey())
                .bind("created_at", Sql.at(now)));
  }

  @Override
  public void removeAppPassword(UUID account, UUID id) {
    update("remove-app-password", delete -> delete.bind("id", id).bind("account", account));
  }

  private int update(String statement, UnaryOperator<Update> bound) {
    return database.commit(
        handle -> bound.apply(handle.createUpdate(SQL.get(statement))).execute());
  }

  private static void known(int changed, UUID account) {
    if (changed == 0) {
      throw new IllegalStateException("No account has the id " + account);
    }
  }

  private static String key(Address login) {
    return login.toString().toLowerCase(Locale.ROOT);
  }

  private static Argument names(Set<Role> roles) {
    return Sql.strings(roles.stream().map(Role::name).sorted());
  }

  private static Account account(ResultSet row) throws SQLException {
    return new Account(
        Sql.id(row, "id"),
        Sql.address(row.getString("login")),
        row.getString("name"),
        Sql.textList(row, "roles").stream().map(Role::valueOf).collect(Collectors.toSet()),
        row.getBoolean("must_change_password"),
        row.getBoolean("active"));
  }
}
