package org.gatepost.app;

import java.io.PrintWriter;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.gatepost.app.config.Advice;
import org.gatepost.app.config.Configuration;
import org.gatepost.app.config.ConfigurationListing;
import org.gatepost.app.config.ConfigurationSchema;
import org.gatepost.app.config.Loading;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code gatepost config}: looks at the configuration and changes nothing. */
@Command(
    name = "config",
    synopsisSubcommandLabel = "COMMAND",
    description = "Check the configuration, show it, or print its JSON Schema.",
    subcommands = {ConfigCommand.Check.class, ConfigCommand.Show.class, ConfigCommand.Schema.class})
final class ConfigCommand implements Runnable {
  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = CommonOptions.HELP)
  @SuppressWarnings("UnusedVariable") // picocli reads it
  private boolean help;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public void run() {
    throw new CommandLine.ParameterException(
        spec.commandLine(), "Say what to do: check, show or schema.");
  }

  /** {@code gatepost config check}. */
  @Command(name = "check", description = "Say everything that is wrong with the configuration.")
  static final class Check implements Callable<Integer>, Verbose {
    @Mixin private CommonOptions options = new CommonOptions();
    @Spec private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
      PrintWriter err = spec.commandLine().getErr();
      Optional<Configuration> configuration = options.configuration(err);
      if (configuration.isEmpty()) {
        return ExitStatus.CONFIGURATION;
      }
      Advice.on(configuration.get()).forEach(line -> err.println("warning: " + Plain.line(line)));
      spec.commandLine().getOut().println("The configuration is good.");
      return ExitStatus.OK;
    }

    @Override
    public boolean isVerbose() {
      return options.isVerbose();
    }
  }

  /** {@code gatepost config show}. */
  @Command(
      name = "show",
      description = "Print every key with its value and where the value comes from.")
  static final class Show implements Callable<Integer>, Verbose {
    @Mixin private CommonOptions options = new CommonOptions();
    @Spec private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
      return switch (options.load()) {
        case Loading.Loaded loaded -> {
          PrintWriter out = spec.commandLine().getOut();
          ConfigurationListing.of(loaded).forEach(out::println);
          yield ExitStatus.OK;
        }
        case Loading.Refused(var problems) -> {
          CommonOptions.print(problems, spec.commandLine().getErr());
          yield ExitStatus.CONFIGURATION;
        }
      };
    }

    @Override
    public boolean isVerbose() {
      return options.isVerbose();
    }
  }

  /** {@code gatepost config schema}. */
  @Command(name = "schema", description = "Print the JSON Schema of gatepost.yaml.")
  static final class Schema implements Callable<Integer>, Verbose {
    @Mixin private CommonOptions options = new CommonOptions();
    @Spec private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
      spec.commandLine().getOut().println(ConfigurationSchema.text());
      return ExitStatus.OK;
    }

    @Override
    public boolean isVerbose() {
      return options.isVerbose();
    }
  }
}
