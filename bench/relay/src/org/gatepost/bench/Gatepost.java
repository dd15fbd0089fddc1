package org.gatepost.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The real program: {@code gatepost serve} on a temporary data folder, with its own policy and its
 * own database, handing on to the sink. Stopped and cleaned up at the end, whatever happens.
 */
final class Gatepost implements AutoCloseable {
  private static final Pattern READY =
      Pattern.compile("gatepost ready smtp=(?<host>[^ ]+):(?<port>\\d+).*");

  /** The first start builds the program. */
  private static final int START_MINUTES = 15;

  private final Process process;
  private final Path folder;
  private final boolean keep;
  private boolean ended;
  private final CompletableFuture<InetSocketAddress> address = new CompletableFuture<>();

  private Gatepost(Process process, Path folder, boolean keep) {
    this.process = process;
    this.folder = folder;
    this.keep = keep;
    Runtime.getRuntime().addShutdownHook(new Thread(this::end));
    Thread.ofPlatform().name("gatepost-output").daemon().start(this::listen);
  }

  /** Gatepost did not become ready. */
  static final class StartException extends Exception {
    private static final long serialVersionUID = 1;

    StartException(String message) {
      super(message);
    }
  }

  static Gatepost start(Options options, InetSocketAddress nextHop)
      throws IOException, StartException, InterruptedException {
    Path folder = Files.createTempDirectory(options.folder(), "gatepost-bench-");
    // The embedded database may run as somebody else, who has to come through here.
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx--x--x"));
    List<String> command = new ArrayList<>();
    command.addAll(List.of(options.gatepost().toString(), "serve"));
    command.addAll(List.of("--data", folder.resolve("data").toString()));
    List<String> settings = new ArrayList<>();
    settings.add("organisation.domains=city.example");
    settings.add("next-hop=smtp://127.0.0.1:" + nextHop.getPort());
    settings.add("listen.smtp=127.0.0.1:0");
    settings.add("listen.milter=127.0.0.1:0");
    settings.add("listen.http=127.0.0.1:0");
    settings.addAll(options.settings());
    settings.forEach(setting -> command.addAll(List.of("--set", setting)));
    Gatepost gatepost = new Gatepost(process(command, folder), folder, options.keep());
    try {
      gatepost.address.get(START_MINUTES, TimeUnit.MINUTES);
      return gatepost;
    } catch (ExecutionException | TimeoutException failed) {
      String log = gatepost.endOfLog();
      gatepost.close();
      throw new StartException("Gatepost did not become ready. Its log ends:\n" + log);
    }
  }

  private static Process process(List<String> command, Path folder)
      throws IOException, StartException {
    try {
      return new ProcessBuilder(command)
          .directory(folder.toFile())
          .redirectError(folder.resolve("serve.log").toFile())
          .redirectInput(Path.of("/dev/null").toFile())
          .start();
    } catch (IOException missing) {
      Files.deleteIfExists(folder.resolve("serve.log"));
      Files.delete(folder);
      throw new StartException(missing.getMessage());
    }
  }

  InetSocketAddress address() {
    return address.join();
  }

  Path folder() {
    return folder;
  }

  /** The program and the database that it started. */
  Set<Long> processes() {
    Set<Long> all = new TreeSet<>(Usage.tree(process.toHandle()));
    all.addAll(database());
    return all;
  }

  Set<Long> database() {
    return Usage.workingIn(folder.resolve("data"));
  }

  long pid() {
    return process.pid();
  }

  boolean alive() {
    return process.isAlive();
  }

  String endOfLog() throws IOException {
    List<String> lines = Files.readAllLines(folder.resolve("serve.log"));
    return String.join("\n", lines.subList(Math.max(0, lines.size() - 20), lines.size()));
  }

  private void listen() {
    try (BufferedReader out = process.inputReader()) {
      for (String line = out.readLine(); line != null; line = out.readLine()) {
        Matcher ready = READY.matcher(line);
        if (ready.matches()) {
          int port = Integer.parseInt(ready.group("port"));
          address.complete(new InetSocketAddress(ready.group("host"), port));
        }
      }
      address.completeExceptionally(new IOException("it ended"));
    } catch (IOException broken) {
      address.completeExceptionally(broken);
    }
  }

  private void stop() {
    process.destroy();
    try {
      if (!process.waitFor(60, TimeUnit.SECONDS)) {
        System.err.println("bench: Gatepost did not stop within a minute and is killed");
        process.destroyForcibly().waitFor();
      }
    } catch (InterruptedException interrupted) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    end();
  }

  /** Once, whether by us or because this program is told to stop. */
  private synchronized void end() {
    if (ended) {
      return;
    }
    ended = true;
    stop();
    try {
      clean();
    } catch (IOException left) {
      System.err.println("bench: " + folder + " could not be removed: " + left.getMessage());
    }
  }

  private void clean() throws IOException {
    if (keep) {
      System.err.println("bench: data and log are kept in " + folder);
      return;
    }
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }
}
