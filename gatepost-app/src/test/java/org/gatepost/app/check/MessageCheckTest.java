package org.gatepost.app.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.gatepost.app.config.Configuration;
import org.gatepost.app.config.ConfigurationFile;
import org.gatepost.app.config.Loading;
import org.gatepost.audience.KnownLists;
import org.gatepost.delivery.StorageUnavailableException;
import org.gatepost.inspect.AnswerBook;
import org.gatepost.mail.IdentitySource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the database does to a check that has begun. */
class MessageCheckTest {
  @TempDir private Path folder;

  @Test
  void aDatabaseThatGoesAwayMeansNotJudged() throws IOException {
    Path message =
        Files.writeString(
            folder.resolve("one.eml"),
            "From: a@city.example\r\nTo: b@far.example\r\nMessage-ID: <1@x>\r\n\r\nHello\r\n");
    Configuration configuration =
        ((Loading.Loaded)
                ConfigurationFile.load(
                    Optional.empty(), List.of("organisation.domains=city.example")))
            .configuration();
    InstantSource clock = InstantSource.system();
    Kept away =
        new Kept(
            _ -> {
              throw new StorageUnavailableException("gone", new IOException());
            },
            AnswerBook.none(),
            KnownLists.none());
    MessageCheck check =
        new MessageCheck(
            configuration,
            new HistoryMemory(configuration, away, clock),
            Optional.empty(),
            List.of(),
            clock,
            new IdentitySource(clock, new SecureRandom()));

    assertThat(check.file(message))
        .isInstanceOfSatisfying(
            Checked.Unjudged.class,
            unjudged -> assertThat(unjudged.because()).startsWith("The database went away"));
  }
}
