package org.gatepost.app.serve;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.gatepost.app.check.Directories;
import org.gatepost.app.config.Configuration;
import org.gatepost.directory.Event;
import org.gatepost.directory.LiveDirectory;
import org.gatepost.gate.FaultText;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps the directory fresh, off the way of any message, and says so when it is not. */
final class DirectorySide {
  private static final Logger LOG = LoggerFactory.getLogger(DirectorySide.class);

  /** Sources of which it has been said that they are read. */
  private final Set<String> well = new HashSet<>();

  private DirectorySide() {}

  /**
   * Adds what lives elsewhere to a configuration's directory.
   *
   * @param data the data folder, which holds the last copies
   * @throws IOException when a source can neither be read nor is there a copy of it
   */
  static Configuration complete(
      Configuration configuration, Path data, InstantSource clock, Opened opened)
      throws IOException {
    if (!configuration.sources().areElsewhere()) {
      return configuration;
    }
    return switch (Directories.serving(configuration, data, clock)) {
      case LiveDirectory.Opening.Unavailable(String because) -> throw new IOException(because);
      case LiveDirectory.Opening.Opened(var directory, var events) -> {
        DirectorySide side = new DirectorySide();
        side.say(events);
        Duration refresh = configuration.sources().refresh();
        opened.add(
            new Ticker(
                "directory",
                refresh,
                refresh,
                () -> side.say(directory.refresh()),
                fault ->
                    LOG.error("The directory could not be read anew: {}", FaultText.of(fault))));
        opened.add(directory); // closed first: a reading that hangs keeps nobody waiting
        yield configuration.with(directory);
      }
    };
  }

  private void say(List<Event> events) {
    for (Event event : events) {
      switch (event) {
        case Event.Fresh(String source, _, _) -> {
          if (well.add(source)) {
            LOG.info(event.text());
          }
        }
        case Event.Aged(String source, _, _, _) -> {
          well.remove(source);
          LOG.warn(event.text());
        }
        case Event.NotKept _, Event.Contradicted _ -> LOG.warn(event.text());
      }
    }
  }
}
