package org.gatepost.app.check;

import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.gatepost.app.config.Configuration;
import org.gatepost.directory.Copies;
import org.gatepost.directory.DirectorySource;
import org.gatepost.directory.LdapSource;
import org.gatepost.directory.LiveDirectory;
import org.gatepost.directory.MailmanSource;

/** The whole directory of an organisation: its files, and what lives elsewhere. */
public final class Directories {
  /** Somebody waits for {@code check}: a server that needs longer than this is down. */
  private static final Duration SHORT_ANSWER = Duration.ofSeconds(3);

  private static final Duration SHORT_READING = Duration.ofSeconds(20);

  private Directories() {}

  /** For the gate, which keeps the copies up to date. */
  public static LiveDirectory.Opening serving(
      Configuration configuration, Path data, InstantSource clock) {
    return LiveDirectory.open(
        parts(
            configuration,
            Duration.ofDays(1),
            configuration.sources().readTimeout(),
            Optional.of(Copies.in(copies(data)))),
        clock);
  }

  /**
   * For a command that judges a few messages and ends.
   *
   * @param data the folder of the gate, whose copies serve where a server does not answer
   */
  public static LiveDirectory.Opening glancing(
      Configuration configuration, Optional<Path> data, InstantSource clock) {
    return LiveDirectory.open(
        parts(
            configuration,
            SHORT_ANSWER,
            SHORT_READING,
            data.map(Directories::copies).map(Copies::readOnly)),
        clock);
  }

  private static Path copies(Path data) {
    return data.resolve("directory");
  }

  private static LiveDirectory.Parts parts(
      Configuration configuration, Duration answer, Duration reading, Optional<Copies> copies) {
    Configuration.Sources sources = configuration.sources();
    List<DirectorySource> elsewhere = new ArrayList<>();
    sources
        .mailman()
        .ifPresent(settings -> elsewhere.add(new MailmanSource(settings.within(answer))));
    sources.ldap().ifPresent(settings -> elsewhere.add(new LdapSource(settings.within(answer))));
    return new LiveDirectory.Parts(
        sources.written(),
        configuration.organisation().freemail(),
        elsewhere,
        copies,
        reading,
        sources.acceptLoss());
  }
}
