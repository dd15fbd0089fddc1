package org.gatepost.app;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Optional;
import org.gatepost.app.check.Kept;
import org.gatepost.app.config.Configuration;
import org.gatepost.app.serve.StoreConfiguration;
import org.gatepost.app.serve.StoredCorrespondence;
import org.gatepost.delivery.StorageUnavailableException;
import org.gatepost.mail.IdentitySource;
import org.gatepost.store.DataFolder;
import org.gatepost.store.Store;
import org.gatepost.store.StoreUnusableException;

/**
 * What serve and learn keep, opened for as long as a command asks. Only a command that was told
 * where it is, by {@code --data} or {@code database.url}, looks there.
 */
final class OpenedStore implements AutoCloseable {
  private final Optional<Store> store;
  private final Kept kept;

  private OpenedStore(Optional<Store> store, Kept kept) {
    this.store = store;
    this.kept = kept;
  }

  /**
   * Opens it, beside serve or alone. When it is there and cannot be opened, the reason is printed
   * and nothing comes back; when there is none, that is printed, and nothing is known of it.
   */
  static Optional<OpenedStore> of(
      Configuration configuration, CommonOptions options, PrintWriter err) throws IOException {
    if (options.data().isEmpty() && configuration.database().isEmpty()) {
      return Optional.of(nothing());
    }
    Path data = options.data().orElse(CommonOptions.STANDARD_DATA);
    if (!DataFolder.isThere(data)) {
      err.println(
          "gatepost: "
              + Plain.line(data.toString())
              + " is no data folder of Gatepost's: nothing was learned there.");
      return Optional.of(nothing());
    }
    try {
      IdentitySource identities = new IdentitySource(InstantSource.system(), new SecureRandom());
      Store store =
          Store.join(StoreConfiguration.settings(configuration, DataFolder.at(data), identities));
      return Optional.of(
          new OpenedStore(
              Optional.of(store),
              new Kept(
                  StoredCorrespondence.of(store, configuration),
                  store.answers().aside(),
                  store.lists())));
    } catch (StoreUnusableException unusable) {
      err.println("gatepost: " + unusable.getMessage());
    } catch (StorageUnavailableException unavailable) {
      err.println("gatepost: the database is down, and what was learned is not known.");
    }
    return Optional.empty();
  }

  private static OpenedStore nothing() {
    return new OpenedStore(Optional.empty(), Kept.nothing());
  }

  Kept kept() {
    return kept;
  }

  @Override
  public void close() {
    store.ifPresent(Store::close);
  }
}
