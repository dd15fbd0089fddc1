package org.gatepost.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Keeps the processors from halting while one session waits for its answers. On a virtual machine
 * waking a processor costs more than a message, and would be all that is measured. The loops run in
 * the kernel's idle class ({@code chrt --idle}): they only get what nobody wants, and they end when
 * this process does.
 */
final class Awake implements AutoCloseable {
  private static final String LOOP =
      "while kill -0 %d 2>/dev/null; do i=0; while [ $i -lt 100000 ]; do i=$((i+1)); done; done";

  private final List<Process> loops = new ArrayList<>();

  private Awake() {}

  /** Loops on every processor, or none where that cannot be done. */
  static Awake start(boolean wanted) throws IOException {
    Awake awake = new Awake();
    if (wanted && possible()) {
      String loop = LOOP.formatted(ProcessHandle.current().pid());
      for (int i = 0; i < Runtime.getRuntime().availableProcessors(); i++) {
        awake.loops.add(
            new ProcessBuilder("chrt", "--idle", "0", "sh", "-c", loop)
                .redirectErrorStream(true)
                .redirectOutput(Path.of("/dev/null").toFile())
                .start());
      }
    }
    return awake;
  }

  static boolean possible() {
    return List.of("/usr/bin/chrt", "/bin/chrt").stream()
        .anyMatch(chrt -> Path.of(chrt).toFile().canExecute());
  }

  Set<Long> processes() {
    return loops.stream().map(Process::pid).collect(Collectors.toSet());
  }

  @Override
  public void close() {
    loops.forEach(Process::destroyForcibly);
  }
}
