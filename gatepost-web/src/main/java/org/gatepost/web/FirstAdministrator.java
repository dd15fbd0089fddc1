package org.gatepost.web;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.gatepost.account.Account;
import org.gatepost.account.Accounts;
import org.gatepost.account.Role;
import org.gatepost.gate.AccessLog;
import org.gatepost.mail.Address;
import org.gatepost.mail.Domain;
import org.gatepost.mail.IdentitySource;

/**
 * Makes the first account when there is none: {@code administrator@} the organisation's domain,
 * with a random password in a file that only the program's own user can read. The password must be
 * changed at the first sign-in, which makes the file worthless. The same way leads back in when the
 * password is lost.
 */
public final class FirstAdministrator {
  private static final String FILE = "first-administrator.txt";

  private FirstAdministrator() {}

  /**
   * Makes the account, when it is needed.
   *
   * @param folder where the file is written
   * @param domain the organisation's first domain; {@code localhost} when it has none
   * @return the file to print the path of; empty when there are accounts already
   * @throws UncheckedIOException when the file cannot be written; then no account was made
   */
  public static Optional<Path> create(
      Accounts accounts,
      Passwords passwords,
      IdentitySource identities,
      Path folder,
      Optional<Domain> domain) {
    if (!accounts.isEmpty()) {
      return Optional.empty();
    }
    Address login = new Address("administrator", domain.orElseGet(() -> Domain.of("localhost")));
    String password = Passwords.generate(identities);
    Path file = folder.resolve(FILE);
    // The file first: an account whose password nobody has would lock everybody out for good.
    write(
        file,
        """
        Gatepost's first account. You must choose a password of your own when you first sign in;
        after that this file is of no use and can be deleted.

        sign-in name: %s
        password:     %s
        """
            .formatted(login, password));
    Account account =
        new Account(
            identities.next(), login, "Administrator", Set.of(Role.ADMINISTRATOR), true, true);
    return accounts.add(account, passwords.hash(password)) ? Optional.of(file) : Optional.empty();
  }

  /**
   * Gives an account a new first password, which ends its sessions: they hang on the password.
   *
   * @param log is told before anything changes
   * @param reason for the log
   * @return the file that holds the password
   * @throws UncheckedIOException when the file cannot be written; then nothing was changed
   */
  public static Path reset(
      Account account,
      Accounts accounts,
      AccessLog log,
      String reason,
      IdentitySource identities,
      Instant now,
      Path folder) {
    String password = Passwords.generate(identities);
    String hash = new Passwords(identities).hash(password);
    Path file = folder.resolve(FILE);
    write(
        file,
        """
        A new password for an administrator of Gatepost. You must choose one of your own when you
        next sign in; after that this file is of no use and can be deleted.

        sign-in name: %s
        password:     %s
        """
            .formatted(account.login(), password));
    log.looked(
        new AccessLog.Look(
            identities.next(),
            now,
            account.login(),
            AccessLog.Kind.ACCOUNT,
            account.id(),
            false,
            reason));
    accounts.setPassword(account.id(), hash, true);
    return file;
  }

  private static void write(Path file, String text) {
    try {
      Files.deleteIfExists(file);
      try (FileChannel out =
          FileChannel.open(
              file,
              Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
              PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))) {
        ByteBuffer octets = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
        while (octets.hasRemaining()) {
          out.write(octets);
        }
        out.force(true);
      }
    } catch (IOException failed) {
      throw new UncheckedIOException("The first password cannot be written to " + file, failed);
    }
  }
}
