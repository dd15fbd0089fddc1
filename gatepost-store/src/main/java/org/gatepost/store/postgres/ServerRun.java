package org.gatepost.store.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.gatepost.store.PrivateFiles;

/** One run of the server, from its start to its end. */
final class ServerRun {
  private static final long MEGABYTE = 1024 * 1024;
  private static final int LOG_MEGABYTES = 10;
  private static final int POLL_MILLISECONDS = 5;

  /**
   * On the command line, which wins over any file: durability is not a matter of configuration.
   * Errors are logged without their detail, which would hold addresses.
   */
  private static final List<String> SETTINGS =
      List.of(
          "fsync=on",
          "synchronous_commit=on",
          "full_page_writes=on",
          "listen_addresses=127.0.0.1",
          "unix_socket_directories=",
          "password_encryption=scram-sha-256",
          "max_connections=40",
          "log_destination=stderr",
          "logging_collector=off",
          "log_checkpoints=off",
          "log_min_error_statement=panic",
          "log_error_verbosity=terse",
          "timezone=UTC",
          "log_timezone=UTC",
          "jit=off");

  private final Process process;
  private final Path cluster;

  private ServerRun(Process process, Path cluster) {
    this.process = process;
    this.cluster = cluster;
  }

  /** Starts it. The thread that calls must live as long as the server. */
  static ServerRun start(
      PostgresProgram program, ServerAccount account, Path cluster, int port, Path log)
      throws IOException {
    if (Files.exists(log) && Files.size(log) > LOG_MEGABYTES * MEGABYTE) {
      Files.move(
          log, log.resolveSibling(log.getFileName() + ".1"), StandardCopyOption.REPLACE_EXISTING);
    }
    if (!Files.exists(log)) {
      Files.createFile(log, PrivateFiles.PRIVATE);
    }
    List<String> command = new ArrayList<>();
    command.add(program.postgres().toString());
    command.addAll(List.of("-D", Cluster.HERE, "-c", "port=" + port));
    SETTINGS.forEach(setting -> command.addAll(List.of("-c", setting)));
    ProcessBuilder builder =
        new ProcessBuilder(account.asServer(command))
            .directory(cluster.toFile())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
            .redirectInput(Path.of("/dev/null").toFile());
    ServerAccount.environment(builder.environment());
    return new ServerRun(builder.start(), cluster);
  }

  /** Waits until it takes connections; false when it ended or the time is over. */
  boolean awaitReady(Duration most) throws IOException, InterruptedException {
    long end = System.nanoTime() + most.toNanos();
    while (System.nanoTime() < end) {
      if (PostmasterFile.read(cluster)
          .filter(file -> file.pid() == process.pid() && file.ready())
          .isPresent()) {
        return true;
      }
      if (process.waitFor(POLL_MILLISECONDS, TimeUnit.MILLISECONDS)) {
        return false;
      }
    }
    return false;
  }

  void awaitEnd() throws InterruptedException {
    process.waitFor();
  }

  /** Ends it: open transactions are rolled back, everything is written, nothing is lost. */
  void stop() throws InterruptedException {
    stop(process.toHandle());
  }

  /** The same for a server that somebody else started. */
  static void stop(ProcessHandle server) throws InterruptedException {
    Signal.FAST_SHUTDOWN.send(server);
    if (!ended(server, Duration.ofSeconds(60))) {
      Signal.IMMEDIATE_SHUTDOWN.send(server);
      if (!ended(server, Duration.ofSeconds(20))) {
        server.destroyForcibly();
        ended(server, Duration.ofSeconds(5));
      }
    }
  }

  private static boolean ended(ProcessHandle server, Duration most) throws InterruptedException {
    try {
      server.onExit().get(most.toMillis(), TimeUnit.MILLISECONDS);
      return true;
    } catch (TimeoutException late) {
      return false;
    } catch (ExecutionException broken) {
      throw new IllegalStateException(broken);
    }
  }

  /** What the server understands as a wish to end (PostgreSQL's chapter on shutting down). */
  private enum Signal {
    FAST_SHUTDOWN("INT"),
    IMMEDIATE_SHUTDOWN("QUIT");

    private final String name;

    Signal(String name) {
      this.name = name;
    }

    void send(ProcessHandle server) throws InterruptedException {
      try {
        new ProcessBuilder("/bin/sh", "-c", "kill -" + name + " " + server.pid())
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start()
            .waitFor();
      } catch (IOException noShell) {
        server.destroy();
      }
    }
  }
}
