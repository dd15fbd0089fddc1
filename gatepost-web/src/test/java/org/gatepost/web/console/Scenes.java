package org.gatepost.web.console;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.gatepost.account.ScramVerifier;
import org.gatepost.delivery.Delivery;
import org.gatepost.gate.AuditTrail.Intent;
import org.gatepost.gate.AuditTrail.Line;
import org.gatepost.gate.AuditTrail.Outcome;
import org.gatepost.gate.AuditTrail.Reason;
import org.gatepost.gate.AuditTrail.Recorded;
import org.gatepost.hold.Awaiting;
import org.gatepost.hold.HeldMail.Actor;
import org.gatepost.hold.HeldMail.Change;
import org.gatepost.hold.Hold;
import org.gatepost.mail.Address;
import org.gatepost.mail.Content;
import org.gatepost.mail.Envelope;
import org.gatepost.mail.ReversePath;
import org.gatepost.web.AppPasswords;

/** Fills a town with mail in every state, to be looked at and to be tested. */
final class Scenes {
  final Hold open;
  final Hold released;
  final Hold cancelled;
  final Hold changed;
  final Hold asked;
  final Hold reviewersOwn;
  final Hold timer;
  final Hold nobodys;
  final Hold colleagues;
  final Recorded clean;
  final Recorded held;
  final Recorded unknown;
  final Recorded colleaguesMail;
  final UUID copy;
  final UUID notice;

  Scenes(Town town) {
    Actor hanna = new Actor(Town.SENDER, false, false);
    cancelled = town.held(Town.SENDER, Awaiting.SENDER, "Minutes of the meeting", 14, true);
    town.heldMail.cancel(cancelled.id(), hanna);
    changed = town.held(Town.SENDER, Awaiting.SENDER, "Invitation to the open day", 11, true);
    town.heldMail.change(
        changed.id(),
        hanna,
        new Change(java.util.Set.of(Address.of("family001@post.example")), Map.of(), false));
    released = town.held(Town.SENDER, Awaiting.SENDER, "New opening hours", 130, true);
    town.heldMail.sendCopies(released.id(), hanna);
    deliver(town);
    town.clock.advance(Duration.ofMinutes(20));
    asked = town.held(Town.SENDER, Awaiting.SENDER, "Working group: minutes and tasks", 12, true);
    town.heldMail.askReviewer(
        asked.id(),
        hanna,
        "They all sit on the working group and have had each other's addresses for years.");
    reviewersOwn = town.held(Town.REVIEWER, Awaiting.REVIEWER, "Board papers", 12, true);
    nobodys = town.held(Address.of("scanner@city.example"), Awaiting.REVIEWER, "", 30, false);
    colleagues = town.openAudience(Town.COLLEAGUE, 15);
    timer = town.held(Town.SENDER, Awaiting.TIMER, "Quick question", 1, true);
    open = town.openAudience(Town.SENDER, 500);

    clean = judged(town, Town.SENDER, "deliver", Outcome.ACCEPTED, 1, Optional.empty());
    unknown = judged(town, Town.SENDER, "deliver", Outcome.UNKNOWN, 2, Optional.empty());
    colleaguesMail = judged(town, Town.COLLEAGUE, "refuse", Outcome.REFUSED, 3, Optional.empty());
    held = judged(town, Town.SENDER, "hold", Outcome.HELD, 501, Optional.of(open.id()));

    copy = town.identities.next();
    town.outbox.keep(
        copy,
        Envelope.of(ReversePath.of(Town.SENDER), List.of(Address.of("family001@post.example"))),
        Town.content(
            Town.SENDER, "New opening hours", List.of(Address.of("family001@post.example"))),
        town.clock.instant());
    notice = town.identities.next();
    town.outbox.keep(
        notice,
        Envelope.of(ReversePath.none(), List.of(Town.SENDER)),
        Content.of(
            ("From: gatepost@city.example\r\nTo: "
                    + Town.SENDER
                    + "\r\nSubject: Not sent yet: Summer programme\r\n"
                    + "Content-Type: text/html; charset=utf-8\r\n\r\n"
                    + "<html><head><style>p{}</style></head><body><h2>What is wrong</h2>"
                    + "<p>500 people &amp; more would see each other.</p>"
                    + "<script>alert(1)</script>"
                    + "<p>Send copies: http://127.0.0.1:8080"
                    + town.link(open)
                    + "#split</p></body></html>")
                .getBytes(java.nio.charset.StandardCharsets.UTF_8)),
        town.clock.instant());
    ScramVerifier verifier = AppPasswords.verifier("made-up", List.of(), town.identities);
    town.accounts.addAppPassword(
        town.accountOf(Town.SENDER),
        town.identities.next(),
        "Thunderbird at work",
        verifier,
        town.clock.instant());
  }

  private static void deliver(Town town) {
    List<Delivery> leased =
        town.ledger.lease("test", 130, Duration.ofMinutes(5), town.clock.instant());
    for (int i = 0; i < leased.size() - 20; i++) {
      Delivery delivery = leased.get(i);
      town.ledger.begin(delivery, "test", town.clock.instant());
      boolean failed = i % 40 == 7;
      boolean doubt = i % 40 == 9;
      Delivery.Result result =
          new Delivery.Result(
              delivery.envelope().addresses().getFirst(),
              failed
                  ? Delivery.Status.FAILED
                  : doubt ? Delivery.Status.QUEUED : Delivery.Status.SENT,
              failed
                  ? "550 5.1.1 No such mailbox"
                  : doubt ? "no answer after the end of data" : "250 2.0.0 Ok",
              doubt);
      town.ledger.settle(
          delivery.id(),
          delivery.attempts() + 1,
          List.of(result),
          doubt ? Optional.of(town.clock.instant().plusSeconds(900)) : Optional.empty(),
          List.of(),
          town.clock.instant());
    }
  }

  private static Recorded judged(
      Town town,
      Address sender,
      String verdict,
      Outcome outcome,
      int recipients,
      Optional<UUID> hold) {
    town.clock.advance(Duration.ofMinutes(1));
    boolean wrong = !verdict.equals("deliver");
    Recorded row =
        new Recorded(
            town.identities.next(),
            town.clock.instant(),
            town.identities.next().toString(),
            "192.0.2.7",
            Optional.of(sender),
            sender.toString(),
            Optional.of("<" + town.identities.next() + "@city.example>"),
            45_678,
            "sha256:1f0c2d7e",
            verdict,
            IntStream.rangeClosed(1, recipients)
                .mapToObj(
                    i ->
                        new Line(
                            "family%03d@post.example".formatted(i),
                            i == 1 ? "to" : "cc",
                            verdict,
                            wrong ? "open-audience" : "otherwise"))
                .toList(),
            wrong
                ? List.of(
                    new Reason(
                        "open-audience",
                        0.99,
                        recipients,
                        recipients
                            + " people outside your organisation would see each other's"
                            + " addresses."))
                : List.of(),
            wrong ? Intent.HOLD : Intent.PROXY,
            hold,
            outcome,
            outcome == Outcome.ACCEPTED ? "250 2.0.0 Ok: queued as 4F1" : "");
    town.auditTrail.add(row);
    return row;
  }
}
