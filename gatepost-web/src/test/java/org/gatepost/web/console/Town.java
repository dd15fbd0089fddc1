package org.gatepost.web.console;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.gatepost.account.Account;
import org.gatepost.account.Role;
import org.gatepost.audience.Organisation;
import org.gatepost.delivery.InMemoryLedger;
import org.gatepost.hold.Awaiting;
import org.gatepost.hold.Hold;
import org.gatepost.hold.HoldState;
import org.gatepost.hold.HoldTokens;
import org.gatepost.hold.InMemorySpool;
import org.gatepost.hold.Spool;
import org.gatepost.inspect.Evidence;
import org.gatepost.inspect.Finding;
import org.gatepost.inspect.FindingKind;
import org.gatepost.mail.Address;
import org.gatepost.mail.Content;
import org.gatepost.mail.Domain;
import org.gatepost.mail.Envelope;
import org.gatepost.mail.IdentitySource;
import org.gatepost.mail.ReversePath;
import org.gatepost.policy.Offer;
import org.gatepost.web.Passwords;
import org.gatepost.web.ServerSettings;

/** A made-up council with its people and their mail, and a console in front of it. */
final class Town implements AutoCloseable {
  static final Instant START = Instant.parse("2026-06-09T08:41:00Z");
  static final String PASSWORD = "a quiet garden gate";
  static final Address SENDER = Address.of("hanna.weber@city.example");
  static final Address COLLEAGUE = Address.of("jonas.brandt@city.example");
  static final Address REVIEWER = Address.of("ruth.keller@city.example");
  static final Address OFFICER = Address.of("omar.haddad@city.example");
  static final Address AUTHOR = Address.of("mia.lorenz@city.example");
  static final Address ADMINISTRATOR = Address.of("administrator@city.example");
  static final Address NEWCOMER = Address.of("nora.vogel@city.example");

  final TestClock clock = new TestClock();
  final IdentitySource identities = new IdentitySource(clock, new SecureRandom());
  final InMemoryAccounts accounts = new InMemoryAccounts();
  final InMemoryLedger ledger = new InMemoryLedger();
  final InMemorySpool spool = new InMemorySpool(ledger);
  final RecordingHeldMail heldMail = new RecordingHeldMail(spool, identities, clock);
  final InMemoryAuditTrail auditTrail = new InMemoryAuditTrail();
  final InMemoryOutbox outbox = new InMemoryOutbox();
  final InMemoryAccessLog accessLog = new InMemoryAccessLog();
  final HoldTokens tokens =
      new HoldTokens("0123456789abcdef0123456789abcdef".getBytes(StandardCharsets.US_ASCII));
  final Console console;

  Town() {
    this(settings(true));
  }

  Town(ConsoleSettings settings) {
    String hash = new Passwords(identities).hash(PASSWORD);
    account(SENDER, "Hanna Weber", hash, false, Role.SENDER);
    account(COLLEAGUE, "Jonas Brandt", hash, false, Role.SENDER);
    account(REVIEWER, "Ruth Keller", hash, false, Role.SENDER, Role.REVIEWER);
    account(OFFICER, "Omar Haddad", hash, false, Role.DATA_PROTECTION_OFFICER);
    account(AUTHOR, "Mia Lorenz", hash, false, Role.MAILING_AUTHOR);
    account(ADMINISTRATOR, "Administrator", hash, false, Role.ADMINISTRATOR);
    account(NEWCOMER, "Nora Vogel", hash, true, Role.SENDER);
    this.console =
        Console.start(
            settings,
            new ConsoleServices(
                heldMail,
                spool,
                ledger,
                auditTrail,
                outbox,
                accounts,
                tokens,
                new PlainReader(),
                accessLog,
                identities,
                clock));
  }

  static ConsoleSettings settings(boolean trial) {
    return settings(trial, 0);
  }

  static ConsoleSettings settings(boolean trial, int port) {
    return new ConsoleSettings(
        ServerSettings.on(new InetSocketAddress(InetAddress.getLoopbackAddress(), port)),
        new Organisation(
            "City Council",
            Set.of(Domain.of("city.example")),
            Set.of(Domain.of("post.example")),
            domain -> domain),
        ZoneId.of("Europe/London"),
        trial);
  }

  private void account(Address login, String name, String hash, boolean mustChange, Role... roles) {
    accounts.add(
        new Account(identities.next(), login, name, Set.of(roles), mustChange, true), hash);
  }

  String url() {
    return "http://127.0.0.1:" + console.port();
  }

  Visitor visitor() {
    return new Visitor(url());
  }

  Visitor signedIn(Address person) {
    Visitor visitor = visitor();
    visitor.signIn(person, PASSWORD);
    return visitor;
  }

  String link(Hold hold) {
    return "/h/" + tokens.issue(hold.id());
  }

  /** The open message to many families, held for its sender. */
  Hold openAudience(Address owner, int families) {
    return held(owner, Awaiting.SENDER, "Summer programme for every family", families, true);
  }

  Hold held(Address owner, Awaiting awaiting, String subject, int families, boolean knownOwner) {
    return held(owner, awaiting, subject, families, knownOwner, Set.of());
  }

  /** A hold in which some get a copy of their own when it is let go. */
  Hold held(
      Address owner,
      Awaiting awaiting,
      String subject,
      int families,
      boolean knownOwner,
      Set<Address> split) {
    List<Address> people =
        Stream.concat(
                IntStream.rangeClosed(1, families)
                    .mapToObj(i -> Address.of("family%03d@post.example".formatted(i))),
                Stream.of(Address.of("team@city.example")))
            .toList();
    List<Address> strangers = people.subList(0, families);
    Hold hold =
        new Hold(
            identities.next(),
            HoldState.HELD,
            awaiting,
            knownOwner ? Optional.of(owner) : Optional.empty(),
            Envelope.of(ReversePath.of(owner), people),
            subject,
            Optional.of("<" + identities.next() + "@city.example>"),
            4_200,
            identities.next(),
            "open-audience",
            List.of(
                new Finding(
                    FindingKind.OPEN_AUDIENCE,
                    0.99,
                    strangers,
                    Evidence.of(families + " addresses in Cc"),
                    families
                        + " people outside your organisation would see each other's addresses.")),
            List.of(
                Offer.SPLIT,
                Offer.MAILING,
                Offer.CHANGE_RECIPIENTS,
                Offer.CANCEL,
                Offer.SEND_WITH_REASON),
            split,
            clock.instant(),
            clock.instant().plus(Duration.ofDays(5)),
            Optional.empty(),
            Optional.empty());
    spool.take(
        new Spool.Intake(
            hold,
            hold.id().toString(),
            content(owner, subject, people),
            Optional.empty(),
            Duration.ofDays(5),
            _ -> Optional.empty()));
    return spool.find(hold.id()).orElseThrow();
  }

  static Content content(Address from, String subject, List<Address> to) {
    return Content.of(
        """
        From: %s
        To: team@city.example
        Cc: %s
        Subject: %s
        X-Test-Date: 2026-06-09T08:40:00Z
        Content-Type: multipart/mixed; boundary=gate

        --gate
        Content-Type: text/plain; charset=utf-8

        Dear families,

        please find our summer programme below. The swimming course begins on 20 July.

        Kind regards
        Hanna Weber
        --gate
        Content-Type: application/pdf; name=programme.pdf

        %%PDF-1.7 made up
        --gate--
        """
            .formatted(
                from, to.stream().map(Address::toString).collect(Collectors.joining(",")), subject)
            .replace("\n", "\r\n")
            .getBytes(StandardCharsets.UTF_8));
  }

  Hold now(Hold hold) {
    return spool.find(hold.id()).orElseThrow();
  }

  UUID accountOf(Address login) {
    return accounts.find(login).orElseThrow().id();
  }

  @Override
  public void close() {
    console.close();
  }

  /** Stands still until it is moved. */
  static final class TestClock implements InstantSource {
    private volatile Instant now = START;

    @Override
    public Instant instant() {
      return now;
    }

    void advance(Duration by) {
      now = now.plus(by);
    }
  }
}
