package org.gatepost.web.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.gatepost.account.Account;
import org.gatepost.account.Role;
import org.gatepost.mail.Address;
import org.gatepost.mail.Domain;
import org.gatepost.mail.IdentitySource;
import org.gatepost.web.FirstAdministrator;
import org.gatepost.web.Passwords;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FirstAdministratorTest {
  private final IdentitySource identities =
      new IdentitySource(() -> Instant.EPOCH, new SecureRandom());
  private final Passwords passwords = new Passwords(identities);
  private final InMemoryAccounts accounts = new InMemoryAccounts();
  @TempDir private Path folder;

  @Test
  void theFirstPasswordIsInAFileForItsOwnerAloneAndMustBeChanged() throws IOException {
    Path file =
        FirstAdministrator.create(
                accounts, passwords, identities, folder, Optional.of(Domain.of("city.example")))
            .orElseThrow();
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    Matcher password = Pattern.compile("password: +(\\S+)").matcher(Files.readString(file));
    assertThat(password.find()).isTrue();
    Address login = Address.of("administrator@city.example");
    Account account = accounts.find(login).orElseThrow();
    assertThat(account.mustChangePassword()).isTrue();
    assertThat(account.roles()).containsExactly(Role.ADMINISTRATOR);
    assertThat(passwords.matches(password.group(1), accounts.passwordHash(login))).isTrue();
    assertThat(accounts.passwordHash(login).orElseThrow())
        .startsWith("$argon2id$v=19$m=19456,t=2,p=1$");
  }

  @Test
  void whereThereAreAccountsNothingIsMade() throws IOException {
    FirstAdministrator.create(accounts, passwords, identities, folder, Optional.empty());
    Files.delete(folder.resolve("first-administrator.txt"));
    assertThat(FirstAdministrator.create(accounts, passwords, identities, folder, Optional.empty()))
        .isEmpty();
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void withoutAFileThereIsNoAccount() {
    Path missing = folder.resolve("not-there");
    assertThatThrownBy(
            () ->
                FirstAdministrator.create(
                    accounts, passwords, identities, missing, Optional.empty()))
        .isInstanceOf(UncheckedIOException.class);
    assertThat(accounts.isEmpty()).isTrue();
  }
}
