package org.gatepost.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.gatepost.hold.Holds.families;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.zip.ZipInputStream;
import org.gatepost.hold.Holds;
import org.gatepost.hold.Spool;
import org.gatepost.mail.Content;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Both ways that the guide on the embedded database describes. */
class BackupTest {
  @TempDir private Path temporary;

  private StoreSettings settings(String name) {
    return StoreSettings.embedded(DataFolder.at(temporary.resolve(name)), SharedStore.IDS);
  }

  private static void assertHolds(Store store, Spool.Intake intake) throws IOException {
    assertThat(store.spool().find(intake.hold().id())).contains(intake.hold());
    try (Content content = store.ledger().open(intake.hold().content());
        var in = content.open()) {
      assertThat(in.readAllBytes()).hasSize((int) intake.content().size());
    }
    assertThat(store.ledger().progress(intake.hold().id())).hasSize(3);
  }

  @Test
  void anArchiveMovesEverythingToANewDatabase() throws Exception {
    Spool.Intake intake = Holds.intake("key", families(0, 3), families(5, 7));
    ByteArrayOutputStream archive = new ByteArrayOutputStream();
    try (Store store = Store.open(settings("old"))) {
      store.spool().take(intake);
      store.archive(archive);
    }
    byte[] octets = archive.toByteArray();

    StoreSettings moved = settings("new");
    Store.restore(moved, new ByteArrayInputStream(octets));
    assertThatThrownBy(() -> Store.open(moved))
        .isInstanceOf(StoreUnusableException.class)
        .hasMessageContaining("key file");
    PrivateFiles.makeFolder(moved.folder().keys(), "rwx------");
    Files.copy(
        temporary.resolve("old/keys/content.keys"), temporary.resolve("new/keys/content.keys"));
    try (Store store = Store.open(moved)) {
      assertHolds(store, intake);
    }
    assertThatThrownBy(() -> Store.restore(moved, new ByteArrayInputStream(octets)))
        .isInstanceOf(StoreUnusableException.class)
        .hasMessageContaining("empty database");

    StoreSettings other = settings("cut");
    byte[] cut = Arrays.copyOf(octets, octets.length / 2);
    assertThatThrownBy(() -> Store.restore(other, new ByteArrayInputStream(cut)))
        .isInstanceOfAny(StoreUnusableException.class, IOException.class);
    Store.restore(other, new ByteArrayInputStream(octets));
  }

  @Test
  void everyTableIsInTheArchive() throws Exception {
    Set<String> tables = new TreeSet<>();
    try (Connection connection = SharedStore.connect();
        Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "SELECT tablename FROM pg_tables WHERE schemaname = 'public'"
                    + " AND tablename <> 'flyway_schema_history'")) {
      while (rows.next()) {
        tables.add(rows.getString(1));
      }
    }
    ByteArrayOutputStream archive = new ByteArrayOutputStream();
    SharedStore.store().archive(archive);
    Set<String> entries = new TreeSet<>();
    try (var zip = new ZipInputStream(new ByteArrayInputStream(archive.toByteArray()))) {
      for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        entries.add(entry.getName());
      }
    }
    tables.add("version");
    assertThat(entries).isEqualTo(tables);
  }

  @Test
  void aCopyOfTheStoppedFolderStarts() throws Exception {
    Spool.Intake intake = Holds.intake("key", families(0, 3), families(5, 7));
    try (Store store = Store.open(settings("data"))) {
      store.spool().take(intake);
    }
    Process copy =
        new ProcessBuilder(
                List.of(
                    "cp",
                    "-a",
                    temporary.resolve("data").toString(),
                    temporary.resolve("copy").toString()))
            .start();
    assertThat(copy.waitFor()).isZero();

    try (Store store = Store.open(settings("copy"))) {
      assertHolds(store, intake);
    }
  }
}
