package org.gatepost.app.whole;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What was backed up goes on where it was, in a new folder. */
@Tag("peers")
class RestoredTest {
  private static final int WRONG_USE = 2;
  private static final int NO_BACKUP = 65;
  private static final int BAD_CONFIGURATION = 78;
  private static final String SUBJECT = "Dates, out of a backup";

  private Path home;

  @BeforeEach
  void makeHome() throws Exception {
    home = Folders.temporary("gpb");
  }

  @AfterEach
  void deleteHome() throws Exception {
    Folders.delete(home);
  }

  /** How a command of the program ended. */
  private record Ended(int status, String output) {}

  private Ended run(String... arguments) throws Exception {
    List<String> command = new ArrayList<>(List.of(GatepostProcess.ROOT.resolve("gatepost") + ""));
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command).directory(home.toFile());
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    Process process = builder.redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Ended(process.waitFor(), output);
  }

  private int backup(Path file) throws Exception {
    return run("backup", file.toString(), "--data", home.resolve("data").toString()).status();
  }

  private Ended restore(Path file, String folder) throws Exception {
    return run(
        "restore",
        file.toString(),
        "--keys",
        home.resolve("data/keys/content.keys").toString(),
        "--data",
        home.resolve(folder).toString());
  }

  @Test
  void aHeldMessageIsReleasedFromARestoredFolder() throws Exception {
    Path file = home.resolve("gatepost.backup");
    try (RecordingSink sink = RecordingSink.open();
        Browser browser = Browser.open()) {
      List<String> trial = new ArrayList<>(OpenCc.SETTINGS);
      List<String> settings = new ArrayList<>(trial);
      settings.add("next-hop=smtp://127.0.0.1:" + sink.port());
      String[] real = settings.toArray(String[]::new);
      hold(real, home.resolve("running.backup"));
      Notice notice = new Notice(sink.awaitOne(one -> Notice.isAbout(one, SUBJECT)));

      assertThat(backup(file)).isZero();
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
          .isEqualTo("rw-------");
      assertThat(backup(file)).isEqualTo(WRONG_USE);
      assertThat(restore(file, "data").status()).isEqualTo(WRONG_USE);
      assertThat(restore(home.resolve("running.backup"), "second").status()).isZero();
      assertThat(restore(file, "restored")).isEqualTo(new Ended(0, restoredTo("restored")));

      Path restored = home.resolve("restored");
      try (GatepostProcess careless =
          GatepostProcess.launch(restored, trial.toArray(String[]::new))) {
        assertThat(careless.awaitExit()).as("mail of its was sent").isEqualTo(BAD_CONFIGURATION);
      }
      try (GatepostProcess gatepost = GatepostProcess.start(restored, real)) {
        Page page = browser.page(false);
        page.navigate(notice.link().replaceFirst("127.0.0.1:\\d+", "127.0.0.1:" + gatepost.http()));
        OpenCcTest.chooseCopies(page);
        List<Arrival> copies = sink.await(501, Scene.PATIENCE, one -> Copies.isCopy(one, SUBJECT));
        Copies.verify(copies, OpenCc.everybody(), OpenCc.familyUpdate(SUBJECT));
        page.context().close();
        assertThat(gatepost.terminate()).isZero();
      }
      assertThat(Books.verify(restored, Map.of(SUBJECT, Set.of()))).isZero();
    }
  }

  @Test
  void aBrokenBackupLeavesNothing() throws Exception {
    Path file = home.resolve("gatepost.backup");
    try (GatepostProcess gatepost = GatepostProcess.start(home.resolve("data"))) {
      assertThat(backup(file)).isZero();
      assertThat(gatepost.terminate()).isZero();
    }
    byte[] whole = Files.readAllBytes(file);
    Files.write(file, Arrays.copyOf(whole, whole.length / 2));

    Ended refused = restore(file, "restored");

    assertThat(refused.status()).isEqualTo(NO_BACKUP);
    assertThat(refused.output()).contains("gatepost: The archive is damaged or cut off.");
    assertThat(home.resolve("restored")).doesNotExist();
    try (var entries = Files.list(home)) {
      assertThat(entries.map(path -> path.getFileName().toString()))
          .containsExactlyInAnyOrder("data", "data.log", "gatepost.backup");
    }
  }

  /** A message is held; the running program is backed up; and it ends in order. */
  private void hold(String[] settings, Path running) throws Exception {
    try (GatepostProcess gatepost = GatepostProcess.start(home.resolve("data"), settings)) {
      assertThat(
              RawSmtp.send(
                  gatepost.smtp(),
                  OpenCc.TEAM,
                  OpenCc.everybody(),
                  OpenCc.familyUpdate(SUBJECT).bytes()))
          .contains("held as");
      assertThat(backup(running)).isZero();
      assertThat(gatepost.terminate()).isZero();
    }
  }

  private String restoredTo(String folder) {
    return "Everything is in " + home.resolve(folder) + ".\n";
  }
}
