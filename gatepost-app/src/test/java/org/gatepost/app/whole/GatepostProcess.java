package org.gatepost.app.whole;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The program as people run it: {@code ./gatepost serve}, a process of its own. */
final class GatepostProcess implements AutoCloseable {
  /** The root of the source tree. */
  static final Path ROOT =
      Path.of(System.getProperty("gatepost.root", "..")).toAbsolutePath().normalize();

  /** Less than a large message or a thousand copies would take if they were all held in memory. */
  private static final String MEMORY = "-Xmx256m";

  /** What starts faster, for programs that live for seconds. */
  private static final String SHORT_LIVED = "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC";

  private static final Duration START = Duration.ofMinutes(2);
  private static final Duration END = Duration.ofSeconds(60);
  private static final Pattern READY = Pattern.compile("gatepost ready smtp=(\\S+):(\\d+).*");
  private static final Pattern PAGES =
      Pattern.compile("gatepost console ready http=(\\S+):(\\d+).*");

  private static final Pattern INBOUND =
      Pattern.compile("gatepost observing inbound=(\\S+):(\\d+).*");

  private final Process process;
  private final Path data;
  private final Path log;
  private final LinkedBlockingQueue<String> lines = new LinkedBlockingQueue<>();
  private final List<String> output = new ArrayList<>();
  private final Thread reader;
  private int smtp;
  private int http;

  private GatepostProcess(Process process, Path data, Path log) {
    this.process = process;
    this.data = data;
    this.log = log;
    this.reader = Thread.ofVirtual().name("gatepost output").unstarted(this::read);
  }

  /**
   * Starts it and waits until mail is accepted.
   *
   * @param data the data folder; its log goes beside it
   * @param settings each as {@code key=value}, or an option such as {@code --roles gate}
   */
  static GatepostProcess start(Path data, String... settings) throws Exception {
    GatepostProcess gatepost = launch(data, settings);
    gatepost.awaitReady();
    return gatepost;
  }

  /** Starts it on any free ports and waits for nothing. */
  static GatepostProcess launch(Path data, String... settings) throws IOException {
    List<String> command =
        new ArrayList<>(List.of(ROOT.resolve("gatepost").toString(), "serve", "--data"));
    command.add(data.toString());
    List<String> all = new ArrayList<>();
    for (String key : List.of("listen.smtp", "listen.http")) {
      if (Stream.of(settings).noneMatch(setting -> setting.startsWith(key + "="))) {
        all.add(key + "=127.0.0.1:0");
      }
    }
    all.addAll(List.of(settings));
    for (String word : all) {
      command.addAll(word.startsWith("--") ? List.of(word.split(" ")) : List.of("--set", word));
    }
    Path log = data.resolveSibling(data.getFileName() + ".log");
    ProcessBuilder builder =
        new ProcessBuilder(command).directory(data.resolveSibling("").toFile());
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    builder.environment().put("GATEPOST_JAVA_OPTS", MEMORY + " " + SHORT_LIVED);
    builder.redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()));
    Process process = builder.start();
    Warden.watch(process.pid());
    GatepostProcess gatepost = new GatepostProcess(process, data, log);
    gatepost.reader.start();
    return gatepost;
  }

  /** Waits until mail is accepted. */
  void awaitReady() throws Exception {
    smtp = port(READY);
  }

  int smtp() {
    return smtp;
  }

  /** The port at which copies of incoming mail are taken. */
  int inbound() throws Exception {
    return port(INBOUND);
  }

  /** The port of the console; waits until its pages answer. */
  int http() throws Exception {
    if (http == 0) {
      http = port(PAGES);
    }
    return http;
  }

  Path data() {
    return data;
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /** What it printed on standard output so far. */
  List<String> output() {
    synchronized (output) {
      return List.copyOf(output);
    }
  }

  /** What it printed on standard error, over all starts on this data folder. */
  String log() throws IOException {
    return Files.exists(log) ? Files.readString(log) : "";
  }

  /** SIGTERM: asks it to stop, and returns its exit status. */
  int terminate() throws Exception {
    process.destroy();
    return awaitExit();
  }

  int awaitExit() throws Exception {
    if (!process.waitFor(END.toSeconds(), TimeUnit.SECONDS)) {
      throw new AssertionError("It does not end:\n" + log());
    }
    reader.join();
    Warden.leave(process.pid());
    return process.exitValue();
  }

  /** SIGKILL, at once. */
  void kill() {
    process.destroyForcibly();
  }

  /** SIGKILL for its private database; false when none runs. */
  boolean killDatabase() {
    Optional<ProcessHandle> database = database();
    database.ifPresent(ProcessHandle::destroyForcibly);
    return database.isPresent();
  }

  /** The first process of the private database, while the program lives. */
  Optional<ProcessHandle> database() {
    return process
        .children()
        .filter(child -> child.info().command().orElse("").endsWith("/postgres"))
        .findFirst();
  }

  /** Ends it and what it left running. */
  @Override
  public void close() throws IOException {
    Optional<ProcessHandle> database = database();
    process.destroy();
    try {
      Patience.await("Gatepost ends", END, () -> !process.isAlive());
    } finally {
      process.destroyForcibly();
      database.ifPresent(ProcessHandle::destroyForcibly);
    }
    Warden.leave(process.pid());
  }

  private int port(Pattern pattern) throws Exception {
    long end = System.nanoTime() + START.toNanos();
    while (true) {
      for (String line : output()) {
        Matcher ready = pattern.matcher(line);
        if (ready.matches()) {
          return Integer.parseInt(ready.group(2));
        }
      }
      if (System.nanoTime() > end || (!process.isAlive() && lines.isEmpty())) {
        reader.join(Duration.ofSeconds(1));
        throw new AssertionError(
            "No line like '" + pattern + "' in " + output() + "\n" + log() + exit());
      }
      lines.poll(100, TimeUnit.MILLISECONDS);
    }
  }

  private Map<String, Integer> exit() {
    return process.isAlive() ? Map.of() : Map.of("exit status", process.exitValue());
  }

  private void read() {
    try (BufferedReader in =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      String line;
      while ((line = in.readLine()) != null) {
        synchronized (output) {
          output.add(line);
        }
        lines.add(line);
      }
    } catch (IOException killed) {
      lines.add("");
    }
  }
}
