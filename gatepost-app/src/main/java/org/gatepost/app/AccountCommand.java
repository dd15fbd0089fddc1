package org.gatepost.app;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.gatepost.account.Account;
import org.gatepost.account.Role;
import org.gatepost.app.config.Configuration;
import org.gatepost.app.serve.StoreConfiguration;
import org.gatepost.delivery.StorageUnavailableException;
import org.gatepost.mail.Address;
import org.gatepost.mail.IdentitySource;
import org.gatepost.store.DataFolder;
import org.gatepost.store.Store;
import org.gatepost.store.StoreUnusableException;
import org.gatepost.web.FirstAdministrator;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code gatepost account}: for whoever may read the data folder, when the console is no way. */
@Command(
    name = "account",
    synopsisSubcommandLabel = "COMMAND",
    description = "Let an administrator in again.",
    subcommands = AccountCommand.ResetAdministrator.class)
final class AccountCommand implements Runnable {
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
        spec.commandLine(), "Say what to do: reset-administrator.");
  }

  /** {@code gatepost account reset-administrator}. */
  @Command(
      name = "reset-administrator",
      description = "Make a new first password for an administrator, while serve runs or not.",
      footer = {
        "",
        "It is written to first-administrator.txt in the data folder and must be changed",
        "at the next sign-in. The account is signed out everywhere; the access log says",
        "that it happened.",
        "",
        "Exit status: 0 done; 2 wrong use, or there is no such administrator; 69 the",
        "database is down, or the file cannot be written; 78 bad configuration."
      })
  static final class ResetAdministrator implements Callable<Integer>, Verbose {
    @Mixin private CommonOptions options = new CommonOptions();

    @Parameters(
        paramLabel = "NAME",
        arity = "0..1",
        description = "The sign-in name; needed when there are several administrators.")
    private Optional<String> name = Optional.empty();

    @Spec private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
      PrintWriter err = spec.commandLine().getErr();
      Optional<Configuration> configuration = options.configuration(err);
      if (configuration.isEmpty()) {
        return ExitStatus.CONFIGURATION;
      }
      Path data = options.data().orElse(CommonOptions.STANDARD_DATA);
      if (!DataFolder.isThere(data)) {
        err.println("gatepost: " + data + " is no data folder of Gatepost's; no account is there.");
        return ExitStatus.USAGE;
      }
      InstantSource clock = InstantSource.system();
      IdentitySource identities = new IdentitySource(clock, new SecureRandom());
      try {
        DataFolder folder = DataFolder.at(data);
        try (Store store =
            Store.join(StoreConfiguration.settings(configuration.get(), folder, identities))) {
          return reset(store, folder, identities, clock);
        }
      } catch (StoreUnusableException unusable) {
        err.println("gatepost: " + unusable.getMessage());
      } catch (StorageUnavailableException unavailable) {
        err.println("gatepost: the database went away; run this again before you sign in.");
      } catch (IOException | UncheckedIOException unwritable) {
        err.println("gatepost: nothing was changed: " + unwritable.getMessage());
      }
      return ExitStatus.SERVICE_DOWN;
    }

    private int reset(
        Store store, DataFolder folder, IdentitySource identities, InstantSource clock) {
      List<Account> administrators =
          store.accounts().all().stream()
              .filter(account -> account.active() && account.is(Role.ADMINISTRATOR))
              .toList();
      List<Account> meant =
          administrators.stream()
              .filter(
                  account ->
                      name.isEmpty()
                          || Address.parse(name.get())
                              .filter(login -> login.person().equals(account.login().person()))
                              .isPresent())
              .toList();
      if (meant.size() != 1) {
        spec.commandLine()
            .getErr()
            .println("gatepost: " + Plain.line(whyNot(administrators, meant.isEmpty())));
        return ExitStatus.USAGE;
      }
      Path file =
          FirstAdministrator.reset(
              meant.getFirst(),
              store.accounts(),
              store.accessLog(),
              "A new first password was made on the command line, by the system's user "
                  + System.getProperty("user.name"),
              identities,
              clock.instant(),
              folder.path());
      spec.commandLine().getOut().println("The new password is in " + file + ".");
      return ExitStatus.OK;
    }

    private static String whyNot(List<Account> administrators, boolean nobody) {
      if (administrators.isEmpty()) {
        return "there is no administrator. serve makes one when there is no account at all.";
      }
      String names =
          administrators.stream()
              .map(account -> account.login().toString())
              .sorted()
              .collect(Collectors.joining(", "));
      return (nobody ? "that is no administrator's sign-in name" : "say which administrator")
          + ": "
          + names;
    }

    @Override
    public boolean isVerbose() {
      return options.isVerbose();
    }
  }
}
