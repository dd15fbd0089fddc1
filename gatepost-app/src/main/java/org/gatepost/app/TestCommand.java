package org.gatepost.app;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * {@code gatepost test}, for the help and for an installed copy. In a source tree the script {@code
 * ./gatepost} runs the tests itself, for it is what builds.
 */
@Command(
    name = "test",
    description = "Run all tests, setting up what they need (source tree only).",
    footer = {
      "",
      "Exit status: 0 everything passed; 2 wrong use; 69 something that the tests need",
      "is missing; anything else: a test or a gate failed."
    })
@SuppressWarnings("UnusedVariable") // picocli reads the options
final class TestCommand implements Callable<Integer> {
  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = CommonOptions.HELP)
  private boolean help;

  @Option(names = "--quick", description = "Only the core's tests: no gates, no peers.")
  private boolean quick;

  @Option(names = "--long", description = "Also the tests that take minutes.")
  private boolean longer;

  @Option(
      names = "--install-peers",
      description = {
        "Install the Debian packages that the whole-program tests talk to; starts none of them and"
            + " removes nothing."
      })
  private boolean installPeers;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() {
    spec.commandLine()
        .getErr()
        .println("gatepost: the tests are part of the source tree; this is an installed copy.");
    return ExitStatus.USAGE;
  }
}
