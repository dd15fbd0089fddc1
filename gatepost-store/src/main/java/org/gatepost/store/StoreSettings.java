package org.gatepost.store;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import org.gatepost.mail.Content;
import org.gatepost.mail.IdentitySource;

/**
 * What a store needs to know.
 *
 * @param database a server of one's own; empty for the embedded one
 * @param keyFile empty for {@code keys/content.keys} in the data folder
 * @param connections to the database, at most
 * @param patience how long a caller waits for a connection
 * @param subjects reads a message's subject, for the lists of the trial outbox
 */
public record StoreSettings(
    DataFolder folder,
    Optional<OwnDatabase> database,
    Optional<Path> keyFile,
    int connections,
    Duration patience,
    Function<Content, String> subjects,
    IdentitySource identities) {
  /**
   * A PostgreSQL that somebody else looks after.
   *
   * @param url as {@code jdbc:postgresql://host/database}
   */
  public record OwnDatabase(String url, Optional<String> user, Optional<String> password) {
    @Override
    public String toString() {
      return "OwnDatabase";
    }
  }

  /** The embedded database, with what is right for one machine. */
  public static StoreSettings embedded(DataFolder folder, IdentitySource identities) {
    return new StoreSettings(
        folder,
        Optional.empty(),
        Optional.empty(),
        10,
        Duration.ofSeconds(3),
        SubjectLine::of,
        identities);
  }

  public StoreSettings withDatabase(OwnDatabase own) {
    return new StoreSettings(
        folder, Optional.of(own), keyFile, connections, patience, subjects, identities);
  }

  public StoreSettings withKeyFile(Path file) {
    return new StoreSettings(
        folder, database, Optional.of(file), connections, patience, subjects, identities);
  }

  public StoreSettings withSubjects(Function<Content, String> reading) {
    return new StoreSettings(folder, database, keyFile, connections, patience, reading, identities);
  }

  /** Where the key file is. */
  public Path keys() {
    return keyFile.orElseGet(() -> folder.keys().resolve("content.keys"));
  }
}
