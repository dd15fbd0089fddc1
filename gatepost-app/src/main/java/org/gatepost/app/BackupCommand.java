package org.gatepost.app;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.gatepost.app.config.Configuration;
import org.gatepost.app.serve.StoreConfiguration;
import org.gatepost.delivery.StorageUnavailableException;
import org.gatepost.mail.IdentitySource;
import org.gatepost.store.BackupFile;
import org.gatepost.store.DataFolder;
import org.gatepost.store.StoreSettings;
import org.gatepost.store.StoreUnusableException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code gatepost backup}. */
@Command(
    name = "backup",
    description = "Write all that is stored into one file, while serve runs or not.",
    footer = {
      "",
      "Held mail stays encrypted in it. Keep keys/content.keys of the data folder as",
      "well, in another place: without it nobody can read that mail again.",
      "",
      "Exit status: 0 written; 2 wrong use, or the file is there already; 69 the",
      "database is down, or the file cannot be written; 78 bad configuration."
    })
final class BackupCommand implements Callable<Integer>, Verbose {
  @Mixin private CommonOptions options = new CommonOptions();

  @Parameters(paramLabel = "FILE", description = "The new file, a ZIP archive.")
  private Path file = Path.of("");

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() {
    PrintWriter err = spec.commandLine().getErr();
    Optional<Configuration> configuration = options.configuration(err);
    if (configuration.isEmpty()) {
      return ExitStatus.CONFIGURATION;
    }
    Path data = options.data().orElse(CommonOptions.STANDARD_DATA);
    if (Files.exists(file)) {
      err.println("gatepost: " + file + " is there already. Nothing is overwritten.");
      return ExitStatus.USAGE;
    }
    if (!DataFolder.isThere(data)) {
      err.println("gatepost: " + data + " is no data folder of Gatepost's; nothing to back up.");
      return ExitStatus.USAGE;
    }
    try {
      DataFolder folder = DataFolder.at(data);
      StoreSettings settings =
          StoreConfiguration.settings(
              configuration.get(),
              folder,
              new IdentitySource(InstantSource.system(), new SecureRandom()));
      BackupFile.at(file).write(settings);
      PrintWriter out = spec.commandLine().getOut();
      out.println("Everything is in " + file + ".");
      out.println("Keep " + settings.keys() + " as well, in another place.");
      return ExitStatus.OK;
    } catch (StoreUnusableException unusable) {
      err.println("gatepost: " + unusable.getMessage());
    } catch (StorageUnavailableException unavailable) {
      err.println("gatepost: the database went away, and nothing was written.");
    } catch (IOException unwritable) {
      err.println("gatepost: nothing was written: " + unwritable);
    }
    return ExitStatus.SERVICE_DOWN;
  }

  @Override
  public boolean isVerbose() {
    return options.isVerbose();
  }
}
