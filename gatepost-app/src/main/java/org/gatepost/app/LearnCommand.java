package org.gatepost.app;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.gatepost.app.config.Configuration;
import org.gatepost.app.replay.Learn;
import org.gatepost.app.replay.Progress;
import org.gatepost.app.serve.StoreConfiguration;
import org.gatepost.app.serve.StoredCorrespondence;
import org.gatepost.delivery.StorageUnavailableException;
import org.gatepost.mail.Address;
import org.gatepost.mail.IdentitySource;
import org.gatepost.store.DataFolder;
import org.gatepost.store.Store;
import org.gatepost.store.StoreUnusableException;
import org.gatepost.store.sql.JdbcCorrespondence;
import org.gatepost.store.sql.JdbcLists;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code gatepost learn}: takes old mail into the database, or one person out of it. */
@Command(
    name = "learn",
    description =
        "Learn who writes to whom, and which addresses are lists, from old mail, while serve runs"
            + " or not.",
    footer = {
      "",
      "Reads mailboxes (mbox), maildirs, folders of messages, and zip or gzip files",
      "of them, sent and received mail together, in the order of dates: an answer",
      "counts only when the message that it answers is known. A message that was",
      "learned before counts once. What is kept of it is in docs/correspondence.md.",
      "",
      "Exit status, the highest that applies: 0 learned, or erased; 2 wrong use; 65 a",
      "file could not be read to its end, or nothing is a message; 69 the database is",
      "down, or LDAP or Mailman without a copy of it; 78 bad configuration, or",
      "organisation.domains is not set. Single messages that are damaged are counted",
      "and change nothing."
    })
final class LearnCommand implements Callable<Integer>, Verbose {
  private static final Path STANDARD_INPUT = Path.of("-");

  @Mixin private CommonOptions options = new CommonOptions();

  @Option(
      names = "--erase",
      paramLabel = "ADDRESS",
      description =
          "Learns nothing; erases what is known of this person, and writes down that it was done.")
  private Optional<String> erase = Optional.empty();

  @Parameters(paramLabel = "PATH", arity = "0..*", description = "Old mail; - is standard input.")
  private List<Path> paths = List.of();

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws IOException {
    Optional<Address> erased = erase.map(this::address);
    if (erased.isPresent() != paths.isEmpty()) {
      throw wrong(erased.isPresent() ? "--erase takes no PATH" : "say what to learn from: PATH");
    }
    for (Path path : paths) {
      if (!path.equals(STANDARD_INPUT) && !Files.isReadable(path)) {
        throw wrong("there is no such file or folder, or it may not be read: " + path);
      }
    }
    PrintWriter err = spec.commandLine().getErr();
    Optional<Configuration> configuration = options.configuration(err);
    if (configuration.isEmpty()) {
      return ExitStatus.CONFIGURATION;
    }
    if (erased.isEmpty() && configuration.get().organisation().domains().isEmpty()) {
      err.println("gatepost: organisation.domains is not set: nobody can tell who is one of you.");
      return ExitStatus.CONFIGURATION;
    }
    Path data = options.data().orElse(CommonOptions.STANDARD_DATA);
    if (erased.isPresent() && !DataFolder.isThere(data)) {
      err.println("gatepost: " + data + " is no data folder of Gatepost's; nobody is known there.");
      return ExitStatus.USAGE;
    }
    Optional<Configuration> whole =
        erased.isPresent()
            ? configuration
            : options.withDirectory(configuration.get(), Optional.of(data), err);
    return whole.isEmpty() ? ExitStatus.SERVICE_DOWN : withStore(whole.get(), data, erased);
  }

  private int withStore(Configuration configuration, Path data, Optional<Address> erased)
      throws IOException {
    PrintWriter err = spec.commandLine().getErr();
    InstantSource clock = InstantSource.system();
    IdentitySource identities = new IdentitySource(clock, new SecureRandom());
    try (Store store =
        Store.join(StoreConfiguration.settings(configuration, DataFolder.at(data), identities))) {
      JdbcCorrespondence correspondence = StoredCorrespondence.of(store, configuration);
      if (erased.isPresent()) {
        return erase(correspondence, erased.get(), identities, clock);
      }
      return learn(correspondence, store.lists(), configuration, clock);
    } catch (StoreUnusableException unusable) {
      err.println("gatepost: " + unusable.getMessage());
    } catch (StorageUnavailableException unavailable) {
      err.println("gatepost: the database went away; run this again, nothing counts twice.");
    }
    return ExitStatus.SERVICE_DOWN;
  }

  private int learn(
      JdbcCorrespondence correspondence,
      JdbcLists lists,
      Configuration configuration,
      InstantSource clock)
      throws IOException {
    PrintWriter err = spec.commandLine().getErr();
    Progress progress =
        TerminalProgress.isTerminal() ? new TerminalProgress(err, clock) : Progress.silent();
    Learn.Report report =
        new Learn(
                correspondence,
                lists::learn,
                StoredCorrespondence.reading(configuration, correspondence),
                configuration.smtp().maxMessageSize(),
                clock,
                progress)
            .run(paths, System.in);
    report.troubles().forEach(trouble -> err.println("gatepost: " + trouble));
    spec.commandLine()
        .getOut()
        .println(
            String.format(
                Locale.ROOT,
                "%,d messages learned; %,d teach nothing; %,d could not be read.",
                report.messages(),
                report.without(),
                report.unreadable()));
    boolean nothing = report.messages() + report.without() == 0;
    return report.files() > 0 || nothing ? ExitStatus.NOT_A_MESSAGE : ExitStatus.OK;
  }

  private int erase(
      JdbcCorrespondence correspondence,
      Address person,
      IdentitySource identities,
      InstantSource clock) {
    long things =
        correspondence.erase(
            person,
            identities.next(),
            clock.instant(),
            "the system's user " + System.getProperty("user.name"));
    spec.commandLine()
        .getOut()
        .println(
            things == 0
                ? "Nothing was known of this person."
                : String.format(Locale.ROOT, "Erased: %,d things known of this person.", things));
    return ExitStatus.OK;
  }

  private Address address(String text) {
    return Address.parse(text)
        .orElseThrow(() -> wrong("--erase: '" + text + "' is no e-mail address"));
  }

  private CommandLine.ParameterException wrong(String sentence) {
    return new CommandLine.ParameterException(spec.commandLine(), sentence);
  }

  @Override
  public boolean isVerbose() {
    return options.isVerbose();
  }
}
