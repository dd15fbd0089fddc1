package org.gatepost.gate;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.gatepost.audience.AliasTable;
import org.gatepost.audience.AudienceReading;
import org.gatepost.audience.Directory;
import org.gatepost.audience.KnownLists;
import org.gatepost.audience.Organisation;
import org.gatepost.audience.Readerships;
import org.gatepost.correspondence.CaseReferences;
import org.gatepost.correspondence.Correspondence;
import org.gatepost.correspondence.Exchange;
import org.gatepost.delivery.Composer;
import org.gatepost.delivery.Courier;
import org.gatepost.delivery.Delivery;
import org.gatepost.delivery.InMemoryLedger;
import org.gatepost.hold.HoldTokens;
import org.gatepost.hold.InMemorySpool;
import org.gatepost.inspect.BccInDataDetector;
import org.gatepost.inspect.Detector;
import org.gatepost.inspect.HoldLinkDetector;
import org.gatepost.inspect.InMemoryAnswers;
import org.gatepost.inspect.OpenAudienceDetector;
import org.gatepost.inspect.Submission;
import org.gatepost.mail.Address;
import org.gatepost.mail.Content;
import org.gatepost.mail.Domain;
import org.gatepost.mail.IdentitySource;
import org.gatepost.mail.MailParameters;
import org.gatepost.mail.Message;
import org.gatepost.mail.Recipient;
import org.gatepost.mail.ReversePath;
import org.gatepost.mail.SmtpReply;
import org.gatepost.policy.Disposition;
import org.gatepost.policy.Policy;
import org.gatepost.policy.Rule;

/** A whole gate in memory, with hand-written neighbours. */
final class GateBench {
  static final Address CLERK = Address.of("clerk@city.example");
  static final Address REVIEWER = Address.of("head@city.example");

  final List<String> events = new ArrayList<>();
  final List<String> alerts = new ArrayList<>();
  final List<Exchange> learned = new ArrayList<>();
  final List<Address> delivered = new ArrayList<>();
  final ScriptedNextHop nextHop = new ScriptedNextHop(events);
  final RecordingAudit audit = new RecordingAudit(events);
  final InMemoryLedger ledger = new InMemoryLedger();
  final InMemoryAnswers answers = new InMemoryAnswers();
  final InMemorySpool spool = new InMemorySpool(ledger, answers);
  final AtomicInteger wakeUps = new AtomicInteger();
  final HoldTokens tokens = new HoldTokens(new byte[32]);
  List<Address> reviewers = List.of(REVIEWER);
  Instant now = Instant.parse("2026-06-09T09:41:00Z");
  final IdentitySource identities = new IdentitySource(() -> now, new SecureRandom());
  final Composer composer = new WordComposer();
  final Gate gate;
  final HoldDesk desk;
  final HoldClock clock;
  final Courier courier;

  GateBench() {
    this(Policy.defaultRules(), List.of());
  }

  GateBench(List<Rule> rules, List<Detector> further) {
    Organisation council =
        new Organisation(
            "City Council",
            Set.of(Domain.of("city.example")),
            Set.of(Domain.of("freemail.example")),
            domain -> domain);
    HoldSettings settings =
        new HoldSettings(
            council,
            Duration.ofDays(3),
            URI.create("http://127.0.0.1:8080"),
            () -> reviewers,
            ZoneOffset.UTC);
    AudienceReading audiences =
        new AudienceReading(
            council,
            Directory.empty(),
            new Readerships(council, Directory.empty(), AliasTable.empty(), KnownLists.none()));
    List<Detector> detectors = new ArrayList<>(further);
    detectors.add(new OpenAudienceDetector());
    detectors.add(new BccInDataDetector());
    detectors.add(new HoldLinkDetector(token -> tokens.open(token).isPresent()));
    Policy policy = new Policy("sha256:test", rules, Disposition.deliver());
    HeaderReader reader = new HeaderReader();
    Recalling recalling =
        new Recalling(Correspondence.empty(), answers, _ -> "", CaseReferences.none());
    Judgement judgement = new Judgement(reader, audiences, recalling, detectors, policy);
    HoldParts parts =
        new HoldParts(
            spool,
            ledger,
            composer,
            reader,
            audiences,
            judgement,
            settings,
            tokens,
            wakeUps::incrementAndGet,
            identities,
            () -> now);
    gate = new Gate(nextHop, audit, (_, what) -> alerts.add(what), learned::add, parts);
    desk = new HoldDesk(parts, (_, what) -> alerts.add(what));
    clock = new HoldClock(parts);
    courier =
        new Courier(
            ledger,
            nextHop,
            composer,
            content -> {
              if (reader.read(content) instanceof MessageReader.Reading.Read(Message message)) {
                return message;
              }
              throw new IllegalStateException("not a message");
            },
            new Courier.Schedule(Duration.ofDays(5)),
            (_, to) -> delivered.addAll(to),
            identities,
            () -> now);
  }

  static List<Address> families(int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> Address.of("family" + i + "@freemail.example"))
        .toList();
  }

  static String openCc(List<Address> people) {
    return "Message-ID: <1@city.example>\r\nSubject: Drop-in\r\nCc: "
        + people.stream().map(Address::toString).collect(Collectors.joining(","))
        + "\r\n\r\nDear families\r\n";
  }

  SmtpReply submit(String message, List<Address> to) {
    return submit(message, CLERK, to);
  }

  SmtpReply submit(String message, Address from, List<Address> to) {
    return submit(Optional.empty(), message, from, to);
  }

  SmtpReply submit(
      Optional<Address> authenticated, String message, Address from, List<Address> to) {
    Submission submission = new Submission(authenticated, "127.0.0.1", now, "trace");
    try (Submissions.Transaction transaction =
        gate.begin(submission, ReversePath.of(from), MailParameters.none())) {
      SmtpReply mail = transaction.mail().await();
      if (!mail.isPositive()) {
        return mail;
      }
      to.forEach(address -> transaction.recipient(Recipient.of(address)).await());
      return transaction.deliver(
          "Received: here\r\n".getBytes(StandardCharsets.US_ASCII),
          Content.of(message.getBytes(StandardCharsets.UTF_8)));
    }
  }

  /** Carries out what is due, one after the other. */
  int deliver() {
    int carried = 0;
    for (Delivery delivery : ledger.lease("test", 1000, Duration.ofMinutes(1), now)) {
      courier.attempt(delivery, "test").carry().ifPresent(Courier.Settlement::write);
      carried++;
    }
    return carried;
  }
}
