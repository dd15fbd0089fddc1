package org.gatepost.store.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What a server says of itself in {@code postmaster.pid}: process, port, and whether it takes
 * connections.
 */
record PostmasterFile(long pid, boolean ready) {
  private static final int STATUS = 7;

  static Optional<PostmasterFile> read(Path cluster) throws IOException {
    try {
      List<String> lines = Files.readAllLines(cluster.resolve("postmaster.pid"));
      if (lines.isEmpty() || !lines.getFirst().strip().matches("\\d{1,18}")) {
        return Optional.empty();
      }
      return Optional.of(
          new PostmasterFile(
              Long.parseLong(lines.getFirst().strip()),
              lines.size() > STATUS && lines.get(STATUS).strip().equals("ready")));
    } catch (NoSuchFileException none) {
      return Optional.empty();
    }
  }

  /**
   * The process when it is alive and serves this very cluster. A number alone proves nothing: it
   * may have been given to another process since. A server's working folder is its cluster for as
   * long as it lives, and its program is called postgres; both together are no accident.
   */
  Optional<ProcessHandle> serving(Path cluster) {
    Path process = Path.of("/proc", Long.toString(pid));
    try {
      boolean here = Files.readSymbolicLink(process.resolve("cwd")).equals(cluster.toRealPath());
      boolean postgres = Files.readSymbolicLink(process.resolve("exe")).endsWith("bin/postgres");
      return here && postgres ? ProcessHandle.of(pid) : Optional.empty();
    } catch (IOException goneOrSomebodyElses) {
      return Optional.empty();
    }
  }
}
