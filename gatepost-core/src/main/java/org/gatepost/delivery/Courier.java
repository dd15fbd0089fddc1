package org.gatepost.delivery;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.gatepost.delivery.Delivery.Result;
import org.gatepost.delivery.Delivery.Status;
import org.gatepost.mail.Address;
import org.gatepost.mail.Content;
import org.gatepost.mail.Envelope;
import org.gatepost.mail.IdentitySource;
import org.gatepost.mail.Message;
import org.gatepost.mail.Recipient;
import org.gatepost.mail.ReversePath;
import org.gatepost.mail.SmtpReply;

/**
 * Carries out one delivery: says so durably, speaks to the next hop, writes down what came of it.
 *
 * <p>A delivery is sent once, with one exception that SMTP leaves open: when the end of data went
 * out and neither an answer nor our own record of it survived, it is in doubt, and is sent again
 * under the same Message-ID rather than lost. At most one delivery for each connection is in that
 * window at any moment.
 */
public final class Courier {
  private static final byte[] NO_TRACE = {};

  private final Ledger ledger;
  private final NextHop nextHop;
  private final Composer composer;
  private final Reading reading;
  private final Schedule schedule;
  private final Witness witness;
  private final IdentitySource identities;
  private final InstantSource clock;

  /** Reads stored octets. */
  @FunctionalInterface
  public interface Reading {
    Message read(Content content) throws IOException;
  }

  /** Told of what the next hop has taken, once that is written down. Never fails. */
  @FunctionalInterface
  public interface Witness {
    void delivered(Delivery delivery, List<Address> to);
  }

  /**
   * When to try again.
   *
   * @param giveUpAfter after this long a delivery has failed
   */
  public record Schedule(Duration giveUpAfter) {
    private static final List<Duration> PAUSES =
        List.of(
            Duration.ofSeconds(15),
            Duration.ofMinutes(1),
            Duration.ofMinutes(5),
            Duration.ofMinutes(15),
            Duration.ofMinutes(30));

    private static final Duration LONGEST = Duration.ofHours(1);

    Optional<Instant> next(Delivery delivery, Instant now) {
      if (now.isAfter(delivery.createdAt().plus(giveUpAfter))) {
        return Optional.empty();
      }
      int attempt = delivery.attempts();
      return Optional.of(now.plus(attempt < PAUSES.size() ? PAUSES.get(attempt) : LONGEST));
    }
  }

  public Courier(
      Ledger ledger,
      NextHop nextHop,
      Composer composer,
      Reading reading,
      Schedule schedule,
      Witness witness,
      IdentitySource identities,
      InstantSource clock) {
    this.ledger = ledger;
    this.nextHop = nextHop;
    this.composer = composer;
    this.reading = reading;
    this.schedule = schedule;
    this.witness = witness;
    this.identities = identities;
    this.clock = clock;
  }

  /** An attempt at a leased delivery, not begun yet. */
  public Attempt attempt(Delivery leased, String worker) {
    return new Attempt(leased, worker);
  }

  /** One attempt at a delivery, from its lease to its outcome. Used by one thread. */
  public final class Attempt {
    private final Delivery delivery;
    private final String worker;
    private boolean begun;

    private Attempt(Delivery delivery, String worker) {
      this.delivery = delivery;
      this.worker = worker;
    }

    /**
     * Carries it out. What is to be sent is made first; only then does it say that it begins, so
     * that a database that goes away in between leaves nothing in doubt.
     *
     * @return the outcome, which the caller must see written down; empty when the lease was lost
     * @throws StorageUnavailableException when nothing was said to the next hop; it can be carried
     *     again
     */
    public Optional<Settlement> carry() {
      try (Content stored = ledger.open(delivery.content());
          Content outgoing = compose(delivery, stored)) {
        begun = ledger.begin(delivery, worker, clock.instant());
        return begun ? Optional.of(settlement(send(delivery, outgoing))) : Optional.empty();
      } catch (IOException unreadable) {
        return Optional.of(
            settlement(
                all(delivery, Status.QUEUED, "The stored message could not be read.", false)));
      }
    }

    /** Its outcome when it ended in a fault of ours: another try, in doubt once it had begun. */
    public Settlement fault() {
      return settlement(all(delivery, Status.QUEUED, "A fault in Gatepost; see its log.", begun));
    }

    private Settlement settlement(List<Result> results) {
      return new Settlement(delivery, delivery.attempts() + (begun ? 1 : 0), results);
    }
  }

  /** An outcome that is known and must be written down. */
  public final class Settlement {
    private final Delivery delivery;
    private final int attempt;
    private final List<Result> results;
    private Optional<Outcome> outcome = Optional.empty();

    private Settlement(Delivery delivery, int attempt, List<Result> results) {
      this.delivery = delivery;
      this.attempt = attempt;
      this.results = results;
    }

    /**
     * Writes the outcome down; may be called again after it threw.
     *
     * @return false when it does not count: the lease had lapsed, and a later attempt has begun
     * @throws StorageUnavailableException when it is not written down
     */
    public boolean write() {
      Instant now = clock.instant();
      // Worked out once: who says it again must not report it again.
      Outcome known = outcome.orElseGet(() -> outcome(now));
      outcome = Optional.of(known);
      boolean counts =
          ledger.settle(
              delivery.id(), attempt, known.results(), known.next(), known.reports(), now);
      List<Address> taken =
          known.results().stream()
              .filter(result -> result.status() == Status.SENT)
              .map(Result::recipient)
              .toList();
      if (counts && !taken.isEmpty()) {
        witness.delivered(delivery, taken);
      }
      return counts;
    }

    private Outcome outcome(Instant now) {
      Optional<Instant> next = schedule.next(delivery, now);
      List<Result> all = next.isPresent() ? results : givenUp(results);
      return new Outcome(all, next, reports(delivery, all));
    }
  }

  /** What is written down of an attempt. */
  private record Outcome(
      List<Result> results, Optional<Instant> next, List<Ledger.Posted> reports) {}

  private Content compose(Delivery delivery, Content stored) throws IOException {
    return switch (delivery.kind()) {
      case AS_IS, NOTICE, REPORT -> stored;
      case COPY ->
          composer.copy(
              reading.read(stored),
              delivery.envelope().recipients().getFirst(),
              delivery.id(),
              delivery.createdAt());
    };
  }

  private List<Result> send(Delivery delivery, Content content) {
    Envelope envelope = delivery.envelope();
    try (NextHop.Transaction transaction =
        nextHop.begin(envelope.reversePath(), envelope.parameters())) {
      NextHop.Answer mail = transaction.mail();
      List<NextHop.Answer> answers =
          envelope.recipients().stream().map(transaction::recipient).toList();
      SmtpReply taken = mail.await();
      if (!taken.isPositive()) {
        return all(delivery, status(taken), taken.toString(), false);
      }
      List<Result> results = new ArrayList<>();
      List<Address> accepted = new ArrayList<>();
      for (int i = 0; i < answers.size(); i++) {
        Recipient recipient = envelope.recipients().get(i);
        SmtpReply reply = answers.get(i).await();
        if (reply.isPositive()) {
          accepted.add(recipient.address());
        } else {
          results.add(new Result(recipient.address(), status(reply), reply.toString(), false));
        }
      }
      if (!accepted.isEmpty()) {
        results.addAll(finish(accepted, transaction.send(NO_TRACE, content)));
      }
      return results;
    }
  }

  private static List<Result> finish(List<Address> accepted, NextHop.Sent sent) {
    return switch (sent) {
      case NextHop.Sent.Answered(var reply) ->
          each(accepted, status(reply), reply.toString(), false);
      case NextHop.Sent.NotSent(var cause) -> each(accepted, Status.QUEUED, cause, false);
      case NextHop.Sent.Unknown(var cause) -> each(accepted, Status.QUEUED, cause, true);
    };
  }

  private static Status status(SmtpReply reply) {
    return reply.isPositive() ? Status.SENT : reply.isPermanent() ? Status.FAILED : Status.QUEUED;
  }

  private static List<Result> all(Delivery delivery, Status status, String reply, boolean inDoubt) {
    return each(delivery.recipients(), status, reply, inDoubt);
  }

  private static List<Result> each(
      List<Address> recipients, Status status, String reply, boolean inDoubt) {
    return recipients.stream()
        .map(recipient -> new Result(recipient, status, reply, inDoubt))
        .toList();
  }

  private static List<Result> givenUp(List<Result> results) {
    return results.stream()
        .map(
            result ->
                result.status() == Status.QUEUED
                    ? new Result(
                        result.recipient(),
                        Status.FAILED,
                        "Given up after many attempts: " + result.reply(),
                        result.inDoubt())
                    : result)
        .toList();
  }

  /** A report to the reverse path about recipients that failed, unless nobody wants one. */
  private List<Ledger.Posted> reports(Delivery delivery, List<Result> results) {
    List<Result> failed =
        results.stream()
            .filter(result -> result.status() == Status.FAILED)
            .filter(result -> wantsReport(delivery, result.recipient()))
            .toList();
    Optional<Address> sender = delivery.envelope().reversePath().mailbox();
    boolean ours =
        delivery.kind() == Delivery.Kind.NOTICE || delivery.kind() == Delivery.Kind.REPORT;
    if (failed.isEmpty() || sender.isEmpty() || ours) {
      return List.of();
    }
    try (Content stored = ledger.open(delivery.content())) {
      Content report = report(stored, sender.get(), failed);
      return List.of(
          new Ledger.Posted(
              new Delivery.Order(
                  identities.next(),
                  Delivery.Kind.REPORT,
                  Envelope.of(ReversePath.none(), List.of(sender.get())),
                  identities.next()),
              report));
    } catch (IOException unreadable) {
      throw new StorageUnavailableException("The stored message could not be read.", unreadable);
    }
  }

  private Content report(Content stored, Address sender, List<Result> failed) throws IOException {
    try {
      return composer.report(reading.read(stored), sender, failed, identities.next());
    } catch (IllegalStateException unreadable) {
      // Its header cannot be quoted; that is no reason not to tell the sender.
      StringBuilder text = new StringBuilder("A message of yours could not be delivered to:\n");
      failed.forEach(
          result ->
              text.append("\n  ").append(result.recipient()).append("\n  ").append(result.reply()));
      String plain = text.append("\n").toString();
      String html = "<pre>" + plain.replace("&", "&amp;").replace("<", "&lt;") + "</pre>";
      return composer.letter(new Letter(identities.next(), sender, "Not delivered", plain, html));
    }
  }

  private static boolean wantsReport(Delivery delivery, Address address) {
    return delivery.envelope().recipients().stream()
        .filter(recipient -> recipient.address().equals(address))
        .allMatch(Recipient::wantsFailureNotice);
  }
}
