package org.gatepost.store.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.gatepost.store.DataFolder;
import org.gatepost.store.RunningAs;
import org.gatepost.store.SharedStore;
import org.gatepost.store.StoreUnusableException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.ds.PGSimpleDataSource;

/** The server's life: first start, warm start, deaths of every kind. */
class EmbeddedPostgresTest {
  /** Below a folder that only its owner can enter, as everything in a temporary folder is. */
  @TempDir private Path temporary;

  private final LinkedBlockingQueue<Integer> ports = new LinkedBlockingQueue<>();

  private DataFolder folder() {
    return DataFolder.at(temporary.resolve("data"));
  }

  private EmbeddedPostgres start() {
    return EmbeddedPostgres.start(folder(), SharedStore.IDS, ports::add);
  }

  private static String ask(EmbeddedPostgres.Access access, String query) throws SQLException {
    PGSimpleDataSource source = new PGSimpleDataSource();
    source.setServerNames(new String[] {"127.0.0.1"});
    source.setPortNumbers(new int[] {access.port()});
    source.setDatabaseName(access.database());
    try (Connection connection = source.getConnection(access.user(), access.password());
        Statement statement = connection.createStatement()) {
      if (!statement.execute(query)) {
        return "";
      }
      try (ResultSet rows = statement.getResultSet()) {
        List<String> values = new ArrayList<>();
        while (rows.next()) {
          values.add(rows.getString(1));
        }
        return String.join(",", values);
      }
    }
  }

  private ProcessHandle server() throws Exception {
    Path cluster = Cluster.in(folder().postgres());
    return PostmasterFile.read(cluster).flatMap(file -> file.serving(cluster)).orElseThrow();
  }

  @Test
  void itKeepsItsPromisesWhateverItsFilesSay() throws Exception {
    start().close();
    Files.writeString(
        Cluster.in(folder().postgres()).resolve("postgresql.auto.conf"),
        "fsync = off\nsynchronous_commit = off\nfull_page_writes = off\nlisten_addresses = '*'\n");
    try (EmbeddedPostgres postgres = start()) {
      for (String setting :
          List.of("fsync", "synchronous_commit", "full_page_writes", "data_checksums")) {
        assertThat(ask(postgres.access(), "SHOW " + setting)).as(setting).isEqualTo("on");
      }
      assertThat(ask(postgres.access(), "SHOW listen_addresses")).isEqualTo("127.0.0.1");
      assertThat(ask(postgres.access(), "SHOW password_encryption")).isEqualTo("scram-sha-256");
      assertThat(ask(postgres.access(), "SHOW server_encoding")).isEqualTo("UTF8");
      assertThat(ask(postgres.access(), "SELECT rolsuper FROM pg_roles WHERE rolname = user"))
          .isEqualTo("f");
    }
  }

  @Test
  void whatWasWrittenIsThereAtTheNextStart() throws Exception {
    try (EmbeddedPostgres postgres = start()) {
      ask(postgres.access(), "CREATE TABLE t AS SELECT 'kept' AS c");
    }
    try (EmbeddedPostgres postgres = start()) {
      assertThat(ask(postgres.access(), "SELECT c FROM t")).isEqualTo("kept");
    }
  }

  @Test
  void nobodyGetsInWithoutThePassword() {
    try (EmbeddedPostgres postgres = start()) {
      EmbeddedPostgres.Access access = postgres.access();
      EmbeddedPostgres.Access guess =
          new EmbeddedPostgres.Access(access.port(), access.database(), access.user(), "guess");
      assertThatThrownBy(() -> ask(guess, "SELECT 1")).hasMessageContaining("password");
    }
  }

  @Test
  void onlyTheOwnerReadsWhatIsInTheFolder() throws Exception {
    try (EmbeddedPostgres postgres = start()) {
      assertThat(postgres.access().port()).isPositive();
      Path folder = folder().postgres();
      for (String name : List.of("password", "superuser-password", "connection", "server.log")) {
        assertThat(permissions(folder.resolve(name))).as(name).isEqualTo("rw-------");
      }
      assertThat(permissions(Cluster.in(folder))).isEqualTo("rwx------");
      assertThat(permissions(folder)).doesNotContain("r--").endsWith("--x");
    }
  }

  private static String permissions(Path path) throws Exception {
    String text = PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    return RunningAs.root() ? text : text.replaceAll("^rwx------$", "rwx--x--x");
  }

  @Test
  void theServerIsNotRoot() throws Exception {
    try (EmbeddedPostgres postgres = start()) {
      assertThat(postgres.access().port()).isPositive();
      int uid = (Integer) Files.getAttribute(Path.of("/proc/" + server().pid()), "unix:uid");
      assertThat(uid).isNotZero();
      if (RunningAs.root()) {
        assertThat(Files.getAttribute(Cluster.in(folder().postgres()), "unix:uid")).isEqualTo(uid);
      }
    }
  }

  @Test
  void closingLeavesNoServerAndNoConnectionFile() throws Exception {
    ProcessHandle server;
    try (EmbeddedPostgres postgres = start()) {
      assertThat(postgres.access().port()).isPositive();
      server = server();
    }
    assertThat(server.isAlive()).isFalse();
    assertThat(EmbeddedPostgres.running(folder())).isEmpty();
    assertThat(Cluster.in(folder().postgres()).resolve("postmaster.pid")).doesNotExist();
  }

  @Test
  void aKilledServerComesBackWithAllThatWasCommitted() throws Exception {
    try (EmbeddedPostgres postgres = start()) {
      ports.take();
      ask(postgres.access(), "CREATE TABLE t AS SELECT generate_series(1, 1000) AS c");
      server().destroyForcibly();

      Integer again = ports.poll(30, TimeUnit.SECONDS);
      assertThat(again).isNotNull();
      assertThat(ask(EmbeddedPostgres.running(folder()).orElseThrow(), "SELECT count(*) FROM t"))
          .isEqualTo("1000");
    }
  }

  @Test
  void aServerLeftBehindIsEndedBeforeTheNextStart() throws Exception {
    try (EmbeddedPostgres postgres = start()) {
      ask(postgres.access(), "CREATE TABLE t AS SELECT 'kept' AS c");
    }
    Process orphan = orphan();
    try (EmbeddedPostgres postgres = start()) {
      assertThat(orphan.isAlive()).isFalse();
      assertThat(ask(postgres.access(), "SELECT c FROM t")).isEqualTo("kept");
    } finally {
      orphan.destroyForcibly();
    }
  }

  /** A server as a process that was killed would leave it where the kernel tells nobody. */
  private Process orphan() throws Exception {
    Path postgres = folder().postgres();
    Path cluster = Cluster.in(postgres);
    ServerAccount account = ServerAccount.choose(cluster);
    PostgresProgram program =
        Reach.canReach(account, postgres)
            ? PostgresProgram.in(postgres, "rwx------")
            : PostgresProgram.in(EmbeddedPostgres.SYSTEM_PROGRAMS, "rwxr-xr-x");
    List<String> command = new ArrayList<>(account.asServer(List.of()));
    int death = command.indexOf("--pdeathsig");
    if (death >= 0) {
      command.subList(death, death + 2).clear();
    }
    command.addAll(
        List.of(
            program.postgres().toString(),
            "-D",
            Cluster.HERE,
            "-c",
            "listen_addresses=127.0.0.1",
            "-c",
            "port=" + EmbeddedPostgres.freePort(),
            "-c",
            "unix_socket_directories="));
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(cluster.toFile())
            .redirectErrorStream(true)
            .redirectOutput(temporary.resolve("orphan.log").toFile());
    ServerAccount.environment(builder.environment());
    Process process = builder.start();
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
    while (PostmasterFile.read(cluster).filter(PostmasterFile::ready).isEmpty()
        && System.nanoTime() < end) {
      assertThat(process.waitFor(10, TimeUnit.MILLISECONDS)).isFalse();
    }
    return process;
  }

  @Test
  void aStalePidFileOfAnotherProcessHarmsNobody() throws Exception {
    try (EmbeddedPostgres postgres = start()) {
      assertThat(postgres.access().port()).isPositive();
    }
    Process stranger = new ProcessBuilder("sleep", "600").start();
    try {
      Files.writeString(
          Cluster.in(folder().postgres()).resolve("postmaster.pid"),
          stranger.pid() + "\n/proc/self/cwd\n1\n5432\n\n127.0.0.1\n\nready\n");
      try (EmbeddedPostgres postgres = start()) {
        assertThat(ask(postgres.access(), "SELECT 1")).isEqualTo("1");
      }
      assertThat(stranger.isAlive()).isTrue();
    } finally {
      stranger.destroyForcibly();
    }
  }

  @Test
  void anInterruptedFirstStartIsDoneAgain() throws Exception {
    Path postgres = Files.createDirectories(folder().postgres());
    Files.createDirectories(postgres.resolve(".making-left/cluster/base"));
    Files.createDirectories(postgres.resolve(".unpacking-left/bin"));

    try (EmbeddedPostgres started = start()) {
      assertThat(ask(started.access(), "SELECT 1")).isEqualTo("1");
    }
    assertThat(postgres.resolve(".making-left")).doesNotExist();
    assertThat(postgres.resolve(".unpacking-left")).doesNotExist();
  }

  @Test
  void theDatabaseOfAnotherMajorVersionIsLeftAlone() throws Exception {
    Path other = Files.createDirectories(folder().postgres().resolve("cluster-17"));

    assertThatThrownBy(this::start)
        .isInstanceOf(StoreUnusableException.class)
        .hasMessageContaining("cluster-17")
        .hasMessageContaining("embedded-database.md");
    assertThat(other).isEmptyDirectory();
  }

  @Test
  void aServerThatCannotStartSaysWhy() throws Exception {
    try (EmbeddedPostgres postgres = start()) {
      assertThat(postgres.access().port()).isPositive();
    }
    Files.writeString(
        Cluster.in(folder().postgres()).resolve("postgresql.conf"), "no_such_setting = 1\n");

    assertThatThrownBy(this::start)
        .isInstanceOf(StoreUnusableException.class)
        .hasMessageContaining("no_such_setting");
  }
}
