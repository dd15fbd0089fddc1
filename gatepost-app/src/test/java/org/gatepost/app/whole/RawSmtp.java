package org.gatepost.app.whole;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A client that says exactly what a test wants said. */
final class RawSmtp implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Socket socket;
  private final InputStream in;
  private final OutputStream out;

  private RawSmtp(Socket socket) throws IOException {
    this.socket = socket;
    this.in = new BufferedInputStream(socket.getInputStream());
    this.out = socket.getOutputStream();
  }

  /** Connects and reads the greeting. */
  static RawSmtp connect(int port) throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
    socket.setSoTimeout((int) PATIENCE.toMillis());
    socket.setTcpNoDelay(true);
    RawSmtp client = new RawSmtp(socket);
    String greeting = client.reply();
    if (!greeting.startsWith("220")) {
      throw new AssertionError("Greeted with " + greeting);
    }
    return client;
  }

  /** Connects and says EHLO. */
  static RawSmtp greeted(int port) throws IOException {
    RawSmtp client = connect(port);
    client.expect("250", "EHLO client.city.example");
    return client;
  }

  /** Sends one message in a connection of its own and returns the last answer. */
  static String send(int port, String from, Collection<String> to, byte[] content)
      throws IOException {
    try (RawSmtp client = greeted(port)) {
      String reply = client.transaction(from, to, content);
      client.say("QUIT");
      return reply;
    }
  }

  /** One whole transaction; the first answer that is not positive, or the last one. */
  String transaction(String from, Collection<String> to, byte[] content) throws IOException {
    String envelope = envelope(from, to);
    return envelope.startsWith("354") ? content(content) : envelope;
  }

  /** MAIL, RCPT and DATA; the answer to DATA, or the first refusal. */
  String envelope(String from, Collection<String> to) throws IOException {
    String mail = command("MAIL FROM:<" + from + "> BODY=8BITMIME");
    if (!mail.startsWith("250")) {
      return mail;
    }
    for (String recipient : to) {
      String answer = command("RCPT TO:<" + recipient + ">");
      if (!answer.startsWith("25")) {
        return answer;
      }
    }
    return command("DATA");
  }

  /** The content with dots stuffed, and its end; then the answer. */
  String content(byte[] content) throws IOException {
    write(stuffed(content));
    write(".\r\n".getBytes(StandardCharsets.US_ASCII));
    return reply();
  }

  /** Says a line and returns the whole answer. */
  String command(String line) throws IOException {
    say(line);
    return reply();
  }

  void expect(String code, String line) throws IOException {
    String reply = command(line);
    if (!reply.startsWith(code)) {
      throw new AssertionError("'" + line + "' was answered with " + reply);
    }
  }

  void say(String line) throws IOException {
    write((line + "\r\n").getBytes(StandardCharsets.UTF_8));
  }

  void write(byte[] octets) throws IOException {
    out.write(octets);
    out.flush();
  }

  /** One answer, its lines joined with LF. */
  String reply() throws IOException {
    List<String> lines = new ArrayList<>();
    while (true) {
      String line = Wire.line(in);
      if (line == null) {
        throw new EOFException("Hung up after " + lines);
      }
      lines.add(line);
      if (line.length() < 4 || line.charAt(3) != '-') {
        return String.join("\n", lines);
      }
    }
  }

  /** Hangs up with a reset, as a machine does that crashes. */
  void crash() throws IOException {
    socket.setSoLinger(true, 0);
    socket.close();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }

  /** Content with transparency dots and a line end at its end (RFC 5321 section 4.5.2). */
  static byte[] stuffed(byte[] content) {
    String text = new String(content, StandardCharsets.ISO_8859_1);
    Matcher dots = Pattern.compile("(\\A|\r\n)\\.").matcher(text);
    String dotted = dots.replaceAll("$1..");
    String ended = dotted.isEmpty() || dotted.endsWith("\r\n") ? dotted : dotted + "\r\n";
    return ended.getBytes(StandardCharsets.ISO_8859_1);
  }
}
