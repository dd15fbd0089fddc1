package org.gatepost.app;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import org.gatepost.app.check.Kept;
import org.gatepost.app.config.Configuration;
import org.gatepost.app.replay.Pace;
import org.gatepost.app.replay.Progress;
import org.gatepost.app.replay.Replay;
import org.gatepost.app.replay.ReplayJson;
import org.gatepost.app.replay.ReplayReport;
import org.gatepost.app.replay.ReplayText;
import org.gatepost.delivery.StorageUnavailableException;
import org.gatepost.mail.IdentitySource;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code gatepost replay}: what the policy would have done with last year's mail. */
@Command(
    name = "replay",
    description = "Judge old sent mail and count what would have been stopped.",
    footer = {
      "",
      "Reads mailboxes (mbox), maildirs, folders of messages, and zip or gzip files",
      "of them. Nothing is sent and nothing is kept.",
      "",
      "It learns as it goes, in the order of dates: every message is judged by what",
      "the ones before it taught. Where --data or database.url is given, neither of",
      "which has a default here, what serve and learn keep is known from the start:",
      "judge only mail that they have not learned, or it is judged by itself.",
      "",
      "Exit status, the highest that applies: 0 nothing would have been stopped, which",
      "is so when none of the mail is yours (a line says it); 1 something would; 2",
      "wrong use; 65 a file could not be read to its end, or nothing is a message;",
      "69 the database is down, or LDAP or Mailman without a copy of it; 70 a message",
      "could not be judged, for example beyond a limit; 78 bad configuration. Single",
      "messages that are damaged are counted and change nothing."
    })
final class ReplayCommand implements Callable<Integer>, Verbose {
  private static final Path STANDARD_INPUT = Path.of("-");

  @Mixin private CommonOptions options = new CommonOptions();

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      description = "text (default) or json, one object.")
  private OutputFormat format = OutputFormat.TEXT;

  @Option(
      names = "--limit-rate",
      description = "Judges no more than --messages-per-second, for a machine that has other work.")
  private boolean limitRate;

  @Option(
      names = "--messages-per-second",
      paramLabel = "COUNT",
      description = "What --limit-rate limits it to (default: 50).")
  private int messagesPerSecond = 50;

  @Parameters(paramLabel = "PATH", arity = "1..*", description = "Old mail; - is standard input.")
  private List<Path> paths = List.of();

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws IOException {
    for (Path path : paths) {
      if (!path.equals(STANDARD_INPUT) && !Files.isReadable(path)) {
        throw new CommandLine.ParameterException(
            spec.commandLine(), "there is no such file or folder, or it may not be read: " + path);
      }
    }
    if (messagesPerSecond < 1) {
      throw new CommandLine.ParameterException(
          spec.commandLine(), "--messages-per-second: expected 1 or more");
    }
    PrintWriter err = spec.commandLine().getErr();
    Optional<Configuration> written = options.configuration(err);
    if (written.isEmpty()) {
      return ExitStatus.CONFIGURATION;
    }
    Optional<Configuration> configuration = options.withDirectory(written.get(), err);
    if (configuration.isEmpty()) {
      return ExitStatus.SERVICE_DOWN;
    }
    if (configuration.get().organisation().domains().isEmpty()) {
      err.println(
          "gatepost: organisation.domains is not set: every message counts as sent by you.");
    }
    Optional<OpenedStore> opened = OpenedStore.of(configuration.get(), options, err);
    if (opened.isEmpty()) {
      return ExitStatus.SERVICE_DOWN;
    }
    ReplayReport report;
    try (OpenedStore store = opened.get()) {
      report = replay(configuration.get(), store.kept());
    } catch (StorageUnavailableException unavailable) {
      err.println("gatepost: the database went away; nothing was kept, run this again.");
      return ExitStatus.SERVICE_DOWN;
    }
    PrintWriter out = spec.commandLine().getOut();
    switch (format) {
      case JSON -> out.println(ReplayJson.line(report));
      case TEXT -> ReplayText.lines(report).forEach(out::println);
    }
    if (report.messagesRead() > 0 && report.all().messages() == 0) {
      err.println(
          "gatepost: nothing was judged: no message with a recipient was written by somebody of"
              + " organisation.domains.");
    }
    return status(report);
  }

  private ReplayReport replay(Configuration configuration, Kept kept) throws IOException {
    InstantSource clock = InstantSource.system();
    Pace pace =
        limitRate ? Pace.limited(messagesPerSecond, clock, ReplayCommand::sleep) : Pace.free();
    Progress progress =
        TerminalProgress.isTerminal()
            ? new TerminalProgress(spec.commandLine().getErr(), clock)
            : Progress.silent();
    IdentitySource identities = new IdentitySource(clock, new SecureRandom());
    return new Replay(configuration, kept, identities, clock, pace, progress).run(paths, System.in);
  }

  private static void sleep(Duration time) {
    LockSupport.parkNanos(time.toNanos());
  }

  private static int status(ReplayReport report) {
    if (report.unable() > 0) {
      return ExitStatus.FAULT;
    }
    if (report.unreadableFiles() > 0 || report.messagesRead() == 0) {
      return ExitStatus.NOT_A_MESSAGE;
    }
    return report.all().stopped() > 0 ? ExitStatus.STOPPED : ExitStatus.OK;
  }

  @Override
  public boolean isVerbose() {
    return options.isVerbose();
  }
}
