package org.gatepost.app.serve;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import org.gatepost.app.config.Configuration;
import org.gatepost.gate.MessageReader;
import org.gatepost.mail.Content;
import org.gatepost.mail.IdentitySource;
import org.gatepost.mime.ScanningMessageReader;
import org.gatepost.store.DataFolder;
import org.gatepost.store.StoreSettings;

/** What the configuration says of the store. */
public final class StoreConfiguration {
  private StoreConfiguration() {}

  /**
   * Settings for a data folder.
   *
   * @throws IOException when the database's password cannot be read
   */
  public static StoreSettings settings(
      Configuration configuration, DataFolder folder, IdentitySource identities)
      throws IOException {
    StoreSettings embedded =
        StoreSettings.embedded(folder, identities).withSubjects(StoreConfiguration::subject);
    Optional<Configuration.Database> own = configuration.database();
    if (own.isEmpty()) {
      return embedded;
    }
    Optional<String> password =
        own.get().password().isEmpty() ? Optional.empty() : own.get().password().get().fetch();
    return embedded.withDatabase(
        new StoreSettings.OwnDatabase(own.get().url(), own.get().user(), password));
  }

  /** A message's subject, decoded, for the lists of the trial outbox. */
  private static String subject(Content content) {
    try {
      return switch (new ScanningMessageReader().read(content)) {
        case MessageReader.Reading.Read(var message) -> message.heading().subject().orElse("");
        case MessageReader.Reading.Unread _ -> "";
      };
    } catch (IOException unreadable) {
      throw new UncheckedIOException("Content that was just received cannot be read.", unreadable);
    }
  }
}
