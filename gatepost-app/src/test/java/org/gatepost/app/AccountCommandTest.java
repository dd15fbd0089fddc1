package org.gatepost.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.gatepost.account.Account;
import org.gatepost.account.Accounts;
import org.gatepost.account.Role;
import org.gatepost.gate.AccessLog;
import org.gatepost.mail.Address;
import org.gatepost.mail.IdentitySource;
import org.gatepost.store.DataFolder;
import org.gatepost.store.Store;
import org.gatepost.store.StoreSettings;
import org.gatepost.web.Passwords;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The way back in, beside a process that has the store open and without one. */
class AccountCommandTest {
  private static final Address FIRST = Address.of("administrator@city.example");
  private static final Address SECOND = Address.of("second@city.example");
  private static final Address SENDER = Address.of("clerk@city.example");

  private final IdentitySource identities =
      new IdentitySource(InstantSource.system(), new SecureRandom());
  @TempDir private Path home;

  @Test
  void anAdministratorGetsANewFirstPasswordWhetherTheStoreIsOpenOrNot() throws IOException {
    try (Store store = open()) {
      add(store.accounts(), FIRST, Role.ADMINISTRATOR);
      add(store.accounts(), SENDER, Role.SENDER);
      assertThat(reset().status()).isZero();
      verify(store, 1);
      assertThat(store.accounts().passwordHash(SENDER)).hasValue("old");

      add(store.accounts(), SECOND, Role.ADMINISTRATOR);
      assertThat(reset().status()).isEqualTo(2);
      assertThat(reset().err()).contains(FIRST + ", " + SECOND);
      assertThat(reset(SENDER.toString()).status()).isEqualTo(2);
      verify(store, 1);
    }
    assertThat(reset("Administrator@CITY.example").status()).isZero();
    try (Store store = open()) {
      verify(store, 2);
      assertThat(store.accounts().passwordHash(SECOND)).hasValue("old");
    }
  }

  @Test
  void whereNothingIsStoredNothingIsMade() {
    ProgramRun refused = reset();
    assertThat(refused.status()).isEqualTo(2);
    assertThat(refused.err()).contains("is no data folder");
    assertThat(home).isEmptyDirectory();
  }

  private void verify(Store store, int times) throws IOException {
    Path file = home.resolve("data/first-administrator.txt");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    String password = Files.readString(file).split("password: +", 2)[1].strip();
    Account account = store.accounts().find(FIRST).orElseThrow();
    assertThat(account.mustChangePassword()).isTrue();
    assertThat(new Passwords(identities).matches(password, store.accounts().passwordHash(FIRST)))
        .isTrue();
    assertThat(store.accessLog().at(account.id(), 10))
        .hasSize(times)
        .allMatch(look -> look.kind() == AccessLog.Kind.ACCOUNT && look.by().equals(FIRST));
  }

  private Store open() {
    return Store.open(StoreSettings.embedded(DataFolder.at(home.resolve("data")), identities));
  }

  private void add(Accounts accounts, Address login, Role role) {
    accounts.add(
        new Account(identities.next(), login, "Somebody", Set.of(role), false, true), "old");
  }

  private ProgramRun reset(String... name) {
    List<String> command = new ArrayList<>(List.of("account", "reset-administrator"));
    command.addAll(List.of(name));
    command.addAll(List.of("--data", home.resolve("data").toString()));
    return ProgramRun.of(command);
  }
}
