package org.gatepost.account;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.gatepost.mail.Address;

/** Local accounts. Durable when a call returns. */
public interface Accounts {
  Optional<Account> find(Address login);

  List<Account> all();

  boolean isEmpty();

  /** The Argon2id hash of the console password, in PHC string form. */
  Optional<String> passwordHash(Address login);

  /** Adds an account; false when the login is taken. */
  boolean add(Account account, String passwordHash);

  void setPassword(UUID account, String hash, boolean mustChange);

  void setRoles(UUID account, Set<Role> roles);

  void setActive(UUID account, boolean active);

  /** Verifiers of the app passwords that a mail client may use; all of one login share a salt. */
  List<ScramVerifier> verifiers(Address login);

  /** A password for one mail program, kept only as a verifier. */
  record AppPassword(UUID id, String label, Instant createdAt, Optional<Instant> lastUsed) {}

  List<AppPassword> appPasswords(UUID account);

  void addAppPassword(UUID account, UUID id, String label, ScramVerifier verifier, Instant now);

  void removeAppPassword(UUID account, UUID id);
}
