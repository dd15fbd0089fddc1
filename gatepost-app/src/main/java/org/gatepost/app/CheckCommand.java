package org.gatepost.app;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.gatepost.app.check.Checked;
import org.gatepost.app.check.HistoryMemory;
import org.gatepost.app.check.Kept;
import org.gatepost.app.check.MessageCheck;
import org.gatepost.app.check.VerdictJson;
import org.gatepost.app.check.VerdictText;
import org.gatepost.app.config.Configuration;
import org.gatepost.app.replay.History;
import org.gatepost.mail.Address;
import org.gatepost.mail.IdentitySource;
import org.gatepost.mail.ReversePath;
import org.gatepost.policy.Disposition;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code gatepost check}: judges messages and sends nothing. */
@Command(
    name = "check",
    description = "Judge messages without sending them.",
    footer = {
      "",
      "The envelope comes from --from and --to, else from the headers, Bcc included.",
      "A message whose headers name nobody needs --to: without it there is nothing to",
      "judge, which is wrong use.",
      "",
      "From --history it learns who writes to whom, in which conversations and cases,",
      "and which addresses are mailing lists with an archive. What serve and learn keep",
      "is used where --data or database.url is given, neither of which has a default",
      "here: beside serve, or with the database started for the moment. Nothing is kept",
      "of what --history teaches; mail that was learned before counts twice.",
      "",
      "Exit status, the highest of several files: 0 every message may go as it is;",
      "1 something would be stopped or changed; 2 wrong use, or no such file; 65 not a",
      "message; 69 the database is down, or LDAP or Mailman without a copy of it; 70 a",
      "message that could not be judged, for example beyond a limit; 78 bad",
      "configuration. What is wrong with one file does not keep the others from being",
      "judged."
    })
final class CheckCommand implements Callable<Integer>, Verbose {
  private static final String STANDARD_INPUT = "-";

  @Mixin private CommonOptions options = new CommonOptions();

  @Option(
      names = "--from",
      paramLabel = "ADDRESS",
      description = "The sender in the envelope; '<>' for the null sender.")
  private Optional<String> from = Optional.empty();

  @Option(
      names = "--to",
      paramLabel = "ADDRESS",
      description = "A recipient in the envelope; may be repeated. @FILE reads one a line.")
  private List<String> to = List.of();

  @Option(
      names = "--history",
      paramLabel = "PATH",
      description = "Old mail to learn from: mailbox, maildir, folder, .eml, zip or gzip.")
  private List<Path> history = List.of();

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      description = "text (default) or json, one object a line.")
  private OutputFormat format = OutputFormat.TEXT;

  @Option(names = "--all-findings", description = "Also list the findings that no rule acted on.")
  private boolean allFindings;

  @Parameters(paramLabel = "FILE", arity = "1..*", description = "Messages; - is standard input.")
  private List<String> files = List.of();

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws IOException {
    Optional<ReversePath> sender = from.map(this::reversePath);
    List<Address> recipients = recipients();
    PrintWriter err = spec.commandLine().getErr();
    Optional<Configuration> written = options.configuration(err);
    if (written.isEmpty()) {
      return ExitStatus.CONFIGURATION;
    }
    Optional<Configuration> configuration = options.withDirectory(written.get(), err);
    if (configuration.isEmpty()) {
      return ExitStatus.SERVICE_DOWN;
    }
    Optional<OpenedStore> opened = OpenedStore.of(configuration.get(), options, err);
    if (opened.isEmpty()) {
      return ExitStatus.SERVICE_DOWN;
    }
    try (OpenedStore store = opened.get()) {
      return check(configuration.get(), store.kept(), sender, recipients);
    }
  }

  private int check(
      Configuration configuration,
      Kept kept,
      Optional<ReversePath> sender,
      List<Address> recipients)
      throws IOException {
    InstantSource clock = InstantSource.system();
    HistoryMemory memory = learned(configuration, kept, clock);
    MessageCheck check =
        new MessageCheck(
            configuration,
            memory,
            sender,
            recipients,
            clock,
            new IdentitySource(clock, new SecureRandom()));
    int status = ExitStatus.OK;
    for (String file : files) {
      status = Math.max(status, report(file, checked(check, file)));
    }
    return status;
  }

  private static Checked checked(MessageCheck check, String file) {
    if (file.equals(STANDARD_INPUT)) {
      return check.standardInput(System.in);
    }
    try {
      return check.file(Path.of(file));
    } catch (InvalidPathException notAPath) {
      return new Checked.WrongUse("cannot be a file's name here.");
    }
  }

  private HistoryMemory learned(Configuration configuration, Kept kept, InstantSource clock)
      throws IOException {
    PrintWriter err = spec.commandLine().getErr();
    for (Path path : history) {
      if (!Files.isReadable(path)) {
        throw wrong("--history: there is no such file or folder, or it may not be read: " + path);
      }
    }
    HistoryMemory memory = new HistoryMemory(configuration, kept, clock);
    if (!history.isEmpty()) {
      new History(configuration.smtp().maxMessageSize())
          .read(
              history,
              memory::learn,
              trouble -> err.println("gatepost: " + Plain.line("--history: " + trouble)));
    }
    return memory;
  }

  private int report(String file, Checked checked) {
    PrintWriter out = spec.commandLine().getOut();
    PrintWriter err = spec.commandLine().getErr();
    String name = file.equals(STANDARD_INPUT) ? "standard input" : file;
    return switch (checked) {
      case Checked.Judged judged -> {
        switch (format) {
          case JSON -> out.println(VerdictJson.line(judged, allFindings));
          case TEXT -> VerdictText.lines(name, judged, allFindings).forEach(out::println);
        }
        yield status(name, judged);
      }
      case Checked.Unjudged unjudged -> {
        switch (format) {
          case JSON -> out.println(VerdictJson.line(unjudged));
          case TEXT -> VerdictText.lines(name, unjudged).forEach(out::println);
        }
        yield unable(name, unjudged.because());
      }
      case Checked.NotAMessage(String because) -> {
        err.println("gatepost: " + Plain.line(name + ": " + because));
        yield ExitStatus.NOT_A_MESSAGE;
      }
      case Checked.WrongUse(String because) -> {
        err.println("gatepost: " + Plain.line(name + ": " + because));
        yield ExitStatus.USAGE;
      }
    };
  }

  private int status(String name, Checked.Judged judged) {
    return switch (judged.verdict().strictest()) {
      case Disposition.Deliver _ -> ExitStatus.OK;
      case Disposition.Split _, Disposition.Seal _, Disposition.Hold _, Disposition.Refuse _ ->
          ExitStatus.STOPPED;
      case Disposition.Unable(String cause) -> unable(name, cause);
    };
  }

  private int unable(String name, String cause) {
    spec.commandLine()
        .getErr()
        .println("gatepost: " + Plain.line(name + ": could not be judged: " + cause));
    return ExitStatus.FAULT;
  }

  private ReversePath reversePath(String text) {
    if (text.isEmpty() || text.equals("<>")) {
      return ReversePath.none();
    }
    return ReversePath.of(address("--from", text));
  }

  private List<Address> recipients() throws IOException {
    List<Address> addresses = new ArrayList<>();
    for (String text : to) {
      if (text.startsWith("@")) {
        Path list = path(text.substring(1));
        if (!Files.isReadable(list) || Files.isDirectory(list)) {
          throw wrong("--to: cannot read the file " + list);
        }
        for (String line : Files.readAllLines(list)) {
          if (!line.isBlank() && !line.startsWith("#")) {
            addresses.add(address("--to " + text, line.strip()));
          }
        }
        if (addresses.isEmpty()) {
          throw wrong("--to: there is no address in " + list);
        }
      } else {
        addresses.add(address("--to", text));
      }
    }
    return addresses;
  }

  private Address address(String option, String text) {
    return Address.parse(text)
        .orElseThrow(() -> wrong(option + ": '" + text + "' is no e-mail address"));
  }

  private Path path(String text) {
    try {
      return Path.of(text);
    } catch (InvalidPathException notAPath) {
      throw wrong("not a path: " + text);
    }
  }

  private CommandLine.ParameterException wrong(String sentence) {
    return new CommandLine.ParameterException(spec.commandLine(), sentence);
  }

  @Override
  public boolean isVerbose() {
    return options.isVerbose();
  }
}
