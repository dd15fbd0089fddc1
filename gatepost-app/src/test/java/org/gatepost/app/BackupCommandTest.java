package org.gatepost.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is refused before anything is made; what succeeds is tested with the whole program. */
class BackupCommandTest {
  @TempDir private Path home;

  private ProgramRun run(String... arguments) {
    return ProgramRun.of(arguments);
  }

  private String path(String name) {
    return home.resolve(name).toString();
  }

  @Test
  void whereNothingIsStoredNothingIsMade() throws IOException {
    ProgramRun refused = run("backup", path("backup"), "--data", home.toString());

    assertThat(refused.status()).isEqualTo(2);
    assertThat(refused.err()).contains("is no data folder");
    assertThat(home).isEmptyDirectory();
  }

  @Test
  void aFileThatIsThereIsNotOverwritten() throws IOException {
    Files.writeString(home.resolve("backup"), "something");

    assertThat(run("backup", path("backup"), "--data", path("data")).status()).isEqualTo(2);
    assertThat(home.resolve("backup")).hasContent("something");
  }

  @Test
  void withoutItsKeysABackupIsNotRestored() throws IOException {
    Files.writeString(home.resolve("backup"), "something");

    assertThat(run("restore", path("backup"), "--data", path("data")).status()).isEqualTo(2);
    ProgramRun missing =
        run("restore", path("backup"), "--keys", path("keys"), "--data", path("data"));
    assertThat(missing.status()).isEqualTo(2);
    assertThat(missing.err()).contains("there is no file " + path("keys"));
    assertThat(home.resolve("data")).doesNotExist();
  }

  @Test
  void whatIsNoBackupIsRefusedBeforeAnythingIsMade() throws IOException {
    Files.writeString(home.resolve("backup"), "something");
    Files.writeString(home.resolve("keys"), "something");

    ProgramRun refused =
        run("restore", path("backup"), "--keys", path("keys"), "--data", path("data"));

    assertThat(refused.status()).isEqualTo(65);
    assertThat(refused.err()).startsWith("gatepost: This is no backup of Gatepost's.");
    assertThat(home.resolve("data")).doesNotExist();
  }
}
