package org.gatepost.app.config;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Where a secret is kept. The configuration never holds one. */
public sealed interface Secret {
  /** In the first line of a file. */
  record InFile(Path file) implements Secret {}

  /** In an environment variable. */
  record InEnvironment(String variable) implements Secret {}

  /**
   * Fetches it.
   *
   * @return empty when the variable is not set or the file is empty
   * @throws IOException when the file cannot be read
   */
  default Optional<String> fetch() throws IOException {
    return switch (this) {
      case InFile(Path file) -> {
        try (var lines = Files.lines(file, StandardCharsets.UTF_8)) {
          yield lines.findFirst().filter(line -> !line.isEmpty());
        }
      }
      case InEnvironment(String variable) ->
          Optional.ofNullable(System.getenv(variable)).filter(text -> !text.isEmpty());
    };
  }
}
