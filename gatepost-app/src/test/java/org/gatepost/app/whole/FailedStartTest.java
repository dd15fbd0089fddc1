package org.gatepost.app.whole;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A start that fails says why, with a status that says so, and takes no mail before. */
@Tag("peers")
class FailedStartTest {
  private static final int SERVICE_DOWN = 69;
  private static final int FAULT = 70;

  private Path home;

  @BeforeEach
  void makeHome() throws Exception {
    home = Folders.temporary("gpf");
  }

  @AfterEach
  void deleteHome() throws Exception {
    Folders.delete(home);
  }

  @Test
  void anAddressThatIsTakenIsNamed() throws Exception {
    try (ServerSocket somebody = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
      String taken = "127.0.0.1:" + somebody.getLocalPort();
      for (String key : new String[] {"listen.smtp", "listen.http"}) {
        try (GatepostProcess gatepost =
            GatepostProcess.launch(home.resolve(key), key + "=" + taken)) {
          assertThat(gatepost.awaitExit()).as(key).isEqualTo(SERVICE_DOWN);
          assertThat(gatepost.log()).contains("cannot listen on " + taken).doesNotContain("fault");
          assertThat(gatepost.output()).noneMatch(line -> line.contains("ready"));
        }
      }
    }
  }

  @Test
  void aDataFolderThatIsAFileIsSaid() throws Exception {
    Path file = Files.writeString(home.resolve("data"), "not a folder");
    try (GatepostProcess gatepost = GatepostProcess.launch(file)) {
      assertThat(gatepost.awaitExit()).isEqualTo(SERVICE_DOWN);
      assertThat(gatepost.log()).contains("cannot be used: there is a file of that name");
    }
  }

  /** Whoever looks after the program must not take a fault for an ordered end. */
  @Test
  void aFaultAtTheStartIsNeverStatusZero() throws Exception {
    Path data = Files.createDirectory(home.resolve("data"));
    Files.writeString(data.resolve("worker"), "damaged");
    try (GatepostProcess gatepost = GatepostProcess.launch(data)) {
      assertThat(gatepost.awaitExit()).isEqualTo(FAULT);
      assertThat(gatepost.log()).contains("a fault of ours");
    }
  }
}
