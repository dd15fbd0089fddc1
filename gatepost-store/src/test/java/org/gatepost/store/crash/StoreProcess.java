package org.gatepost.store.crash;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/** A running {@link StoreProgram}. */
final class StoreProcess implements AutoCloseable {
  private final Process process;
  private final BufferedReader lines;
  private final List<String> said = new ArrayList<>();

  private StoreProcess(Process process) {
    this.process = process;
    this.lines =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
  }

  static StoreProcess start(Path data, String... arguments) throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx64m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                StoreProgram.class.getName(),
                data.toString()));
    command.addAll(List.of(arguments));
    return new StoreProcess(
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start());
  }

  /** Reads on until a line begins like that; its words behind that. */
  String await(String beginning) throws IOException {
    String line;
    while ((line = lines.readLine()) != null) {
      said.add(line);
      if (line.startsWith(StoreProgram.FAILED)) {
        throw new AssertionError("The program " + line);
      }
      if (line.startsWith(beginning)) {
        return line.substring(beginning.length()).strip();
      }
    }
    throw new AssertionError("The program ended and did not say " + beginning + ": " + said);
  }

  /** SIGKILL; then what it had said by then is read. */
  List<String> kill() throws Exception {
    process.toHandle().destroyForcibly();
    if (!process.waitFor(30, TimeUnit.SECONDS)) {
      throw new AssertionError("The program does not die.");
    }
    String line;
    while ((line = lines.readLine()) != null) {
      said.add(line);
    }
    return List.copyOf(said);
  }

  int end() throws InterruptedException {
    process.waitFor();
    return process.exitValue();
  }

  List<String> said(String beginning) {
    return said.stream()
        .filter(Objects::nonNull)
        .filter(line -> line.startsWith(beginning))
        .map(line -> line.substring(beginning.length()).strip())
        .toList();
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
