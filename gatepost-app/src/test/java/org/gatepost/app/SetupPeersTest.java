package org.gatepost.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where {@code .ci/setup-peers} goes ahead by itself, on machines that are made up. */
class SetupPeersTest {
  private static final int NEEDS_A_COMMAND = 69;
  private static final Path ROOT =
      Path.of(System.getProperty("gatepost.root", "..")).toAbsolutePath().normalize();

  @TempDir private Path machine;
  private final List<String> packages =
      new ArrayList<>(List.of("installed bash", "installed curl"));

  @BeforeEach
  void aFreshDebianForRoot() throws IOException {
    Files.createDirectories(machine.resolve("etc/postfix"));
    debian("12.11");
    user(0);
    program(
        "dpkg-query",
        """
        if [ $# -gt 3 ]; then
          sed -n "s/^\\([a-z-]*\\) $4\\( .*\\)*$/\\1/p" "%s"
        else
          cat "%s"
        fi
        """
            .formatted(machine.resolve("packages"), machine.resolve("packages")));
  }

  @Test
  void aFreshDebianGetsEverythingUnasked() throws Exception {
    Answer answer = dryRun();
    assertThat(answer.status()).as(answer.said()).isZero();
    assertThat(answer.said())
        .contains("would install postfix swaks")
        .contains("slapd mailman3")
        .doesNotContain("curl");
  }

  /** A first run was broken off, or the list has grown since. */
  @ParameterizedTest
  @ValueSource(strings = {"installed", "half-configured", "unpacked"})
  void aFreshDebianThatIsSetUpByHalfGetsTheRest(String status) throws Exception {
    packages.add(status + " postfix mail-transport-agent");
    Answer answer = dryRun();
    assertThat(answer.status()).as(answer.said()).isZero();
    assertThat(answer.said()).contains("swaks");
  }

  @Test
  void nothingIsNeededWhereEverythingIsThere() throws Exception {
    packages.add("installed postfix mail-transport-agent");
    for (String line : Files.readAllLines(ROOT.resolve(".ci/peers.txt"))) {
      String name = line.replaceFirst("#.*", "").strip();
      if (!name.isEmpty() && !List.of("postfix", "curl").contains(name)) {
        packages.add("installed " + name);
      }
    }
    unpacked("/usr/sbin/slapd");
    assertThat(dryRun().said()).contains("would install mailman3");
    unpacked("/usr/lib/mailman3/bin/runner");
    Answer answer = dryRun();
    assertThat(answer.status()).isZero();
    assertThat(answer.said()).isEmpty();
  }

  @Test
  void somebodysOwnPostfixIsLeftAlone() throws Exception {
    packages.add("installed postfix mail-transport-agent");
    Files.writeString(machine.resolve("etc/postfix/main.cf"), "relayhost = mail.city.example\n");
    theOneCommandIsPrinted();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "exim4-daemon-light mail-transport-agent",
        "dovecot-core",
        "slapd",
        "postgresql-15 postgresql-contrib-15",
        "mariadb-server virtual-mysql-server"
      })
  void aMachineWithServersIsAskedAbout(String server) throws Exception {
    packages.add("installed " + server);
    theOneCommandIsPrinted();
  }

  @ParameterizedTest
  @ValueSource(strings = {"exim4-daemon-light mail-transport-agent", "slapd"})
  void aServerThatWasRemovedDoesNotCount(String server) throws Exception {
    packages.add("config-files " + server);
    assertThat(dryRun().status()).isZero();
  }

  @Test
  void otherPeopleAndOtherSystemsAreAskedAbout() throws Exception {
    user(1000);
    theOneCommandIsPrinted();
    user(0);
    debian("bookworm/sid");
    theOneCommandIsPrinted();
  }

  private void theOneCommandIsPrinted() throws Exception {
    Answer answer = dryRun();
    assertThat(answer.status()).isEqualTo(NEEDS_A_COMMAND);
    assertThat(answer.said()).contains("sudo .ci/setup-peers --install");
  }

  private void debian(String version) throws IOException {
    Files.writeString(machine.resolve("etc/debian_version"), version + "\n");
  }

  private void user(int number) throws IOException {
    program("id", "echo " + number + "\n");
  }

  private void unpacked(String program) throws IOException {
    Path file = machine.resolve("tree/target/peers/root" + program);
    Files.createDirectories(file.getParent());
    Files.writeString(file, "");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private void program(String name, String script) throws IOException {
    Path file = machine.resolve("bin").resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, "#!/bin/sh\n" + script);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private record Answer(int status, String said) {}

  /** In a copy of the folder, so that nothing that was unpacked in the real one counts. */
  private Answer dryRun() throws IOException, InterruptedException {
    Files.write(machine.resolve("packages"), packages);
    Path ci = Files.createDirectories(machine.resolve("tree/.ci"));
    for (String name : List.of("setup-peers", "peers.txt", "peers-unpacked.txt")) {
      Files.writeString(ci.resolve(name), Files.readString(ROOT.resolve(".ci").resolve(name)));
    }
    ProcessBuilder builder =
        new ProcessBuilder("bash", ci.resolve("setup-peers").toString(), "--dry-run")
            .redirectErrorStream(true);
    builder.environment().put("PATH", machine.resolve("bin") + ":" + System.getenv("PATH"));
    builder.environment().put("SETUP_PEERS_ETC", machine.resolve("etc").toString());
    builder.environment().remove("CI");
    Process process = builder.start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Answer(process.waitFor(), said);
  }
}
