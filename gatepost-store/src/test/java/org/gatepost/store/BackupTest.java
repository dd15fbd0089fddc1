package org.gatepost.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.gatepost.hold.Holds.families;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.gatepost.hold.HoldState;
import org.gatepost.hold.Holds;
import org.gatepost.hold.Spool;
import org.gatepost.inspect.GivenAnswer;
import org.gatepost.mail.Address;
import org.gatepost.mail.Content;
import org.gatepost.store.postgres.EmbeddedPostgres;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.ds.PGSimpleDataSource;

/** Both ways that the guide on the embedded database describes. */
class BackupTest {
  private static final Address WRONG = Address.of("wrong@third.example");

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

  /** Somebody corrects an address. */
  private static void answer(Store store) {
    Spool.Intake intake = Holds.intake("answered", families(8, 9), List.of());
    store.spool().take(intake);
    store
        .spool()
        .resolve(
            intake.hold(),
            Holds.resolution(HoldState.CANCELLED),
            List.of(),
            List.of(),
            Optional.empty(),
            List.of(new GivenAnswer.Mistaken(WRONG)));
  }

  private static boolean isMistake(Store store) {
    return store.answers().about(Holds.OWNER.person(), List.of(WRONG), Holds.NOW).isMistake(WRONG);
  }

  private Path keys(String name) {
    return temporary.resolve(name).resolve("keys/content.keys");
  }

  private static StoreSettings embedded(DataFolder folder) {
    return StoreSettings.embedded(folder, SharedStore.IDS);
  }

  /** A backup of a folder in which a message is held, made while the store is open. */
  private BackupFile backup(String name, Spool.Intake intake) throws IOException {
    BackupFile file = BackupFile.at(temporary.resolve(name + ".backup"));
    StoreSettings settings = settings(name);
    settings.folder().noteNextHop();
    try (Store store = Store.open(settings)) {
      store.spool().take(intake);
      answer(store);
      file.write(settings);
    }
    return file;
  }

  /** What lies in the test's folder; a draft that was left behind too. */
  private List<String> names() throws IOException {
    try (Stream<Path> entries = Files.list(temporary)) {
      return entries.map(path -> path.getFileName().toString()).sorted().toList();
    }
  }

  @Test
  void aBackupBecomesANewFolderWithEverything() throws Exception {
    Spool.Intake intake = Holds.intake("key", families(0, 3), families(5, 7));
    BackupFile file = backup("old", intake);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file.path())))
        .isEqualTo("rw-------");
    assertThatThrownBy(() -> file.write(settings("old")))
        .isInstanceOf(StoreUnusableException.class)
        .hasMessageContaining("Nothing is overwritten");

    Path moved = Files.createDirectory(temporary.resolve("new"));
    file.restore(moved, keys("old"), BackupTest::embedded);

    assertThat(names()).containsExactly("new", "old", "old.backup");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(keys("new"))))
        .isEqualTo("rw-------");
    assertThat(settings("new").folder().hasUsedNextHop()).isTrue();
    try (Store store = Store.open(settings("new"))) {
      assertHolds(store, intake);
      assertThat(isMistake(store)).isTrue();
    }
    assertThatThrownBy(() -> file.restore(moved, keys("old"), BackupTest::embedded))
        .isInstanceOf(StoreUnusableException.class)
        .hasMessageContaining("not empty");
  }

  @Test
  void aBackupMovesToAServerOfOnesOwn() throws Exception {
    Spool.Intake intake = Holds.intake("key", families(0, 3), families(5, 7));
    BackupFile file = backup("old", intake);
    DataFolder elsewhere = settings("server").folder();
    try (DataFolder.Lock _ = elsewhere.lock().orElseThrow();
        EmbeddedPostgres server = EmbeddedPostgres.start(elsewhere, SharedStore.IDS, _ -> {})) {
      EmbeddedPostgres.Access access = server.access();
      StoreSettings.OwnDatabase own =
          new StoreSettings.OwnDatabase(
              "jdbc:postgresql://127.0.0.1:" + access.port() + "/" + access.database(),
              Optional.of(access.user()),
              Optional.of(access.password()));

      file.restore(
          temporary.resolve("new"), keys("old"), folder -> embedded(folder).withDatabase(own));

      assertThat(temporary.resolve("new/postgres")).doesNotExist();
      try (Store store = Store.open(settings("new").withDatabase(own))) {
        assertHolds(store, intake);
      }
      assertThatThrownBy(
              () ->
                  file.restore(
                      temporary.resolve("again"),
                      keys("old"),
                      folder -> embedded(folder).withDatabase(own)))
          .isInstanceOf(StoreUnusableException.class)
          .hasMessageContaining("empty database");
    }
  }

  @Test
  void otherKeysThanTheBackupsAreRefusedAndNothingIsLeft() throws Exception {
    BackupFile file = backup("old", Holds.intake("key", families(0, 3), List.of()));
    Store.open(settings("other")).close();
    List<String> before = names();

    assertThatThrownBy(
            () -> file.restore(temporary.resolve("new"), keys("other"), BackupTest::embedded))
        .isInstanceOf(StoreUnusableException.class)
        .hasMessageContaining("not the one that the archive was written with");

    assertThat(names()).isEqualTo(before);
  }

  @Test
  void whatIsNoKeyFileIsNamedAsItWasGiven() throws Exception {
    BackupFile file = backup("old", Holds.intake("key", families(0, 3), List.of()));
    for (byte[] octets :
        List.of("no keys\n".getBytes(StandardCharsets.US_ASCII), new byte[] {-1})) {
      Path wrong = Files.write(temporary.resolve("wrong.keys"), octets);
      assertThatThrownBy(() -> file.restore(temporary.resolve("new"), wrong, BackupTest::embedded))
          .isInstanceOf(StoreUnusableException.class)
          .hasMessageContaining(wrong.toString())
          .hasMessageNotContaining(".gatepost-");
    }
    assertThat(names()).containsExactly("old", "old.backup", "wrong.keys");
  }

  @Test
  void whatIsBrokenIsRefusedAndNothingIsLeft() throws Exception {
    BackupFile file = backup("old", Holds.intake("key", families(0, 3), List.of()));
    byte[] whole = Files.readAllBytes(file.path());
    List<byte[]> broken = new ArrayList<>();
    for (int length : List.of(0, 10, whole.length / 2, whole.length * 3 / 4, whole.length - 1)) {
      broken.add(Arrays.copyOf(whole, length));
    }
    byte[] flipped = whole.clone();
    String octetsOfIt = new String(whole, StandardCharsets.ISO_8859_1);
    flipped[octetsOfIt.indexOf("content_chunk") + 200] ^= 1;
    broken.add(flipped);
    broken.add("Subject: no archive\r\n".getBytes(StandardCharsets.US_ASCII));
    broken.add(zip("version", "soon"));
    broken.add(zip("else", "1"));
    List<String> before = names();

    for (byte[] octets : broken) {
      Files.write(file.path(), octets);
      assertThatThrownBy(
              () -> file.restore(temporary.resolve("new"), keys("old"), BackupTest::embedded))
          .as("%d octets", octets.length)
          .isInstanceOf(NotAnArchiveException.class);
      assertThat(names()).isEqualTo(before);
    }
  }

  @Test
  void whatALaterGatepostWroteIsRefusedAndNothingIsLeft() throws Exception {
    BackupFile file = BackupFile.at(temporary.resolve("later.backup"));
    Files.write(file.path(), zip("version", "99", "next-hop", "", "end", ""));
    Store.open(settings("old")).close();
    List<String> before = names();

    assertThatThrownBy(
            () -> file.restore(temporary.resolve("new"), keys("old"), BackupTest::embedded))
        .isInstanceOf(NotAnArchiveException.class)
        .hasMessageContaining("version 99");

    assertThat(names()).isEqualTo(before);
  }

  /** What happens to the server says nothing about the archive, which is whole. */
  @Test
  void aDatabaseThatGoesAwayIsNotTakenForABrokenArchive() throws Exception {
    BackupFile file = backup("old", Holds.intake("key", families(0, 3), List.of()));
    DataFolder elsewhere = settings("server").folder();
    try (DataFolder.Lock _ = elsewhere.lock().orElseThrow();
        EmbeddedPostgres server = EmbeddedPostgres.start(elsewhere, SharedStore.IDS, _ -> {});
        Connection other = SharedStore.connect(elsewhere);
        InputStream archive = ending(Files.newInputStream(file.path()), other)) {
      EmbeddedPostgres.Access access = server.access();
      StoreSettings.OwnDatabase own =
          new StoreSettings.OwnDatabase(
              "jdbc:postgresql://127.0.0.1:" + access.port() + "/" + access.database(),
              Optional.of(access.user()),
              Optional.of(access.password()));

      assertThatThrownBy(() -> Store.restore(settings("old").withDatabase(own), archive))
          .isInstanceOf(StoreUnusableException.class)
          .hasMessageContaining("went away");
    }
  }

  /** While it is read, whoever fills a table with it is cut off from the server. */
  private static InputStream ending(InputStream archive, Connection other) {
    return new FilterInputStream(archive) {
      @Override
      public int read(byte[] octets, int offset, int length) throws IOException {
        try (Statement statement = other.createStatement()) {
          statement.execute(
              "SELECT pg_terminate_backend(pid, 10000) FROM pg_stat_activity"
                  + " WHERE state = 'active' AND query LIKE 'COPY content_chunk FROM%'");
        } catch (SQLException refused) {
          throw new IllegalStateException(refused);
        }
        return super.read(octets, offset, Math.min(length, 100));
      }
    };
  }

  /** Nothing is heard while the references of a large table are looked up. */
  @Test
  void aTableIsFilledHoweverLongThatTakes() {
    PGSimpleDataSource source = new PGSimpleDataSource();
    Store.tuneToFill(source);
    assertThat(source.getSocketTimeout()).isZero();
    assertThat(source.getTcpKeepAlive()).isTrue();
    assertThat(source.getOptions()).contains("synchronous_commit=on");
  }

  private static byte[] zip(String... namesAndTexts) throws IOException {
    ByteArrayOutputStream octets = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(octets)) {
      for (int i = 0; i < namesAndTexts.length; i += 2) {
        zip.putNextEntry(new ZipEntry(namesAndTexts[i]));
        zip.write(namesAndTexts[i + 1].getBytes(StandardCharsets.US_ASCII));
        zip.closeEntry();
      }
    }
    return octets.toByteArray();
  }

  /** As a Gatepost before this one wrote it: without the tables that came later. */
  @Test
  void anOlderBackupIsRestoredAndBroughtUpToDate() throws Exception {
    Spool.Intake intake = Holds.intake("key", families(0, 3), families(5, 7));
    BackupFile file = backup("old", intake);
    ByteArrayOutputStream older = new ByteArrayOutputStream();
    try (ZipInputStream from = new ZipInputStream(Files.newInputStream(file.path()));
        ZipOutputStream to = new ZipOutputStream(older)) {
      for (ZipEntry entry = from.getNextEntry(); entry != null; entry = from.getNextEntry()) {
        if (!entry.getName().matches("(answer|mailing)_.*")) {
          to.putNextEntry(new ZipEntry(entry.getName()));
          to.write(
              entry.getName().equals("version")
                  ? "2".getBytes(StandardCharsets.US_ASCII)
                  : from.readAllBytes());
        }
      }
    }
    Files.write(file.path(), older.toByteArray());

    file.restore(temporary.resolve("new"), keys("old"), BackupTest::embedded);

    try (Store store = Store.open(settings("new"))) {
      assertHolds(store, intake);
      assertThat(isMistake(store)).isFalse();
    }
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
    tables.addAll(List.of("version", "next-hop", "end"));
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
