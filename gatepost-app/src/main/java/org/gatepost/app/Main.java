package org.gatepost.app;

import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
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
    subcommands = {Serve.class},
    exitCodeOnExecutionException = 70,
    synopsisSubcommandLabel = "COMMAND")
final class Main implements Runnable {

  @Spec private CommandSpec spec;

  Main() {
    this.spec = CommandSpec.create();
  }

  public static void main(String[] args) {
    System.exit(commandLine().execute(args));
  }

  /** The command line as it is, with help 80 columns wide whatever the terminal. */
  static CommandLine commandLine() {
    CommandLine line = new CommandLine(new Main());
    line.setUsageHelpWidth(80);
    line.setColorScheme(CommandLine.Help.defaultColorScheme(Ansi.OFF));
    return line;
  }

  @Override
  public void run() {
    PrintWriter err = spec.commandLine().getErr();
    spec.commandLine().usage(err);
    throw new CommandLine.ParameterException(spec.commandLine(), "Say which command to run.");
  }
}
