package org.gatepost.store.postgres;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.IntConsumer;
import org.gatepost.gate.FaultText;
import org.gatepost.mail.IdentitySource;
import org.gatepost.store.DataFolder;
import org.gatepost.store.PrivateFiles;
import org.gatepost.store.RunningAs;
import org.gatepost.store.StoreUnusableException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The server in the data folder, kept running until it is closed: when it dies it is started again,
 * with a growing pause. It answers on a free port of the loopback address, to those who can read
 * the password file. (PostgreSQL's JDBC driver speaks no Unix sockets without native code.)
 *
 * <p>A server that an earlier process left behind is ended first, when it is of this very cluster.
 */
public final class EmbeddedPostgres implements AutoCloseable {
  static final String DATABASE = "gatepost";
  static final String USER = "gatepost";
  static final String PASSWORD = "password";

  private static final String SUPERUSER_PASSWORD = "superuser-password";
  private static final Logger LOG = LoggerFactory.getLogger(EmbeddedPostgres.class);
  private static final Duration START = Duration.ofSeconds(90);
  private static final int ATTEMPTS = 6;
  private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);

  /** Where programs go for a server user who cannot reach the data folder. */
  static final Path SYSTEM_PROGRAMS = Path.of("/var/lib/gatepost-postgres");

  private final Path postgres;
  private final Path cluster;
  private final PostgresProgram program;
  private final ServerAccount account;
  private final IntConsumer moved;
  private final CompletableFuture<Integer> started = new CompletableFuture<>();
  private final CountDownLatch closing = new CountDownLatch(1);
  private final Thread keeper;
  private volatile Optional<ServerRun> run = Optional.empty();

  private EmbeddedPostgres(
      Path postgres, PostgresProgram program, ServerAccount account, IntConsumer moved) {
    this.postgres = postgres;
    this.cluster = Cluster.in(postgres);
    this.program = program;
    this.account = account;
    this.moved = moved;
    // A platform thread: the server is told when it ends.
    this.keeper = Thread.ofPlatform().name("postgres-keeper").daemon().unstarted(this::keep);
  }

  /** How to reach a server: for the driver. */
  public record Access(int port, String database, String user, String password) {}

  /**
   * Starts the server; the first time it is unpacked and its cluster made.
   *
   * @param folder locked by the caller
   * @param moved hears of the port, at each start
   * @throws StoreUnusableException when it does not start, with the end of its log
   */
  public static EmbeddedPostgres start(
      DataFolder folder, IdentitySource identities, IntConsumer moved) {
    Path postgres = folder.postgres();
    try {
      PrivateFiles.makeFolder(postgres, RunningAs.root() ? "rwx--x--x" : "rwx------");
      for (String name : List.of(PASSWORD, SUPERUSER_PASSWORD)) {
        PrivateFiles.writeNew(
            postgres.resolve(name), HexFormat.of().formatHex(identities.octets(32)) + "\n");
      }
      ServerAccount account = ServerAccount.choose(Cluster.in(postgres));
      PostgresProgram program =
          Reach.canReach(account, postgres)
              ? PostgresProgram.in(postgres, RunningAs.root() ? "rwxr-xr-x" : "rwx------")
              : PostgresProgram.in(SYSTEM_PROGRAMS, "rwxr-xr-x");
      Cluster.make(postgres, program, account, secret(postgres, SUPERUSER_PASSWORD));
      EmbeddedPostgres embedded = new EmbeddedPostgres(postgres, program, account, moved);
      embedded.begin();
      return embedded;
    } catch (IOException unusable) {
      throw new StoreUnusableException(
          "The embedded database cannot be set up in " + postgres + ": " + unusable.getMessage(),
          unusable);
    }
  }

  /**
   * A server that another process of ours keeps running for this folder, for as long as that
   * process keeps it. Empty when none is.
   */
  public static Optional<Access> running(DataFolder folder) {
    Path postgres = folder.postgres();
    try {
      Optional<ServerAddress> address = ServerAddress.read(postgres);
      return address.isEmpty()
          ? Optional.empty()
          : Optional.of(access(address.get().port(), postgres));
    } catch (IOException unusable) {
      throw new StoreUnusableException(
          "The running database of " + postgres + " cannot be found.", unusable);
    }
  }

  /** How to reach this one now. */
  public Access access() {
    try {
      return access(started.join(), postgres);
    } catch (IOException unusable) {
      throw new StoreUnusableException("The database's password cannot be read.", unusable);
    }
  }

  /** How its superuser reaches it. */
  Access superuser(int port) throws IOException {
    return new Access(port, "postgres", "postgres", secret(postgres, SUPERUSER_PASSWORD));
  }

  private void begin() {
    keeper.start();
    try {
      started.get(START.multipliedBy(2).toSeconds(), TimeUnit.SECONDS);
    } catch (ExecutionException failed) {
      close();
      if (failed.getCause() instanceof StoreUnusableException unusable) {
        throw unusable;
      }
      throw new StoreUnusableException("The embedded database did not start.", failed);
    } catch (TimeoutException late) {
      close();
      throw new StoreUnusableException("The embedded database did not start in time.", late);
    } catch (InterruptedException interrupted) {
      close();
      Thread.currentThread().interrupt();
      throw new StoreUnusableException("Interrupted at the start of the database.", interrupted);
    }
  }

  /** Runs one server after the other. */
  private void keep() {
    int failures = 0;
    Duration pause = FIRST_PAUSE;
    try {
      endOrphan();
      while (closing.getCount() > 0) {
        if (runOnce()) {
          pause = FIRST_PAUSE;
          failures = 0;
        } else if (++failures >= ATTEMPTS && !started.isDone()) {
          started.completeExceptionally(
              new StoreUnusableException(
                  "The embedded database does not start. Its log ends:\n" + endOfLog()));
          return;
        }
        if (closing.await(pause.toMillis(), TimeUnit.MILLISECONDS)) {
          return;
        }
        LOG.warn("The database ended by itself and is started again.");
        Duration longer = pause.multipliedBy(2);
        pause = longer.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : longer;
      }
    } catch (IOException broken) {
      started.completeExceptionally(
          new StoreUnusableException("The embedded database cannot be started.", broken));
      LOG.error("The database is no longer kept running: {}", FaultText.of(broken));
    } catch (InterruptedException interrupted) {
      started.completeExceptionally(interrupted);
      Thread.currentThread().interrupt();
    }
  }

  /** True when it was up, and then ended. */
  private boolean runOnce() throws IOException, InterruptedException {
    int port = freePort();
    ServerRun current = ServerRun.start(program, account, cluster, port, log());
    run = Optional.of(current);
    try {
      if (!current.awaitReady(START)) {
        return false;
      }
      FirstSteps.take(superuser(port), access(port, postgres));
      new ServerAddress(port).write(postgres);
      moved.accept(port);
      started.complete(port);
      if (closing.getCount() > 0) {
        current.awaitEnd();
      }
      return true;
    } catch (SQLException refused) {
      LOG.warn(
          "The database started and let nobody in: {} {}",
          refused.getSQLState(),
          FaultText.of(refused));
      return false;
    } finally {
      ServerAddress.remove(postgres);
      current.stop();
      run = Optional.empty();
    }
  }

  private void endOrphan() throws IOException, InterruptedException {
    Optional<ProcessHandle> orphan =
        PostmasterFile.read(cluster).flatMap(file -> file.serving(cluster));
    if (orphan.isPresent()) {
      LOG.warn("A database server that an earlier run left behind is ended first.");
      ServerRun.stop(orphan.get());
    }
  }

  /** Ends the server in order: no transaction is lost, and the next start has nothing to mend. */
  @Override
  public void close() {
    closing.countDown();
    try {
      Optional<ServerRun> current = run;
      if (current.isPresent()) {
        current.get().stop();
      }
      keeper.join();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private Path log() {
    return postgres.resolve("server.log");
  }

  private String endOfLog() throws IOException {
    if (!Files.exists(log())) {
      return "(no log)";
    }
    List<String> lines = Files.readString(log(), StandardCharsets.UTF_8).lines().toList();
    return String.join("\n", lines.subList(Math.max(0, lines.size() - 5), lines.size()));
  }

  private static Access access(int port, Path postgres) throws IOException {
    return new Access(port, DATABASE, USER, secret(postgres, PASSWORD));
  }

  private static String secret(Path postgres, String name) throws IOException {
    return Files.readString(postgres.resolve(name)).strip();
  }

  static int freePort() throws IOException {
    try (ServerSocket probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return probe.getLocalPort();
    }
  }
}
