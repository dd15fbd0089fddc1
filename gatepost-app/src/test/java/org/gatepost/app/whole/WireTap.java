package org.gatepost.app.whole;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A wire with a recorder on it: passes octets both ways and keeps what the client said, so that a
 * test knows to the octet what a mail program sent.
 */
final class WireTap implements AutoCloseable {
  private final ServerSocket server;
  private final int target;
  private final ByteArrayOutputStream said = new ByteArrayOutputStream();

  private WireTap(ServerSocket server, int target) {
    this.server = server;
    this.target = target;
  }

  static WireTap before(int port) throws IOException {
    ServerSocket server = new ServerSocket();
    server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    WireTap tap = new WireTap(server, port);
    Thread.ofVirtual().name("tap").start(tap::accept);
    return tap;
  }

  int port() {
    return server.getLocalPort();
  }

  /** The content of each DATA command so far, as the client meant it. */
  List<Octets> sent() throws IOException {
    byte[] all;
    synchronized (said) {
      all = said.toByteArray();
    }
    List<Octets> contents = new ArrayList<>();
    InputStream in = new BufferedInputStream(new ByteArrayInputStream(all));
    String line;
    while ((line = Wire.line(in)) != null) {
      if (line.toUpperCase(Locale.ROOT).equals("DATA")) {
        contents.add(new Octets(new Wire.Content(in).rest()));
      }
    }
    return contents;
  }

  @Override
  public void close() throws IOException {
    server.close();
  }

  private void accept() {
    while (true) {
      try {
        Socket client = server.accept();
        Socket other = new Socket(InetAddress.getLoopbackAddress(), target);
        Thread.ofVirtual().start(() -> pass(client, other, true));
        Thread.ofVirtual().start(() -> pass(other, client, false));
      } catch (IOException over) {
        return;
      }
    }
  }

  private void pass(Socket from, Socket to, boolean recorded) {
    byte[] buffer = new byte[16 * 1024];
    try (from;
        to) {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      int read;
      while ((read = in.read(buffer)) > 0) {
        if (recorded) {
          synchronized (said) {
            said.write(buffer, 0, read);
          }
        }
        out.write(buffer, 0, read);
        out.flush();
      }
    } catch (IOException ended) {
      // Either side hung up: so does the other.
      return;
    }
  }
}
