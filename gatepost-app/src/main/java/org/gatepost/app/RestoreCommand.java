package org.gatepost.app;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.gatepost.app.config.Configuration;
import org.gatepost.app.serve.StoreConfiguration;
import org.gatepost.mail.IdentitySource;
import org.gatepost.store.BackupFile;
import org.gatepost.store.DataFolder;
import org.gatepost.store.NotAnArchiveException;
import org.gatepost.store.StoreSettings;
import org.gatepost.store.StoreUnusableException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code gatepost restore}. */
@Command(
    name = "restore",
    description = "Make a new data folder of a backup.",
    footer = {
      "",
      "The data folder must be empty or not there yet; it is there as a whole or not",
      "at all. What was sent after the backup is sent again once serve runs on it.",
      "",
      "Exit status: 0 restored; 2 wrong use, a file that is not there, or a folder",
      "that is not empty; 65 the file is no backup, or damaged; 69 the folder cannot",
      "be made, the database is down, or the keys are others; 78 bad configuration."
    })
final class RestoreCommand implements Callable<Integer>, Verbose {
  @Mixin private CommonOptions options = new CommonOptions();

  @Option(
      names = "--keys",
      paramLabel = "KEYFILE",
      required = true,
      description = "keys/content.keys of the data folder that was backed up.")
  private Path keys = Path.of("");

  @Parameters(paramLabel = "FILE", description = "The backup.")
  private Path file = Path.of("");

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() {
    PrintWriter err = spec.commandLine().getErr();
    Optional<Configuration> configuration = options.configuration(err);
    if (configuration.isEmpty()) {
      return ExitStatus.CONFIGURATION;
    }
    for (Path needed : new Path[] {file, keys}) {
      if (!Files.isRegularFile(needed)) {
        err.println("gatepost: there is no file " + needed + ".");
        return ExitStatus.USAGE;
      }
    }
    Path data = options.data().orElse(CommonOptions.STANDARD_DATA);
    try {
      if (!BackupFile.isVacant(data)) {
        err.println("gatepost: " + data + " is not empty. A backup is restored into a new folder.");
        return ExitStatus.USAGE;
      }
      BackupFile.at(file).restore(data, keys, settings(configuration.get()));
      spec.commandLine().getOut().println("Everything is in " + data + ".");
      return ExitStatus.OK;
    } catch (NotAnArchiveException damaged) {
      err.println("gatepost: " + damaged.getMessage());
      return ExitStatus.NOT_A_MESSAGE;
    } catch (StoreUnusableException unusable) {
      err.println("gatepost: " + unusable.getMessage());
    } catch (IOException | UncheckedIOException failed) {
      err.println("gatepost: nothing was restored: " + failed);
    }
    return ExitStatus.SERVICE_DOWN;
  }

  private static Function<DataFolder, StoreSettings> settings(Configuration configuration) {
    IdentitySource identities = new IdentitySource(InstantSource.system(), new SecureRandom());
    return folder -> {
      try {
        return StoreConfiguration.settings(configuration, folder, identities);
      } catch (IOException unreadable) {
        throw new UncheckedIOException(unreadable);
      }
    };
  }

  @Override
  public boolean isVerbose() {
    return options.isVerbose();
  }
}
