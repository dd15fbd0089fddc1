package org.gatepost.app.whole;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A wire to a Postfix on which a test can step in: before anything passes, either way, it is asked.
 * What Postfix says it took is noted, whether or not anybody is left to hear it.
 */
final class SteppedWire implements AutoCloseable {
  private static final Pattern QUEUED = Pattern.compile("queued as (\\w+)");

  private final ServerSocket server;
  private final int target;
  private final Runnable step;
  private final Map<String, Integer> eras = new ConcurrentHashMap<>();
  private volatile int era;

  private SteppedWire(ServerSocket server, int target, Runnable step) {
    this.server = server;
    this.target = target;
    this.step = step;
  }

  /**
   * Opens one.
   *
   * @param step called on the connection's own thread
   */
  static SteppedWire before(int port, Runnable step) throws IOException {
    ServerSocket server = new ServerSocket();
    server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    SteppedWire wire = new SteppedWire(server, port, step);
    Thread.ofVirtual().name("stepped wire").start(wire::accept);
    return wire;
  }

  int port() {
    return server.getLocalPort();
  }

  /** Marks the connections that begin from now on. */
  void era(int number) {
    era = number;
  }

  /** When the connection began by which a message came to Postfix; empty when none did so. */
  Optional<Integer> eraOf(String queueId) {
    return Optional.ofNullable(eras.get(queueId));
  }

  @Override
  public void close() throws IOException {
    server.close();
  }

  private void accept() {
    while (true) {
      try {
        Socket client = server.accept();
        Socket postfix = new Socket(InetAddress.getLoopbackAddress(), target);
        int began = era;
        Thread.ofVirtual().start(() -> toPostfix(client, postfix));
        Thread.ofVirtual().start(() -> fromPostfix(postfix, client, began));
      } catch (IOException over) {
        return;
      }
    }
  }

  /** A client that is gone has only stopped talking: Postfix's answer is still of interest. */
  private void toPostfix(Socket client, Socket postfix) {
    try {
      pass(client, postfix, _ -> {});
    } catch (IOException killed) {
      // Killed processes end connections like this.
    }
    try {
      postfix.shutdownOutput();
    } catch (IOException closed) {
      // Postfix was faster.
    }
  }

  private void fromPostfix(Socket postfix, Socket client, int began) {
    StringBuilder lines = new StringBuilder();
    try (postfix;
        client) {
      pass(
          postfix,
          client,
          text -> {
            lines.append(text);
            Matcher queued = QUEUED.matcher(lines);
            int end = lines.lastIndexOf("\n") + 1;
            while (queued.find() && queued.end() < end) {
              eras.put(queued.group(1), began);
            }
            lines.delete(0, end);
          });
    } catch (IOException ended) {
      // Either side hung up.
      return;
    }
  }

  private interface Listener {
    void heard(String text);
  }

  /** Reads to the end, although nobody may take it any more. */
  private void pass(Socket from, Socket to, Listener listener) throws IOException {
    byte[] buffer = new byte[16 * 1024];
    InputStream in = from.getInputStream();
    OutputStream out = to.getOutputStream();
    boolean taken = true;
    int read;
    while ((read = in.read(buffer)) > 0) {
      listener.heard(new String(buffer, 0, read, StandardCharsets.ISO_8859_1));
      step.run();
      if (taken) {
        taken = write(out, buffer, read);
      }
    }
  }

  private static boolean write(OutputStream out, byte[] octets, int count) {
    try {
      out.write(octets, 0, count);
      out.flush();
      return true;
    } catch (IOException gone) {
      return false;
    }
  }
}
