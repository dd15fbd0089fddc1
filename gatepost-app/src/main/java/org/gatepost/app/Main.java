package org.gatepost.app;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.InstantSource;
import org.gatepost.mail.IdentitySource;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.Spec;

/**
 * The command line: reads what is asked for and hands it to the part that does it.
 *
 * <p>Exit status 2 is a wrong use of the command line, 70 a fault of ours; the others are each
 * command's own.
 */
@Command(
    name = "gatepost",
    description = "A guard for outbound e-mail.",
    mixinStandardHelpOptions = true,
    versionProvider = ProgramVersion.class,
    subcommands = {
      ServeCommand.class,
      CheckCommand.class,
      ReplayCommand.class,
      LearnCommand.class,
      ConfigCommand.class,
      BackupCommand.class,
      RestoreCommand.class,
      AccountCommand.class,
      TestCommand.class
    },
    synopsisSubcommandLabel = "COMMAND")
final class Main implements Runnable {

  @Spec private CommandSpec spec = CommandSpec.create();

  public static void main(String[] args) {
    CommandLine line = commandLine();
    line.setOut(utf8(FileDescriptor.out));
    line.setErr(utf8(FileDescriptor.err));
    System.exit(run(line, args));
  }

  /** The outermost loop: whatever happens, the exit status never says that a message is fine. */
  private static int run(CommandLine line, String[] args) {
    try {
      return line.execute(args);
    } catch (Throwable fault) {
      return fault(line, fault, true);
    }
  }

  /** The command line as it is, with help 80 columns wide whatever the terminal. */
  static CommandLine commandLine() {
    CommandLine line = new CommandLine(new Main());
    // For whoever tries it first; --help says the same and stays the one that is listed.
    CommandLine help = new CommandLine(new CommandLine.HelpCommand());
    help.getCommandSpec().usageMessage().hidden(true);
    line.addSubcommand("help", help);
    line.setUsageHelpWidth(80);
    line.setColorScheme(CommandLine.Help.defaultColorScheme(Ansi.OFF));
    line.setExpandAtFiles(false);
    line.setCaseInsensitiveEnumValuesAllowed(true);
    line.setParameterExceptionHandler(Main::wrongUse);
    line.setExecutionExceptionHandler(Main::fault);
    return line;
  }

  @Override
  public void run() {
    throw new CommandLine.ParameterException(spec.commandLine(), "Say which command to run.");
  }

  private static int wrongUse(CommandLine.ParameterException wrong, String[] args) {
    CommandLine line = wrong.getCommandLine();
    PrintWriter err = line.getErr();
    err.println("gatepost: " + Plain.line(String.valueOf(wrong.getMessage())));
    CommandLine.UnmatchedArgumentException.printSuggestions(wrong, err);
    err.print(line.getHelp().synopsisHeading(new Object[0]));
    err.print(line.getHelp().synopsis(line.getHelp().synopsisHeadingLength()));
    err.println("Try: " + line.getCommandSpec().qualifiedName() + " --help");
    err.flush();
    return ExitStatus.USAGE;
  }

  private static int fault(Exception fault, CommandLine line, ParseResult parsed) {
    boolean verbose = line.getCommand() instanceof Verbose command && command.isVerbose();
    return fault(line, fault, verbose);
  }

  private static int fault(CommandLine line, Throwable fault, boolean verbose) {
    PrintWriter err = line.getErr();
    String trace = new IdentitySource(InstantSource.system(), new SecureRandom()).next().toString();
    err.println(
        "gatepost: a fault of ours, "
            + fault.getClass().getSimpleName()
            + " (trace "
            + trace
            + ")"
            + (verbose ? ":" : "; --verbose prints where it happened."));
    if (verbose) {
      fault.printStackTrace(err);
    }
    err.flush();
    return ExitStatus.FAULT;
  }

  private static PrintWriter utf8(FileDescriptor to) {
    return new PrintWriter(
        new OutputStreamWriter(new FileOutputStream(to), StandardCharsets.UTF_8), true);
  }
}
