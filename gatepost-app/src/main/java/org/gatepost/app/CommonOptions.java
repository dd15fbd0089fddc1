package org.gatepost.app;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.gatepost.app.check.Directories;
import org.gatepost.app.config.Configuration;
import org.gatepost.app.config.ConfigurationFile;
import org.gatepost.app.config.Loading;
import org.gatepost.app.config.Problem;
import org.gatepost.directory.Event;
import org.gatepost.directory.LiveDirectory;
import picocli.CommandLine.Option;

/** The options that every command takes. */
final class CommonOptions {
  /** Where everything is kept unless {@code --data} says otherwise. */
  static final Path STANDARD_DATA = Path.of("data");

  static final String HELP = "Show this help message and exit.";

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = HELP)
  @SuppressWarnings("UnusedVariable") // picocli reads it
  private boolean help;

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "The configuration (default: gatepost.yaml here, if there is one).")
  private Optional<Path> config = Optional.empty();

  @Option(names = "--data", paramLabel = "DIR", description = "The data folder (default: ./data).")
  private Optional<Path> data = Optional.empty();

  @Option(
      names = "--set",
      paramLabel = "KEY=VALUE",
      description = "Sets one key of the configuration; lists are separated by commas.")
  private List<String> set = List.of();

  @Option(names = "--verbose", description = "On a fault, prints where it happened.")
  private boolean verbose;

  boolean isVerbose() {
    return verbose;
  }

  Optional<Path> data() {
    return data;
  }

  /** Reads the configuration. */
  Loading load() {
    return ConfigurationFile.load(config, set);
  }

  /** Reads the configuration; what is wrong with it is printed, and nothing comes back. */
  Optional<Configuration> configuration(PrintWriter err) {
    return switch (load()) {
      case Loading.Loaded(var configuration, _) -> Optional.of(configuration);
      case Loading.Refused(var problems) -> {
        print(problems, err);
        yield Optional.empty();
      }
    };
  }

  /** As the other, with the last copies of {@code --data} where that is given. */
  Optional<Configuration> withDirectory(Configuration configuration, PrintWriter err) {
    return withDirectory(configuration, data, err);
  }

  /**
   * Adds what lives elsewhere to the directory; when that cannot be had, the reason is printed and
   * nothing comes back.
   *
   * @param data where the last copies are
   */
  Optional<Configuration> withDirectory(
      Configuration configuration, Optional<Path> data, PrintWriter err) {
    if (!configuration.sources().areElsewhere()) {
      return Optional.of(configuration);
    }
    return switch (Directories.glancing(configuration, data, InstantSource.system())) {
      case LiveDirectory.Opening.Opened(var directory, var events) -> {
        events.stream()
            .filter(Event::isTrouble)
            .forEach(event -> err.println("gatepost: " + Plain.line(event.text())));
        yield Optional.of(configuration.with(directory));
      }
      case LiveDirectory.Opening.Unavailable(String because) -> {
        err.println("gatepost: " + Plain.line(because));
        yield Optional.empty();
      }
    };
  }

  static void print(List<Problem> problems, PrintWriter err) {
    problems.forEach(problem -> err.println(Plain.line(problem.toString())));
    err.println(
        "gatepost: the configuration has "
            + (problems.size() == 1 ? "1 problem." : problems.size() + " problems."));
    err.flush();
  }
}
