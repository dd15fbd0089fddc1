package org.gatepost.app.whole;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Where the programs of {@code .ci/peers.txt} are: on the path, or under the folder that {@code
 * GATEPOST_PEERS} names, where another mail server has the usual place. A missing one fails the
 * test.
 */
final class Peers {
  private Peers() {}

  /** The root folder under which Postfix lies, empty text for the machine's own. */
  static String root() {
    String root = System.getenv("GATEPOST_PEERS");
    return root == null ? "" : root;
  }

  static String program(String name) {
    List<Path> places = new ArrayList<>();
    Stream.of("/usr/sbin", "/usr/bin").forEach(folder -> places.add(Path.of(root() + folder)));
    String path = System.getenv("PATH");
    Stream.of((path == null ? "" : path).split(File.pathSeparator))
        .forEach(folder -> places.add(Path.of(folder)));
    return places.stream()
        .map(folder -> folder.resolve(name))
        .filter(Files::isExecutable)
        .findFirst()
        .orElseThrow(() -> new AssertionError(name + " is not installed; see .ci/peers.txt"))
        .toString();
  }

  /** A port that was free a moment ago, for programs that cannot say which one they took. */
  static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
