package org.gatepost.app;

import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.gatepost.app.config.Configuration;
import org.gatepost.app.serve.Serve;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code gatepost serve}. */
@Command(name = "serve", description = "Run the gate and the console on this machine.")
final class ServeCommand implements Callable<Integer>, Verbose {
  @Mixin private CommonOptions options = new CommonOptions();

  @Option(
      names = "--roles",
      paramLabel = "ROLE",
      split = ",",
      description = "The parts to run: gate, console, portal (default: all that are built).")
  private Set<Serve.Role> roles = EnumSet.allOf(Serve.Role.class);

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() {
    var err = spec.commandLine().getErr();
    Optional<Configuration> configuration = options.configuration(err);
    if (configuration.isEmpty()) {
      return ExitStatus.CONFIGURATION;
    }
    return Serve.run(
        configuration.get(),
        options.data().orElse(CommonOptions.STANDARD_DATA),
        roles,
        spec.commandLine().getOut(),
        err);
  }

  @Override
  public boolean isVerbose() {
    return options.isVerbose();
  }
}
