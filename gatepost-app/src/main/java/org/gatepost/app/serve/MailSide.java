package org.gatepost.app.serve;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.gatepost.account.Account;
import org.gatepost.account.Accounts;
import org.gatepost.account.Role;
import org.gatepost.app.check.Detection;
import org.gatepost.app.config.Configuration;
import org.gatepost.correspondence.Correspondence;
import org.gatepost.delivery.Courier;
import org.gatepost.delivery.Dispatch;
import org.gatepost.gate.Alerts;
import org.gatepost.gate.FaultText;
import org.gatepost.gate.Gate;
import org.gatepost.gate.HoldClock;
import org.gatepost.gate.HoldParts;
import org.gatepost.gate.HoldSettings;
import org.gatepost.gate.Judgement;
import org.gatepost.gate.MessageReader;
import org.gatepost.gate.TrialNextHop;
import org.gatepost.hold.HoldTokens;
import org.gatepost.inspect.HoldLinkDetector;
import org.gatepost.mail.Address;
import org.gatepost.mail.Domain;
import org.gatepost.mail.IdentitySource;
import org.gatepost.mail.NamedAddress;
import org.gatepost.mime.ScanningMessageReader;
import org.gatepost.mime.SplicingComposer;
import org.gatepost.smtp.TlsLayer;
import org.gatepost.smtp.server.Authentication;
import org.gatepost.smtp.server.AuthenticationSettings;
import org.gatepost.smtp.server.SmtpListener;
import org.gatepost.store.DataFolder;
import org.gatepost.store.Store;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The gate and what it stands on: next hop, judgement, holds, courier, listener. */
final class MailSide {
  private static final Logger LOG = LoggerFactory.getLogger(MailSide.class);
  private static final Duration TICK = Duration.ofSeconds(1);
  private static final Duration HOUSEKEEPING = Duration.ofHours(1);
  private static final Duration GRACE = Duration.ofSeconds(20);
  private static final int SCRAM_ITERATIONS = 16_384;

  private final Configuration configuration;
  private final Store store;
  private final DataFolder folder;
  private final IdentitySource identities;
  private final InstantSource clock;
  private final Opened opened;
  private final MessageReader reader = new ScanningMessageReader();

  MailSide(
      Configuration configuration,
      Store store,
      DataFolder folder,
      IdentitySource identities,
      InstantSource clock,
      Opened opened) {
    this.configuration = configuration;
    this.store = store;
    this.folder = folder;
    this.identities = identities;
    this.clock = clock;
    this.opened = opened;
  }

  /**
   * What is there once mail is accepted.
   *
   * @param inbound where copies of incoming mail are taken
   * @param deliveries begins them; nothing is carried, notices included, until it is called
   */
  record Started(
      HoldParts parts,
      List<InetSocketAddress> listening,
      Optional<InetSocketAddress> inbound,
      Runnable deliveries) {}

  /**
   * Opens everything in the order in which it can be used; mail is accepted last.
   *
   * @param console where the notices' links lead
   * @param accepting false for a process that shows pages and leaves mail to another
   */
  Started start(URI console, boolean accepting) throws IOException, GeneralSecurityException {
    NextHops nextHops = nextHops();
    Learning learning = learning();
    Wake wake = new Wake();
    HoldParts parts = parts(console, wake, learning.correspondence());
    Courier courier =
        new Courier(
            store.ledger(),
            nextHops.courier(),
            parts.composer(),
            content ->
                switch (reader.read(content)) {
                  case MessageReader.Reading.Read(var message) -> message;
                  case MessageReader.Reading.Unread unread ->
                      throw new IllegalStateException(
                          "Stored content is no message: " + unread.because());
                },
            new Courier.Schedule(configuration.delivery().giveUpAfter()),
            learning::delivered,
            identities,
            clock);
    Dispatch dispatch =
        opened.add(
            new Dispatch(
                store.ledger(),
                courier,
                worker(),
                configuration.delivery().connections(),
                fault ->
                    LOG.error(
                        "A delivery ran into a fault and is tried again: {}", FaultText.of(fault)),
                clock));
    wake.to(dispatch);
    HoldClock holdClock = new HoldClock(parts);
    opened.add(
        new Ticker(
            "hold-clock",
            TICK,
            holdClock::endOverdue,
            fault ->
                LOG.error("Holds whose time is over could not be ended: {}", FaultText.of(fault))));
    opened.add(
        new Ticker(
            "housekeeping",
            HOUSEKEEPING,
            () -> housekeeping(learning),
            fault -> LOG.error("Old rows could not be deleted: {}", FaultText.of(fault))));
    Alerts alerts = (trace, what) -> LOG.error("[{}] {}", trace, what);
    Gate gate = new Gate(nextHops.direct(), store.audit(), alerts, learning, parts);
    if (!accepting) {
      return new Started(parts, List.of(), Optional.empty(), dispatch::start);
    }
    Optional<InetSocketAddress> inbound = observe(learning);
    return new Started(parts, listen(gate), inbound, dispatch::start);
  }

  private NextHops nextHops() throws IOException, GeneralSecurityException {
    Optional<Configuration.NextHop> configured = configuration.nextHop();
    if (configured.isEmpty()) {
      return NextHops.both(new TrialNextHop(store.outbox(), identities, clock));
    }
    folder.noteNextHop();
    return NextHops.open(configuration, configured.get(), clock, opened);
  }

  private HoldParts parts(URI console, Runnable wakeUp, Correspondence correspondence) {
    Detection detection =
        Detection.of(configuration, store.lists(), correspondence, store.answers());
    HoldTokens tokens = new HoldTokens(store.tokenKey());
    Judgement judgement =
        new Judgement(
            reader,
            detection.audiences(),
            detection.recalling(),
            detection.and(new HoldLinkDetector(token -> tokens.open(token).isPresent())),
            configuration.policy());
    HoldSettings settings =
        new HoldSettings(
            configuration.organisation(),
            configuration.hold().patience(),
            console,
            this::reviewers,
            configuration.console().timeZone());
    return new HoldParts(
        store.spool(),
        store.ledger(),
        new SplicingComposer(sender(), configuration.organisation().name(), clock),
        reader,
        detection.audiences(),
        judgement,
        settings,
        tokens,
        wakeUp,
        identities,
        clock);
  }

  /** The configured reviewers and the accounts that have the role. */
  private List<Address> reviewers() {
    Set<Address> all = new LinkedHashSet<>(configuration.notices().reviewers());
    store.accounts().all().stream()
        .filter(account -> account.active() && account.is(Role.REVIEWER))
        .map(Account::login)
        .forEach(all::add);
    return List.copyOf(all);
  }

  private NamedAddress sender() {
    Address address =
        configuration
            .notices()
            .from()
            .orElseGet(
                () ->
                    new Address(
                        "gatepost",
                        configuration.organisation().domains().stream()
                            .sorted()
                            .findFirst()
                            .orElseGet(() -> Domain.of("localhost"))));
    return new NamedAddress("Gatepost", address);
  }

  private Learning learning() {
    Learning learning = new Learning(configuration, store, reader, clock);
    opened.add(learning);
    return learning;
  }

  /** Listens for copies of incoming mail, where that is switched on. */
  private Optional<InetSocketAddress> observe(Learning learning) throws IOException {
    if (configuration.listen().inbound().isEmpty()) {
      return Optional.empty();
    }
    InboundObserver observer = new InboundObserver(reader, learning::cameIn);
    SmtpListener listener =
        new SmtpListener(
            SmtpParts.inbound(configuration, configuration.listen().inbound().get(), received()),
            observer,
            Optional.empty(),
            Optional.empty(),
            identities,
            clock);
    opened.add(
        () -> {
          listener.stop(GRACE);
          LOG.info(
              "Copies of incoming mail: {}, of which {} could not be read",
              observer.seen(),
              observer.unread());
        });
    return Optional.of(listener.addresses().getFirst());
  }

  private Path received() throws IOException {
    return Files.createDirectories(
        folder.path().resolve("received"),
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
  }

  private List<InetSocketAddress> listen(Gate gate) throws IOException, GeneralSecurityException {
    if (configuration.listen().smtp().isEmpty() && configuration.listen().smtps().isEmpty()) {
      return List.of();
    }
    Optional<TlsLayer> tls = SmtpParts.tls(configuration);
    SmtpListener listener =
        new SmtpListener(
            SmtpParts.listener(configuration, received()),
            gate,
            tls,
            tls.map(_ -> authentication()),
            identities,
            clock);
    opened.add(() -> listener.stop(GRACE));
    return listener.addresses();
  }

  private Authentication authentication() {
    Accounts accounts = store.accounts();
    return new Authentication(
        login ->
            accounts.find(login).filter(Account::active).isPresent()
                ? accounts.verifiers(login)
                : List.of(),
        AuthenticationSettings.defaults(SCRAM_ITERATIONS, store.tokenKey()),
        identities,
        clock);
  }

  private void housekeeping(Learning learning) {
    learning.forget();
    store
        .retention()
        .purge(
            clock.instant().minus(configuration.hold().keep()),
            clock.instant().minus(configuration.auditKeep()));
  }

  /** The name of this data folder's process in the ledger, the same after a restart. */
  private String worker() throws IOException {
    Path file = folder.path().resolve("worker");
    if (!Files.exists(file)) {
      Files.writeString(file, identities.next().toString());
    }
    return UUID.fromString(Files.readString(file).strip()).toString();
  }

  /** Wakes the dispatch once there is one. */
  private static final class Wake implements Runnable {
    private volatile Optional<Dispatch> dispatch = Optional.empty();

    void to(Dispatch started) {
      dispatch = Optional.of(started);
    }

    @Override
    public void run() {
      dispatch.ifPresent(Dispatch::wakeUp);
    }
  }
}
