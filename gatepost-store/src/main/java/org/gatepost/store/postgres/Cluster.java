package org.gatepost.store.postgres;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.gatepost.store.PrivateFiles;
import org.gatepost.store.StoreUnusableException;

/**
 * The folder that holds the databases. Made once, by initdb, beside its place, and moved there when
 * it is complete; never cleaned.
 */
final class Cluster {
  /**
   * The server is told of its folder by this name. It needs no right to walk there from the root,
   * only to be in it: so the data folder may lie below a folder that only root can enter.
   */
  static final String HERE = "/proc/self/cwd";

  private static final String NAME = "cluster-";
  private static final String MAKING = ".making-";
  private static final int MINUTES = 3;

  private Cluster() {}

  static Path in(Path postgres) {
    return postgres.resolve(NAME + PostgresProgram.MAJOR);
  }

  /**
   * Makes the cluster when it is missing.
   *
   * @param password of the superuser
   * @throws StoreUnusableException when there is one of another major version, or initdb fails
   */
  static void make(Path postgres, PostgresProgram program, ServerAccount account, String password)
      throws IOException {
    Path cluster = in(postgres);
    removeDrafts(postgres);
    if (!Files.exists(cluster)) {
      refuseOthers(postgres);
      Path draft = Files.createTempDirectory(postgres, MAKING);
      try {
        Path made = draft.resolve("cluster");
        initdb(draft, made, program, account, password);
        if (account.server().isPresent()) {
          Folders.giveTo(made, account.server().get());
        }
        Files.move(made, cluster, StandardCopyOption.ATOMIC_MOVE);
        PrivateFiles.sync(postgres);
      } finally {
        Folders.delete(draft);
      }
    }
    if (account.server().isPresent()
        && !OsUser.ownerOf(cluster.resolve("PG_VERSION")).equals(account.server().get())) {
      Folders.giveTo(cluster, account.server().get());
    }
  }

  private static void initdb(
      Path draft, Path made, PostgresProgram program, ServerAccount account, String password)
      throws IOException {
    Files.createDirectory(
        made, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    PrivateFiles.write(draft.resolve("password"), password + "\n");
    if (account.maker().isPresent()) {
      Folders.giveTo(draft, account.maker().get());
    }
    Path log = draft.resolve("log");
    ProcessBuilder builder =
        new ProcessBuilder(
                account.asMaker(
                    List.of(
                        program.initdb().toString(),
                        "--pgdata=" + HERE,
                        "--username=postgres",
                        "--pwfile=" + HERE + "/../password",
                        "--auth=scram-sha-256",
                        "--encoding=UTF8",
                        "--locale=C",
                        "--locale-provider=builtin",
                        "--builtin-locale=C.UTF-8",
                        "--data-checksums",
                        "--no-instructions")))
            .directory(made.toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .redirectInput(Path.of("/dev/null").toFile());
    ServerAccount.environment(builder.environment());
    Process process = builder.start();
    try {
      if (!process.waitFor(MINUTES, TimeUnit.MINUTES)) {
        process.destroyForcibly();
        throw new StoreUnusableException("initdb did not end within " + MINUTES + " minutes.");
      }
    } catch (InterruptedException interrupted) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
      throw new StoreUnusableException("Interrupted while making the cluster.", interrupted);
    }
    if (process.exitValue() != 0) {
      throw new StoreUnusableException(
          "The embedded database could not be made in "
              + made
              + ": "
              + Files.readString(log, StandardCharsets.UTF_8).strip());
    }
  }

  private static void refuseOthers(Path postgres) throws IOException {
    try (Stream<Path> entries = Files.list(postgres)) {
      List<String> others =
          entries
              .map(path -> path.getFileName().toString())
              .filter(name -> name.startsWith(NAME))
              .toList();
      if (!others.isEmpty()) {
        throw new StoreUnusableException(
            "The data folder holds the database of another PostgreSQL ("
                + String.join(", ", others)
                + "), and this Gatepost brings "
                + PostgresProgram.VERSION
                + ". See docs/guides/embedded-database.md for how to move it.");
      }
    }
  }

  private static void removeDrafts(Path postgres) throws IOException {
    try (Stream<Path> entries = Files.list(postgres)) {
      for (Path path : entries.toList()) {
        String name = path.getFileName().toString();
        if (name.startsWith(MAKING) || name.startsWith(PostgresProgram.UNPACKING)) {
          Folders.delete(path);
        }
      }
    }
  }
}
