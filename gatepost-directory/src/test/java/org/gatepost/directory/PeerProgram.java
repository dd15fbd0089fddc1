package org.gatepost.directory;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/**
 * A real server for a test. It is unpacked, not installed ({@code .ci/setup-peers}), runs below a
 * shell that ends it when the test's process is gone, and is ended by its own process id.
 */
final class PeerProgram implements AutoCloseable {
  private static final Path ROOT =
      Path.of(System.getProperty("gatepost.root", "..")).toAbsolutePath().normalize();
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final String SCRIPT =
      """
      log=$1; shift
      "$@" </dev/null >>"$log" 2>&1 &
      child=$!
      exec 3<&0
      (read _ <&3; kill $child) >/dev/null 2>&1 &
      watcher=$!
      echo $child
      wait $child
      kill $watcher
      """;

  private final Process shell;
  private final ProcessHandle program;
  private final Path log;

  private PeerProgram(Process shell, ProcessHandle program, Path log) {
    this.shell = shell;
    this.program = program;
    this.log = log;
  }

  /** A file of a Debian package: unpacked for the tests, else where the system has it. */
  static Path file(String path) {
    String named = System.getenv("GATEPOST_PEERS");
    return Stream.of(named == null ? "" : named, ROOT.resolve("target/peers/root").toString(), "")
        .map(root -> Path.of(root + path))
        .filter(Files::exists)
        .findFirst()
        .orElseThrow(() -> new AssertionError(path + " is not there; run .ci/setup-peers"));
  }

  /** Runs a program to its end. */
  static void run(List<String> command) throws IOException, InterruptedException {
    ProcessBuilder builder = builder(command).redirectErrorStream(true);
    Process process = builder.start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new AssertionError(command + " failed:\n" + said);
    }
  }

  /** Starts a program that stays. */
  static PeerProgram start(Path log, List<String> command) throws IOException {
    List<String> below = new ArrayList<>(List.of("/bin/sh", "-c", SCRIPT, "peer", log.toString()));
    below.addAll(command);
    Process shell = builder(below).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    BufferedReader out =
        new BufferedReader(
            new InputStreamReader(shell.getInputStream(), StandardCharsets.US_ASCII));
    long pid = Long.parseLong(out.readLine());
    ProcessHandle program =
        ProcessHandle.of(pid).orElseThrow(() -> new AssertionError("It ended at once: " + log));
    return new PeerProgram(shell, program, log);
  }

  private static ProcessBuilder builder(List<String> command) {
    ProcessBuilder builder = new ProcessBuilder(command);
    Path root = ROOT.resolve("target/peers/root");
    builder.environment().put("PYTHONPATH", root + "/usr/lib/python3/dist-packages");
    builder.environment().put("LD_LIBRARY_PATH", libraries(root));
    return builder;
  }

  private static String libraries(Path root) {
    return Stream.of("x86_64-linux-gnu", "aarch64-linux-gnu")
        .map(name -> root + "/usr/lib/" + name)
        .reduce((one, other) -> one + ":" + other)
        .orElseThrow();
  }

  void await(String what, BooleanSupplier condition) throws IOException {
    pause(() -> program.isAlive() && !condition.getAsBoolean());
    if (!condition.getAsBoolean()) {
      throw new AssertionError("In vain: " + what + "\n" + Files.readString(log));
    }
  }

  private static void pause(BooleanSupplier condition) {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (condition.getAsBoolean() && System.nanoTime() < end) {
      LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
    }
  }

  /** SIGKILL, for what it has started as well; nobody listens any more when this returns. */
  void kill(int port) {
    List<ProcessHandle> started = program.descendants().toList();
    program.destroyForcibly();
    started.forEach(ProcessHandle::destroyForcibly);
    awaitEnd();
    pause(() -> FreePort.answers(port));
  }

  /** SIGSTOP: it keeps its connections and says nothing more. */
  void freeze() throws IOException, InterruptedException {
    run(List.of("kill", "-STOP", String.valueOf(program.pid())));
  }

  @Override
  public void close() throws IOException {
    shell.getOutputStream().close();
    awaitEnd();
  }

  private void awaitEnd() {
    try {
      if (!shell.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
        program.destroyForcibly();
        throw new AssertionError("It did not end: " + log);
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      program.destroyForcibly();
    }
  }
}
