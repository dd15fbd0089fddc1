package org.gatepost.store.postgres;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Properties;
import org.gatepost.store.PrivateFiles;

/**
 * Where a running embedded server answers, for another process of the same owner. The password is
 * in a file of its own.
 *
 * @param port on 127.0.0.1
 */
record ServerAddress(int port) {
  private static final String NAME = "connection";

  static Optional<ServerAddress> read(Path postgres) throws IOException {
    Properties properties = new Properties();
    try {
      properties.load(new StringReader(Files.readString(postgres.resolve(NAME))));
    } catch (NoSuchFileException none) {
      return Optional.empty();
    }
    return Optional.of(new ServerAddress(Integer.parseInt(properties.getProperty("port", "0"))));
  }

  void write(Path postgres) throws IOException {
    PrivateFiles.write(
        postgres.resolve(NAME),
        """
        # Where the running embedded database answers; the password is in the file beside this one.
        host=127.0.0.1
        port=%d
        database=%s
        user=%s
        password-file=%s
        """
            .formatted(
                port, EmbeddedPostgres.DATABASE, EmbeddedPostgres.USER, EmbeddedPostgres.PASSWORD));
  }

  static void remove(Path postgres) throws IOException {
    Files.deleteIfExists(postgres.resolve(NAME));
  }
}
