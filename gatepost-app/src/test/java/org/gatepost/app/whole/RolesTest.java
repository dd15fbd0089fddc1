package org.gatepost.app.whole;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A process does the parts that it was given, and no others. */
@Tag("peers")
class RolesTest {
  private Path home;

  @BeforeEach
  void makeHome() throws Exception {
    home = Folders.temporary("gpr");
  }

  @AfterEach
  void deleteHome() throws Exception {
    Folders.delete(home);
  }

  @Test
  void aConsoleAloneAcceptsNoMail() throws Exception {
    int free;
    try (ServerSocket probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      free = probe.getLocalPort();
    }
    try (GatepostProcess console =
        GatepostProcess.launch(
            home.resolve("data"), "--roles console", "listen.smtp=127.0.0.1:" + free)) {
      assertThat(console.http()).isPositive();
      assertThatExceptionOfType(ConnectException.class)
          .isThrownBy(() -> new Socket(InetAddress.getLoopbackAddress(), free).close());
      assertThat(console.output()).noneMatch(line -> line.startsWith("gatepost ready"));
      assertThat(console.terminate()).isZero();
    }
  }
}
