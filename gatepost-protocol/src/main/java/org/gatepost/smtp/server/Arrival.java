package org.gatepost.smtp.server;

import java.io.IOException;
import java.net.InetAddress;
import java.util.Optional;
import org.gatepost.smtp.Wire;
import org.gatepost.smtp.server.SmtpSettings.Access;

/** Who has come, before anything is said: the peer itself, or whom a proxy speaks for. */
final class Arrival implements AutoCloseable {
  private final Wire wire;
  private final Surroundings around;
  private Optional<InetAddress> counted = Optional.empty();

  Arrival(Wire wire, Surroundings around) {
    this.wire = wire;
    this.around = around;
  }

  /**
   * Reads the PROXY header where one must come, and begins TLS where it comes first.
   *
   * @return empty when a proxy did not say for whom it speaks
   */
  Optional<Client> client(boolean implicitTls) throws IOException {
    long until = Wire.after(around.settings().timeouts().preamble());
    InetAddress peer = wire.remote().getAddress();
    Optional<Client> client =
        isProxy()
            ? ProxyHeader.read(wire, until)
            : Optional.of(mayXclient() ? Client.yetToBeNamed() : Client.at(peer));
    if (client.isPresent() && implicitTls && around.tls().isPresent()) {
      wire.secureBehindPreamble(around.tls().get(), until);
    }
    return client;
  }

  private boolean isProxy() {
    return Network.anyContains(access().proxies(), wire.remote().getAddress());
  }

  /**
   * Whether XCLIENT is offered and heard. Behind a proxy it never is, whoever the proxy speaks for:
   * the peer's address is the proxy's there, and says nothing about who gives the commands.
   */
  boolean mayXclient() {
    return !isProxy() && Network.anyContains(access().xclients(), wire.remote().getAddress());
  }

  private Access access() {
    return around.settings().access();
  }

  /** Counts the connection for its client; false when that client has too many. */
  boolean count(Client client) {
    close();
    counted = client.address().filter(around.clients()::enter);
    return counted.isPresent() || client.address().isEmpty();
  }

  @Override
  public void close() {
    counted.ifPresent(around.clients()::leave);
    counted = Optional.empty();
  }
}
