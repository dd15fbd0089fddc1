package org.gatepost.app.serve;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.gatepost.app.config.Configuration;
import org.gatepost.app.config.Endpoint;
import org.gatepost.smtp.Tls;
import org.gatepost.smtp.TlsLayer;
import org.gatepost.smtp.client.NextHopAddress;
import org.gatepost.smtp.client.NextHopAddress.Security;
import org.gatepost.smtp.client.NextHopSettings;
import org.gatepost.smtp.server.Network;
import org.gatepost.smtp.server.SmtpSettings;
import org.gatepost.smtp.server.SmtpSettings.Access;
import org.gatepost.smtp.server.SmtpSettings.Limits;
import org.gatepost.smtp.server.SmtpSettings.LineEnds;
import org.gatepost.smtp.server.SmtpSettings.Storage;
import org.gatepost.smtp.server.SmtpSettings.Timeouts;

/** Says in the words of the SMTP module what the configuration says. */
final class SmtpParts {
  private SmtpParts() {}

  /**
   * The listener's settings.
   *
   * @param folder for received content that does not stay in memory
   */
  static SmtpSettings listener(Configuration configuration, Path folder) {
    Configuration.Smtp smtp = configuration.smtp();
    List<SmtpSettings.Endpoint> endpoints = new ArrayList<>();
    configuration.listen().smtp().ifPresent(at -> endpoints.add(endpoint(at, false)));
    configuration.listen().smtps().ifPresent(at -> endpoints.add(endpoint(at, true)));
    Limits usual = Limits.defaults();
    return new SmtpSettings(
        hostName(configuration),
        endpoints,
        new Access(
            networks(smtp.relayNetworks()),
            networks(smtp.proxyPeers()),
            networks(smtp.xclientPeers())),
        new Limits(
            smtp.maxConnections(),
            Math.min(usual.connectionsPerClient(), smtp.maxConnections()),
            usual.transactions(),
            smtp.maxRecipients(),
            smtp.maxMessageSize(),
            usual.headerSize(),
            usual.headerLine(),
            usual.receivedFields(),
            usual.commandLine(),
            usual.badCommands()),
        Timeouts.defaults(),
        switch (smtp.bareLineEnds()) {
          case REFUSE -> LineEnds.STRICT;
          case NORMALISE -> LineEnds.NORMALISE;
        },
        Storage.in(folder));
  }

  /** Octets of a copy of incoming mail that are kept: its header, and the beginning of its text. */
  private static final int OBSERVED = 4 << 20;

  /**
   * The settings for copies of incoming mail. Any size is announced, since a mail server would
   * return to its sender what is larger; only the beginning is kept while it is read.
   */
  static SmtpSettings inbound(Configuration configuration, Endpoint at, Path folder) {
    Limits usual = Limits.defaults();
    return new SmtpSettings(
        hostName(configuration),
        List.of(endpoint(at, false)),
        new Access(
            networks(configuration.correspondence().inboundNetworks()), List.of(), List.of()),
        new Limits(
            configuration.smtp().maxConnections(),
            Math.min(usual.connectionsPerClient(), configuration.smtp().maxConnections()),
            usual.transactions(),
            usual.recipients(),
            1L << 40,
            usual.headerSize(),
            usual.headerLine(),
            usual.receivedFields(),
            usual.commandLine(),
            usual.badCommands()),
        Timeouts.defaults(),
        LineEnds.NORMALISE,
        Storage.in(folder).keeping(OBSERVED));
  }

  /** The certificate for clients, when there is one. */
  static Optional<TlsLayer> tls(Configuration configuration)
      throws IOException, GeneralSecurityException {
    Optional<Configuration.Tls> files = configuration.smtp().tls();
    return files.isEmpty()
        ? Optional.empty()
        : Optional.of(Tls.server(files.get().certificateFile(), files.get().keyFile()));
  }

  /**
   * How the next hop is reached.
   *
   * @param connections at one time
   */
  static NextHopSettings nextHop(
      Configuration configuration, Configuration.NextHop nextHop, int connections) {
    Endpoint endpoint = nextHop.url().endpoint();
    Security security =
        nextHop.url().implicitTls()
            ? Security.IMPLICIT
            : switch (nextHop.tls()) {
              case NONE -> Security.NONE;
              case OPPORTUNISTIC -> Security.OPPORTUNISTIC;
              case REQUIRED -> Security.REQUIRED;
            };
    NextHopAddress address = new NextHopAddress(endpoint.host(), endpoint.port(), security);
    NextHopSettings usual = NextHopSettings.of(address, hostName(configuration));
    return new NextHopSettings(
        address,
        usual.hostName(),
        nextHop.caFile(),
        nextHop
            .credentials()
            .map(login -> new NextHopSettings.Login(login.username(), password(login))),
        connections,
        usual.chunking(),
        usual.capabilitiesFor(),
        timeouts(nextHop.timeouts(), usual.timeouts()));
  }

  private static NextHopSettings.Timeouts timeouts(
      Configuration.Timeouts configured, NextHopSettings.Timeouts usual) {
    return new NextHopSettings.Timeouts(
        usual.turn(),
        configured.connect(),
        configured.greeting(),
        configured.command(),
        configured.dataBegin(),
        configured.dataBlock(),
        configured.dataEnd(),
        usual.idle(),
        usual.unused());
  }

  private static NextHopSettings.Password password(Configuration.Credentials credentials) {
    return () ->
        credentials
            .password()
            .fetch()
            .orElseThrow(() -> new IOException("The next hop's password is not there."));
  }

  static String hostName(Configuration configuration) {
    return configuration.smtp().hostname().orElseGet(SmtpParts::machineName);
  }

  static InetSocketAddress address(Endpoint endpoint) {
    return new InetSocketAddress(endpoint.host(), endpoint.port());
  }

  private static SmtpSettings.Endpoint endpoint(Endpoint endpoint, boolean implicitTls) {
    return new SmtpSettings.Endpoint(address(endpoint), implicitTls);
  }

  private static List<Network> networks(List<org.gatepost.app.config.Network> configured) {
    return configured.stream()
        .map(org.gatepost.app.config.Network::toString)
        .map(Network::parse)
        .flatMap(Optional::stream)
        .toList();
  }

  private static String machineName() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (IOException nameless) {
      return "localhost";
    }
  }
}
