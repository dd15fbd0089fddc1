package org.gatepost.app.config;

import java.nio.file.Path;

/** Where a value comes from. */
public sealed interface Origin {
  /** Nobody said anything. */
  record Default() implements Origin {
    @Override
    public String toString() {
      return "default";
    }
  }

  /**
   * A place in a file.
   *
   * @param file as it was named
   * @param line from 1; 0 for the file as a whole
   * @param column from 1
   */
  record InFile(Path file, int line, int column) implements Origin {
    @Override
    public String toString() {
      return line == 0 ? file.toString() : file + ":" + line + ":" + column;
    }
  }

  /** A {@code --set} option. */
  record OnCommandLine(String key) implements Origin {
    @Override
    public String toString() {
      return "--set " + key;
    }
  }

  /** The folder that a relative path is relative to. */
  default Path folder() {
    return switch (this) {
      case InFile(Path file, _, _) -> {
        Path parent = file.toAbsolutePath().normalize().getParent();
        yield parent == null ? file.toAbsolutePath() : parent;
      }
      case Default _, OnCommandLine _ -> Path.of("").toAbsolutePath();
    };
  }
}
