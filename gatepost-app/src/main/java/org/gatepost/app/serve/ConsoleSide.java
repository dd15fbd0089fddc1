package org.gatepost.app.serve;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.gatepost.app.config.Configuration;
import org.gatepost.app.config.Network;
import org.gatepost.gate.HoldDesk;
import org.gatepost.gate.HoldParts;
import org.gatepost.mail.IdentitySource;
import org.gatepost.store.DataFolder;
import org.gatepost.store.Store;
import org.gatepost.web.FirstAdministrator;
import org.gatepost.web.Passwords;
import org.gatepost.web.ServerSettings;
import org.gatepost.web.console.Console;
import org.gatepost.web.console.ConsoleServices;
import org.gatepost.web.console.ConsoleSettings;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The staff's pages: where they are, and starting them once mail is accepted. */
final class ConsoleSide {
  private static final Logger LOG = LoggerFactory.getLogger(ConsoleSide.class);

  private final Configuration configuration;
  private final Store store;
  private final DataFolder folder;
  private final IdentitySource identities;
  private final InstantSource clock;
  private final Opened opened;
  private final Optional<InetSocketAddress> listen;

  ConsoleSide(
      Configuration configuration,
      Store store,
      DataFolder folder,
      IdentitySource identities,
      InstantSource clock,
      Opened opened)
      throws IOException {
    this.configuration = configuration;
    this.store = store;
    this.folder = folder;
    this.identities = identities;
    this.clock = clock;
    this.opened = opened;
    this.listen =
        configuration.listen().http().isEmpty()
            ? Optional.empty()
            : Optional.of(withPort(SmtpParts.address(configuration.listen().http().get())));
  }

  /** Where the pages are reached; notices need it before the pages answer. */
  URI address() {
    return configuration
        .console()
        .url()
        .map(ConsoleSide::withoutSlash)
        .or(() -> listen.map(at -> URI.create("http://" + Serve.shown(at))))
        .orElseGet(() -> URI.create("http://localhost"));
  }

  /**
   * Serves the pages; where they really answer, or empty when they are switched off.
   *
   * @param say prints a line for the person who started the program
   */
  Optional<InetSocketAddress> start(HoldParts parts, boolean trial, Consumer<String> say) {
    if (listen.isEmpty()) {
      return Optional.empty();
    }
    FirstAdministrator.create(
            store.accounts(),
            new Passwords(identities),
            identities,
            folder.path(),
            configuration.organisation().domains().stream().sorted().findFirst())
        .ifPresent(file -> say.accept("gatepost first administrator: password in " + file));
    ServerSettings server =
        new ServerSettings(
            listen.get(),
            configuration.console().trustedProxies().stream()
                .map(Network::toString)
                .collect(Collectors.toSet()),
            ServerSettings.IDLE,
            ServerSettings.LIFE);
    Console console =
        opened.add(
            Console.start(
                new ConsoleSettings(
                    server,
                    configuration.organisation(),
                    configuration.console().timeZone(),
                    trial),
                new ConsoleServices(
                    new HoldDesk(parts, (hold, what) -> LOG.warn("[{}] {}", hold, what)),
                    store.spool(),
                    store.ledger(),
                    store.audit(),
                    store.outbox(),
                    store.accounts(),
                    parts.tokens(),
                    parts.reader(),
                    store.accessLog(),
                    identities,
                    clock)));
    return Optional.of(new InetSocketAddress(listen.get().getAddress(), console.port()));
  }

  /**
   * Sees that the pages can be served where they are to be, before any mail is accepted.
   *
   * @throws IOException when somebody else listens there
   */
  void checkAddress() throws IOException {
    if (listen.isPresent()) {
      bindOnce(listen.get());
    }
  }

  /** Picks a free port where none was given. */
  private static InetSocketAddress withPort(InetSocketAddress wanted) throws IOException {
    return wanted.getPort() == 0 ? bindOnce(wanted) : wanted;
  }

  private static InetSocketAddress bindOnce(InetSocketAddress wanted) throws IOException {
    try (ServerSocket free = new ServerSocket()) {
      free.bind(wanted);
      return new InetSocketAddress(wanted.getAddress(), free.getLocalPort());
    } catch (IOException taken) {
      throw new IOException(
          "listen.http: cannot listen on "
              + wanted.getHostString()
              + ":"
              + wanted.getPort()
              + ": "
              + taken.getMessage(),
          taken);
    }
  }

  private static URI withoutSlash(URI url) {
    String text = url.toString();
    return text.endsWith("/") ? URI.create(text.substring(0, text.length() - 1)) : url;
  }
}
