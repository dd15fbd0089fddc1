package org.gatepost.smtp.client;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ProtocolException;
import java.net.UnknownHostException;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import javax.net.ssl.SSLException;
import org.gatepost.mail.SmtpReply;
import org.gatepost.smtp.DeadlineWatch;
import org.gatepost.smtp.TlsLayer;
import org.gatepost.smtp.Wire;
import org.gatepost.smtp.client.NextHopAddress.Security;
import org.gatepost.smtp.client.NextHopSettings.Login;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes connections: dials, greets, secures, authenticates. */
final class HopDialler {
  private static final Logger LOG = LoggerFactory.getLogger(HopDialler.class);

  private final NextHopSettings settings;
  private final TlsLayer tls;
  private final DeadlineWatch watch;
  private final Reachability reachability;

  HopDialler(
      NextHopSettings settings, TlsLayer tls, DeadlineWatch watch, Reachability reachability) {
    this.settings = settings;
    this.tls = tls;
    this.watch = watch;
    this.reachability = reachability;
  }

  /**
   * A new connection.
   *
   * @throws HopUnavailableException when there is none to be had
   */
  HopConnection dial() throws HopUnavailableException {
    try {
      HopConnection connection = secured();
      reachability.answered();
      return connection;
    } catch (HopUnavailableException down) {
      reachability.failed(down);
      throw down;
    }
  }

  private HopConnection secured() throws HopUnavailableException {
    try {
      return dial(settings.address().security());
    } catch (SSLException unsecured) {
      if (settings.address().security() != Security.OPPORTUNISTIC) {
        throw new HopUnavailableException("The way to the next hop cannot be secured", unsecured);
      }
      return dialInTheClear();
    } catch (UnknownHostException unknown) {
      throw new HopUnavailableException("The next hop's name is not known", unknown);
    } catch (HopUnavailableException known) {
      throw known;
    } catch (IOException failed) {
      throw new HopUnavailableException("The next hop cannot be reached", failed);
    }
  }

  private HopConnection dialInTheClear() throws HopUnavailableException {
    try {
      return dial(Security.NONE);
    } catch (HopUnavailableException known) {
      throw known;
    } catch (IOException failed) {
      throw new HopUnavailableException("The next hop cannot be reached", failed);
    }
  }

  private HopConnection dial(Security security) throws IOException {
    Wire wire = new Wire(connect().socket(), watch);
    try {
      return introduce(wire, security);
    } catch (IOException | RuntimeException failed) {
      wire.close();
      throw failed;
    }
  }

  private SocketChannel connect() throws IOException {
    IOException last = new UnknownHostException("The next hop has no address");
    for (InetAddress address : InetAddress.getAllByName(settings.address().host())) {
      SocketChannel channel = SocketChannel.open();
      try {
        channel
            .socket()
            .connect(
                new InetSocketAddress(address, settings.address().port()),
                (int) settings.timeouts().connect().toMillis());
        return channel;
      } catch (IOException failed) {
        channel.close();
        last = failed;
      }
    }
    throw last;
  }

  private HopConnection introduce(Wire wire, Security security) throws IOException {
    Duration wait = settings.timeouts().greeting();
    if (security == Security.IMPLICIT) {
      wire.secure(tls, Wire.after(wait));
    }
    expect(ReplyReader.read(wire, Wire.after(wait)), 220, "does not greet");
    Offered offered = hello(wire);
    boolean wanted =
        security == Security.REQUIRED || (security == Security.OPPORTUNISTIC && offered.startTls());
    if (wanted) {
      if (!offered.startTls()) {
        throw new HopUnavailableException("The next hop does not offer STARTTLS");
      }
      expect(ask(wire, "STARTTLS"), 220, "refuses STARTTLS");
      wire.secure(tls, Wire.after(wait));
      offered = hello(wire);
    }
    if (settings.login().isPresent()) {
      authenticate(wire, offered, settings.login().get());
    }
    return new HopConnection(wire, offered);
  }

  private Offered hello(Wire wire) throws IOException {
    SmtpReply reply = ask(wire, "EHLO " + settings.hostName());
    if (reply.code() == 250) {
      return Offered.from(reply.lines());
    }
    if (!reply.isPermanent()) {
      throw refusal(reply, "refuses EHLO");
    }
    expect(ask(wire, "HELO " + settings.hostName()), 250, "refuses HELO");
    return Offered.nothing();
  }

  private void authenticate(Wire wire, Offered offered, Login login) throws IOException {
    if (wire.tls().isEmpty() && !settings.address().isLoopback()) {
      throw new HopUnavailableException("The password for the next hop is for TLS only");
    }
    String secret = secret(login);
    SmtpReply reply;
    if (offered.mechanisms().contains("PLAIN")) {
      reply = ask(wire, "AUTH PLAIN " + base64("\0" + login.user() + "\0" + secret));
    } else if (offered.mechanisms().contains("LOGIN")) {
      expect(ask(wire, "AUTH LOGIN"), 334, "refuses AUTH");
      expect(ask(wire, base64(login.user())), 334, "refuses AUTH");
      reply = ask(wire, base64(secret));
    } else {
      throw new HopUnavailableException("The next hop offers no way to authenticate");
    }
    expect(reply, 235, "refuses our login");
  }

  private static String secret(Login login) throws HopUnavailableException {
    try {
      return login.password().read();
    } catch (IOException unreadable) {
      throw new HopUnavailableException("The password for the next hop cannot be read", unreadable);
    }
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  private SmtpReply ask(Wire wire, String command) throws IOException {
    wire.append(command + "\r\n");
    wire.flush(Wire.after(settings.timeouts().greeting()));
    try {
      return ReplyReader.read(wire, Wire.after(settings.timeouts().greeting()));
    } catch (ProtocolException garbage) {
      throw new HopUnavailableException("The next hop does not speak SMTP", garbage);
    }
  }

  private static void expect(SmtpReply reply, int code, String otherwise)
      throws HopUnavailableException {
    if (reply.code() != code) {
      throw refusal(reply, otherwise);
    }
  }

  private static HopUnavailableException refusal(SmtpReply reply, String what) {
    // The words of the reply may name a login; they are for whoever debugs.
    LOG.debug("The next hop {}: {}", what, reply);
    return new HopUnavailableException("The next hop " + what + " (" + reply.code() + ")");
  }
}
