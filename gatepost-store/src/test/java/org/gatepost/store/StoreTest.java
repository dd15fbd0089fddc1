package org.gatepost.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.gatepost.hold.Holds.families;
import static org.gatepost.hold.Holds.intake;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.gatepost.gate.AccessLog;
import org.gatepost.hold.Hold;
import org.gatepost.hold.HoldState;
import org.gatepost.hold.Holds;
import org.gatepost.hold.Spool;
import org.gatepost.mail.Address;
import org.gatepost.store.vault.KeyFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The store as a whole: who may open it, with which keys, and what can be read without them. */
class StoreTest {
  @TempDir private Path temporary;

  private StoreSettings settings() {
    return StoreSettings.embedded(DataFolder.at(temporary.resolve("data")), SharedStore.IDS);
  }

  @Test
  void oneProcessServesFromAFolderAndOthersMayJoin() {
    Spool.Intake intake = intake("joined", families(0, 2), List.of());
    try (Store serving = Store.open(settings())) {
      assertThatThrownBy(() -> Store.open(settings()))
          .isInstanceOf(StoreUnusableException.class)
          .hasMessageContaining("Another Gatepost is running");
      serving.spool().take(intake);
      try (Store beside = Store.join(settings())) {
        assertThat(beside.spool().find(intake.hold().id())).isPresent();
      }
      assertThat(serving.spool().find(intake.hold().id())).isPresent();
    }
    try (Store alone = Store.join(settings())) {
      assertThat(alone.spool().find(intake.hold().id())).isPresent();
    }
  }

  @Test
  void theKeysOfAnotherDatabaseAreRefused() throws Exception {
    Store.open(settings()).close();
    Path keys = temporary.resolve("data/keys/content.keys");
    Path aside = temporary.resolve("aside");
    Files.move(keys, aside);

    assertThatThrownBy(() -> Store.open(settings()))
        .isInstanceOf(StoreUnusableException.class)
        .hasMessageContaining("content.keys is missing");
    assertThat(keys).doesNotExist();

    KeyFile.makeIfMissing(keys, SharedStore.IDS);
    assertThatThrownBy(() -> Store.open(settings()))
        .isInstanceOf(StoreUnusableException.class)
        .hasMessageContaining("is not the key file that this database was written with");

    Files.delete(keys);
    Files.move(aside, keys);
    Store.open(settings()).close();
  }

  @Test
  void tablesOfALaterVersionAreLeftAlone() throws Exception {
    try (Store store = Store.open(settings());
        Connection connection = SharedStore.connect(settings().folder());
        Statement statement = connection.createStatement()) {
      assertThat(store.accounts().isEmpty()).isTrue();
      statement.execute(
          "INSERT INTO flyway_schema_history (installed_rank, version, description, type, script,"
              + " installed_by, execution_time, success)"
              + " VALUES (99, '99', 'later', 'SQL', 'V99__later.sql', 'x', 1, true)");
    }
    assertThatThrownBy(() -> Store.open(settings()))
        .isInstanceOf(StoreUnusableException.class)
        .hasMessageContaining("99");
  }

  @Test
  void whatPeopleWroteCannotBeReadFromTheFiles() throws Exception {
    String body = "marker-in-the-body-4711";
    String subject = "marker-in-the-subject-4712";
    String reason = "marker-in-the-reason-4713";
    try (Store store = Store.open(settings())) {
      Spool.Intake made = intake("sealed", families(0, 2), List.of());
      Hold hold = Holds.withSubject(made.hold(), subject);
      store
          .spool()
          .take(
              new Spool.Intake(
                  hold,
                  "sealed",
                  Holds.content((body + "\r\n").repeat(20_000)),
                  Optional.empty(),
                  made.patience(),
                  made.notice()));
      store.spool().askReviewer(hold.id(), "hanna", reason, Holds.NOW);
      store
          .spool()
          .resolve(
              hold,
              new Hold.Resolution(
                  HoldState.CANCELLED, "hanna", "cancel", Optional.of(reason), Holds.NOW),
              List.of(),
              List.of(),
              Optional.empty());
      store
          .outbox()
          .keep(
              Holds.id(),
              Holds.envelope(families(0, 1)),
              Holds.content("Subject: " + subject + "\r\n\r\n" + body + "\r\n"),
              Holds.NOW);
      store
          .accessLog()
          .looked(
              new AccessLog.Look(
                  Holds.id(),
                  Holds.NOW,
                  Address.of("dpo@city.example"),
                  AccessLog.Kind.HOLD,
                  hold.id(),
                  true,
                  reason));
      try (Connection connection = SharedStore.connect(settings().folder());
          Statement statement = connection.createStatement()) {
        statement.execute("CHECKPOINT");
      }
      // The search finds what is in clear, so it would find these.
      assertThat(filesWith("Family001@post.example")).isNotEmpty();
      assertThat(filesWith(body)).isEmpty();
      assertThat(filesWith(subject)).isEmpty();
      assertThat(filesWith(reason)).isEmpty();
    }
  }

  private List<Path> filesWith(String text) throws IOException {
    try (Stream<Path> files = Files.walk(temporary.resolve("data"))) {
      return files
          .filter(Files::isRegularFile)
          .filter(file -> !file.toString().contains("/share/"))
          .filter(file -> holds(file, text))
          .toList();
    }
  }

  private static boolean holds(Path file, String text) {
    try {
      return Files.readString(file, StandardCharsets.ISO_8859_1).contains(text);
    } catch (NoSuchFileException gone) {
      return false;
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }
}
