package org.gatepost.gate;

import java.io.IOException;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.gatepost.correspondence.Exchange;
import org.gatepost.delivery.NextHop;
import org.gatepost.delivery.StorageUnavailableException;
import org.gatepost.gate.AuditTrail.Intent;
import org.gatepost.gate.AuditTrail.Outcome;
import org.gatepost.hold.Spool;
import org.gatepost.inspect.Outgoing;
import org.gatepost.inspect.Submission;
import org.gatepost.mail.Content;
import org.gatepost.mail.Envelope;
import org.gatepost.mail.IdentitySource;
import org.gatepost.mail.MailParameters;
import org.gatepost.mail.ReversePath;
import org.gatepost.mail.SmtpReply;
import org.gatepost.policy.Disposition;
import org.gatepost.policy.Verdict;

/**
 * Takes a submission through its judgement and carries the verdict out.
 *
 * <p>A clean message is proxied: verdict and intent are durable before the end of data goes to the
 * next hop, and the client gets the next hop's own answer. Anything else is taken here in one
 * commit before the client hears 250, after it was seen to be readable as it is stored, with our
 * field in front. Whatever fails on the way answers 4xx, and nothing leaves.
 */
public final class Gate implements Submissions {
  private final NextHop nextHop;
  private final Judgement judgement;
  private final MessageReader reader;
  private final AuditTrail audit;
  private final Alerts alerts;
  private final Spool spool;
  private final Intakes intakes;
  private final Stumbles stumbles = new Stumbles();
  private final Consumer<Exchange> learner;
  private final Runnable wakeUp;
  private final IdentitySource identities;
  private final InstantSource clock;

  /**
   * @param learner told of each message that the next hop has taken; waits for nothing
   */
  public Gate(
      NextHop nextHop,
      AuditTrail audit,
      Alerts alerts,
      Consumer<Exchange> learner,
      HoldParts parts) {
    this.nextHop = nextHop;
    this.judgement = parts.judgement();
    this.reader = parts.reader();
    this.audit = audit;
    this.alerts = alerts;
    this.learner = learner;
    this.spool = parts.spool();
    this.intakes = parts.intakes();
    this.wakeUp = parts.wakeUp();
    this.identities = parts.identities();
    this.clock = parts.clock();
  }

  @Override
  public NextHop.Capabilities capabilities() {
    return nextHop.capabilities().orElse(NextHop.Capabilities.none());
  }

  @Override
  public Submissions.Transaction begin(
      Submission submission, ReversePath from, MailParameters parameters) {
    return new GateTransaction(this, submission, from, parameters, nextHop.begin(from, parameters));
  }

  /** Judges the content and carries the verdict out. */
  SmtpReply deliver(
      Submission submission,
      Envelope envelope,
      byte[] trace,
      Content content,
      NextHop.Transaction next) {
    try {
      return switch (judgement.judge(submission, envelope, content)) {
        case Judgement.Judged.NotAMessage(var because) -> Replies.notAMessage(because);
        case Judgement.Judged.Decided(var outgoing, var verdict) ->
            carryOut(outgoing, verdict, trace, content, next);
      };
    } catch (StorageUnavailableException unavailable) {
      alerts.raise(submission.trace(), "Deferred, storage is not available: " + unavailable);
      return Replies.storageUnavailable();
    } catch (IOException unreadable) {
      alerts.raise(submission.trace(), "Deferred, received content cannot be read: " + unreadable);
      return Replies.unreadable();
    }
  }

  private SmtpReply carryOut(
      Outgoing outgoing, Verdict verdict, byte[] trace, Content content, NextHop.Transaction next)
      throws IOException {
    return switch (verdict.strictest()) {
      case Disposition.Deliver _ -> proxy(outgoing, verdict, trace, content, next);
      case Disposition.Split _, Disposition.Seal _, Disposition.Hold _ ->
          hold(outgoing, verdict, Content.prefixed(trace, content), next);
      case Disposition.Refuse(var text) -> {
        UUID row = record(outgoing, verdict, Intent.REFUSE, Optional.empty());
        SmtpReply reply = Replies.refused(text);
        audit.outcome(row, Outcome.REFUSED, reply.toString());
        yield reply;
      }
      case Disposition.Unable(var cause) -> {
        UUID row = record(outgoing, verdict, Intent.DEFER, Optional.empty());
        String key = JoinKey.of(outgoing.envelope().reversePath(), outgoing.message());
        alerts.raise(outgoing.submission().trace(), "Could not be judged: " + cause);
        SmtpReply reply = stumbles.again(key) ? Replies.neverJudged() : Replies.unable();
        audit.outcome(
            row, reply.isPermanent() ? Outcome.REFUSED : Outcome.DEFERRED, reply + " " + cause);
        yield reply;
      }
    };
  }

  private SmtpReply proxy(
      Outgoing outgoing, Verdict verdict, byte[] trace, Content content, NextHop.Transaction next) {
    UUID row = record(outgoing, verdict, Intent.PROXY, Optional.empty());
    return switch (next.send(trace, content)) {
      case NextHop.Sent.Answered(var reply) -> {
        Outcome outcome =
            reply.isPositive()
                ? Outcome.ACCEPTED
                : reply.isPermanent() ? Outcome.REJECTED : Outcome.DEFERRED;
        audit.outcome(row, outcome, reply.toString());
        if (reply.isPositive()) {
          ExchangeReading.sent(outgoing, outgoing.envelope().addresses()).ifPresent(learner);
        }
        yield reply;
      }
      case NextHop.Sent.NotSent(var cause) -> {
        audit.outcome(row, Outcome.DEFERRED, cause);
        yield Replies.nextHopLost();
      }
      case NextHop.Sent.Unknown(var cause) -> {
        audit.outcome(row, Outcome.UNKNOWN, cause);
        yield Replies.nextHopSilent();
      }
    };
  }

  private SmtpReply hold(
      Outgoing outgoing, Verdict verdict, Content stored, NextHop.Transaction next)
      throws IOException {
    next.close();
    if (reader.read(stored) instanceof MessageReader.Reading.Unread unread) {
      // Our Received field took it beyond a limit. Nobody could open, change or copy it later on.
      UUID row = record(outgoing, verdict, Intent.REFUSE, Optional.empty());
      SmtpReply reply = Replies.notAMessage(unread.because());
      audit.outcome(row, Outcome.REFUSED, reply.toString());
      return reply;
    }
    Spool.Intake intake = intakes.intake(outgoing, verdict, stored, Optional.empty());
    UUID row = record(outgoing, verdict, Intent.HOLD, Optional.of(intake.hold().id()));
    Spool.Taken taken = spool.take(intake);
    if (taken.untold()) {
      alerts.raise(
          outgoing.submission().trace(),
          "Held, and nobody could be told; name a reviewer: " + taken.hold());
    }
    SmtpReply reply = Replies.held(taken.hold());
    audit.outcome(row, Outcome.HELD, reply.toString());
    wakeUp.run();
    return reply;
  }

  private UUID record(Outgoing outgoing, Verdict verdict, Intent intent, Optional<UUID> hold) {
    UUID row = identities.next();
    Submission submission = outgoing.submission();
    audit.judged(
        new AuditTrail.Entry(
            row,
            clock.instant(),
            submission.trace(),
            submission.client(),
            submission.authenticated(),
            outgoing.envelope().reversePath().toString(),
            outgoing.message().heading().messageId(),
            outgoing.message().content().size(),
            verdict,
            intent,
            hold));
    return row;
  }
}
