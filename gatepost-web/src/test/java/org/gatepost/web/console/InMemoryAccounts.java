package org.gatepost.web.console;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.gatepost.account.Account;
import org.gatepost.account.Accounts;
import org.gatepost.account.Role;
import org.gatepost.account.ScramVerifier;
import org.gatepost.delivery.StorageUnavailableException;
import org.gatepost.mail.Address;

/** Accounts in memory, which can be made to fail as a database does. */
final class InMemoryAccounts implements Accounts {
  private final Map<UUID, Account> accounts = new LinkedHashMap<>();
  private final Map<UUID, String> hashes = new LinkedHashMap<>();
  private final Map<UUID, Map<AppPassword, ScramVerifier>> appPasswords = new LinkedHashMap<>();
  private boolean reachable = true;

  synchronized void reachable(boolean now) {
    reachable = now;
  }

  private void check() {
    if (!reachable) {
      throw new StorageUnavailableException(
          "The database does not answer.", new IllegalStateException("down"));
    }
  }

  @Override
  public synchronized Optional<Account> find(Address login) {
    check();
    return accounts.values().stream()
        .filter(account -> account.login().person().equals(login.person()))
        .findFirst();
  }

  @Override
  public synchronized List<Account> all() {
    check();
    return List.copyOf(accounts.values());
  }

  @Override
  public synchronized boolean isEmpty() {
    check();
    return accounts.isEmpty();
  }

  @Override
  public synchronized Optional<String> passwordHash(Address login) {
    return find(login).map(account -> hashes.get(account.id()));
  }

  @Override
  public synchronized boolean add(Account account, String passwordHash) {
    if (find(account.login()).isPresent()) {
      return false;
    }
    accounts.put(account.id(), account);
    hashes.put(account.id(), passwordHash);
    return true;
  }

  @Override
  public synchronized void setPassword(UUID id, String hash, boolean mustChange) {
    hashes.put(id, hash);
    accounts.computeIfPresent(
        id,
        (_, old) ->
            new Account(id, old.login(), old.name(), old.roles(), mustChange, old.active()));
  }

  @Override
  public synchronized void setRoles(UUID id, Set<Role> roles) {
    accounts.computeIfPresent(
        id,
        (_, old) ->
            new Account(
                id, old.login(), old.name(), roles, old.mustChangePassword(), old.active()));
  }

  @Override
  public synchronized void setActive(UUID id, boolean active) {
    accounts.computeIfPresent(
        id,
        (_, old) ->
            new Account(
                id, old.login(), old.name(), old.roles(), old.mustChangePassword(), active));
  }

  @Override
  public synchronized List<ScramVerifier> verifiers(Address login) {
    return find(login)
        .map(account -> appPasswords.getOrDefault(account.id(), Map.of()))
        .map(kept -> List.copyOf(kept.values()))
        .orElse(List.of());
  }

  @Override
  public synchronized List<AppPassword> appPasswords(UUID account) {
    return new ArrayList<>(appPasswords.getOrDefault(account, Map.of()).keySet());
  }

  @Override
  public synchronized void addAppPassword(
      UUID account, UUID id, String label, ScramVerifier verifier, Instant now) {
    appPasswords
        .computeIfAbsent(account, _ -> new LinkedHashMap<>())
        .put(new AppPassword(id, label, now, Optional.empty()), verifier);
  }

  @Override
  public synchronized void removeAppPassword(UUID account, UUID id) {
    appPasswords.getOrDefault(account, Map.of()).keySet().removeIf(one -> one.id().equals(id));
  }
}
