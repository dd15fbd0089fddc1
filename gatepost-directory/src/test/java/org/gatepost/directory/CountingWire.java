package org.gatepost.directory;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;

/** A way to a server on which something happens after so many octets of its answers. */
final class CountingWire implements AutoCloseable {
  private final ServerSocket entrance;
  private volatile boolean cut;

  private CountingWire(ServerSocket entrance) {
    this.entrance = entrance;
  }

  static CountingWire to(int port, int octets, Runnable then) throws IOException {
    CountingWire wire = new CountingWire(new ServerSocket(0, 1, InetAddress.getLoopbackAddress()));
    Thread.ofVirtual().start(() -> wire.serve(port, octets, then));
    return wire;
  }

  int port() {
    return entrance.getLocalPort();
  }

  boolean isCut() {
    return cut;
  }

  private void serve(int port, int octets, Runnable then) {
    try (Socket client = entrance.accept();
        Socket server = new Socket(InetAddress.getLoopbackAddress(), port)) {
      Thread.ofVirtual().start(() -> pass(client, server));
      InputStream answers = server.getInputStream();
      OutputStream back = client.getOutputStream();
      byte[] buffer = new byte[100];
      int passed = 0;
      for (int read = answers.read(buffer); read >= 0; read = answers.read(buffer)) {
        back.write(buffer, 0, read);
        passed += read;
        if (passed > octets && !cut) {
          cut = true;
          then.run();
        }
      }
    } catch (IOException over) {
      // What the test cut.
    }
  }

  private static void pass(Socket client, Socket server) {
    try {
      client.getInputStream().transferTo(server.getOutputStream());
    } catch (IOException over) {
      // What the test cut.
    }
  }

  @Override
  public void close() throws IOException {
    entrance.close();
  }
}
