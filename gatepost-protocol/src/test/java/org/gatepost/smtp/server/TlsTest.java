package org.gatepost.smtp.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Optional;
import javax.net.ssl.SSLSocket;
import org.gatepost.smtp.Certificates;
import org.gatepost.smtp.Talk;
import org.gatepost.smtp.Tls;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** TLS on the listener's side. */
class TlsTest {
  @TempDir static Path shared;
  private static Certificates certificates;

  @TempDir Path folder;
  private Listening server;

  @BeforeAll
  static void make() throws Exception {
    certificates = Certificates.make(shared, "dns:localhost,ip:127.0.0.1");
  }

  @BeforeEach
  void listen() throws Exception {
    server = new Listening(folder);
    server.tls = Optional.of(Tls.server(certificates.chain(), certificates.key()));
  }

  @AfterEach
  void leave() {
    server.close();
  }

  @Test
  void aMessageArrivesBehindStartTls() throws Exception {
    Talk talk = server.hello();
    assertThat(talk.say("EHLO client.city.example")).contains("STARTTLS");
    assertThat(talk.say("STARTTLS")).isEqualTo("220 2.0.0 Go ahead");
    talk.secure(certificates.trusting());
    assertThat(talk.say("MAIL FROM:<a@city.example>")).startsWith("503");
    assertThat(talk.say("EHLO client.city.example")).doesNotContain("STARTTLS");
    assertThat(talk.say("STARTTLS")).startsWith("503");
    talk.raw("MAIL FROM:<a@city.example>\r\nRCPT TO:<b@x.example>\r\nDATA\r\n");
    assertThat(talk.reply() + talk.reply()).doesNotContain("503");
    assertThat(talk.reply()).startsWith("354");
    assertThat(talk.say("x: y\r\n\r\n" + "z".repeat(300_000) + "\r\n.")).startsWith("250");
    assertThat(server.gate.messages.getFirst().received())
        .contains("with ESMTPS id", "(using TLSv1.3 with cipher TLS_");
    assertThat(talk.say("QUIT")).startsWith("221");
    assertThat(talk.line()).isEqualTo("(closed)");
  }

  @Test
  void whatIsSentAheadOfTlsIsNeverRun() {
    Talk talk = server.hello();
    talk.raw("STARTTLS\r\nMAIL FROM:<mallory@evil.example>\r\n");
    assertThat(talk.reply()).startsWith("554 5.5.0");
    assertThat(talk.line()).isEqualTo("(closed)");
    assertThat(server.gate.events).isEmpty();
  }

  @Test
  void anEndpointWithImplicitTlsBeginsWithIt() throws Exception {
    server.implicitTls = true;
    Talk talk = server.connect().secure(certificates.trusting());
    assertThat(talk.reply()).startsWith("220");
    assertThat(talk.say("EHLO client.city.example")).doesNotContain("STARTTLS");
    Talk plain = server.connect();
    plain.raw("EHLO client.city.example\r\n");
    assertThat(plain.reply()).doesNotContain("220");
  }

  @Test
  void aHandshakeThatCameWithTheProxysHeaderIsNotLost() throws Exception {
    server.implicitTls = true;
    server.access =
        new SmtpSettings.Access(Network.LOOPBACK, Network.LOOPBACK, java.util.List.of());
    Talk talk = server.connect();
    byte[] header = "PROXY TCP4 127.0.0.9 10.0.0.1 1234 25\r\n".getBytes(StandardCharsets.US_ASCII);
    try (Socket together = new SocketWithPreamble(talk.socket(), header)) {
      Talk secured = new Talk(together).secure(certificates.trusting());
      assertThat(secured.reply()).startsWith("220");
    }
  }

  /** Sends something in front of the first octets, in one piece with them. */
  private static final class SocketWithPreamble extends Socket {
    private final Socket plain;
    private byte[] preamble;

    SocketWithPreamble(Socket plain, byte[] preamble) {
      this.plain = plain;
      this.preamble = preamble;
    }

    @Override
    public InputStream getInputStream() throws IOException {
      return plain.getInputStream();
    }

    @Override
    public OutputStream getOutputStream() throws IOException {
      OutputStream out = plain.getOutputStream();
      return new OutputStream() {
        @Override
        public void write(int octet) throws IOException {
          write(new byte[] {(byte) octet}, 0, 1);
        }

        @Override
        public void write(byte[] octets, int from, int length) throws IOException {
          ByteArrayOutputStream all = new ByteArrayOutputStream();
          all.writeBytes(preamble);
          all.write(octets, from, length);
          preamble = new byte[0];
          out.write(all.toByteArray());
        }
      };
    }

    @Override
    public boolean isConnected() {
      return true;
    }

    @Override
    public int getPort() {
      return plain.getPort();
    }

    @Override
    public void setSoTimeout(int timeout) throws SocketException {
      plain.setSoTimeout(timeout);
    }

    @Override
    public void setTcpNoDelay(boolean on) throws SocketException {
      plain.setTcpNoDelay(on);
    }

    @Override
    public synchronized void close() throws IOException {
      plain.close();
    }
  }

  @Test
  void oldVersionsAreNotSpoken() throws Exception {
    Talk talk = server.hello();
    talk.say("STARTTLS");
    try (SSLSocket old =
        (SSLSocket)
            certificates
                .trusting()
                .getSocketFactory()
                .createSocket(talk.socket(), "localhost", 25, true)) {
      old.setEnabledProtocols(new String[] {"TLSv1.1"});
      assertThatThrownBy(old::startHandshake).isInstanceOf(IOException.class);
    }
    Talk newer = server.hello();
    newer.say("STARTTLS");
    try (SSLSocket twelve =
        (SSLSocket)
            certificates
                .trusting()
                .getSocketFactory()
                .createSocket(newer.socket(), "localhost", 25, true)) {
      twelve.setEnabledProtocols(new String[] {"TLSv1.2"});
      twelve.startHandshake();
      assertThat(twelve.getSession().getProtocol()).isEqualTo("TLSv1.2");
    }
  }

  @Test
  void stoppingSaysFarewellOverTls() throws Exception {
    Talk talk = server.hello();
    talk.say("STARTTLS");
    talk.secure(certificates.trusting());
    talk.say("EHLO client.city.example");
    Thread stopping =
        Thread.ofVirtual().start(() -> server.listener().stop(java.time.Duration.ofSeconds(20)));
    assertThat(talk.reply()).startsWith("421 4.3.2");
    assertThat(stopping.join(java.time.Duration.ofSeconds(10))).isTrue();
  }

  @Test
  void filesThatHoldNoCertificateOrKeyAreNamed() throws Exception {
    Path empty = Files.createFile(folder.resolve("empty.pem"));
    assertThatThrownBy(() -> Tls.server(certificates.chain(), empty))
        .isInstanceOf(GeneralSecurityException.class)
        .hasMessageContaining("empty.pem");
    assertThatThrownBy(() -> Tls.server(empty, certificates.key()))
        .isInstanceOf(GeneralSecurityException.class);
  }
}
