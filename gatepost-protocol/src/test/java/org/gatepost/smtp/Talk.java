package org.gatepost.smtp;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/** One end of a connection for tests: says octets, reads whole replies. */
public final class Talk implements AutoCloseable {
  private static final int PATIENCE = 20_000;

  private final Socket raw;
  private Socket socket;
  private InputStream in;
  private OutputStream out;

  public Talk(InetSocketAddress address) {
    this(connect(address));
  }

  public Talk(Socket raw) {
    try {
      this.raw = raw;
      this.socket = raw;
      raw.setSoTimeout(PATIENCE);
      raw.setTcpNoDelay(true);
      in = raw.getInputStream();
      out = raw.getOutputStream();
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  private static Socket connect(InetSocketAddress address) {
    try {
      return new Socket(
          address.getAddress().isAnyLocalAddress()
              ? InetAddress.getLoopbackAddress()
              : address.getAddress(),
          address.getPort());
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  /** Sends text as ISO-8859-1, with nothing added. */
  public Talk raw(String text) {
    return raw(text.getBytes(StandardCharsets.ISO_8859_1));
  }

  public Talk raw(byte[] octets) {
    try {
      out.write(octets);
      out.flush();
      return this;
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  /** Sends one line in UTF-8 and returns the reply. */
  public String say(String line) {
    raw((line + "\r\n").getBytes(StandardCharsets.UTF_8));
    return reply();
  }

  /** The next line without its end, or "(closed)". */
  public String line() {
    StringBuilder line = new StringBuilder();
    try {
      int c;
      while ((c = in.read()) != '\n') {
        if (c < 0) {
          return line.isEmpty() ? "(closed)" : line + "(closed)";
        }
        line.append((char) c);
      }
    } catch (IOException failed) {
      return "(closed)";
    }
    return line.toString().stripTrailing();
  }

  /** The next reply, its lines joined by line feeds. */
  public String reply() {
    StringBuilder reply = new StringBuilder();
    String line;
    do {
      line = line();
      reply.append(reply.isEmpty() ? "" : "\n").append(line);
    } while (line.length() > 3 && line.charAt(3) == '-');
    return reply.toString();
  }

  public byte[] read(int count) {
    try {
      return in.readNBytes(count);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  /** Puts TLS on the connection, as the client. */
  public Talk secure(SSLContext context) throws IOException {
    SSLSocket secured =
        (SSLSocket) context.getSocketFactory().createSocket(raw, "localhost", raw.getPort(), true);
    secured.startHandshake();
    return over(secured);
  }

  /** Puts TLS on the connection, as the server. */
  public Talk secureAsServer(SSLContext context) throws IOException {
    SSLSocket secured =
        (SSLSocket) context.getSocketFactory().createSocket(raw, null, raw.getPort(), true);
    secured.setUseClientMode(false);
    secured.startHandshake();
    return over(secured);
  }

  private Talk over(Socket secured) throws IOException {
    socket = secured;
    in = secured.getInputStream();
    out = secured.getOutputStream();
    return this;
  }

  public Socket socket() {
    return socket;
  }

  @Override
  public void close() {
    try {
      raw.close();
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }
}
