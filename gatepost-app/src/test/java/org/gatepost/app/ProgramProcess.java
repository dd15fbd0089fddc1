package org.gatepost.app;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.FutureTask;

/** The program in a Java process of its own. */
final class ProgramProcess {
  /** Writes standard input. */
  @FunctionalInterface
  interface Input {
    void writeTo(OutputStream out) throws IOException;
  }

  private ProgramProcess() {}

  static ProgramRun run(List<String> javaOptions, Input input, String... args) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(javaOptions);
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), "org.gatepost.app.Main"));
    command.addAll(List.of(args));
    Process process = new ProcessBuilder(command).start();
    FutureTask<String> out = reading(process.getInputStream());
    FutureTask<String> err = reading(process.getErrorStream());
    try (OutputStream standardInput = process.getOutputStream()) {
      input.writeTo(standardInput);
    }
    return new ProgramRun(process.waitFor(), out.get(), err.get());
  }

  private static FutureTask<String> reading(InputStream in) {
    FutureTask<String> task =
        new FutureTask<>(() -> new String(in.readAllBytes(), StandardCharsets.UTF_8));
    Thread.ofVirtual().start(task);
    return task;
  }
}
