package org.gatepost.gate;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.gatepost.delivery.NextHop;
import org.gatepost.delivery.StorageUnavailableException;
import org.gatepost.mail.Content;
import org.gatepost.mail.Envelope;
import org.gatepost.mail.IdentitySource;
import org.gatepost.mail.MailParameters;
import org.gatepost.mail.Recipient;
import org.gatepost.mail.ReversePath;
import org.gatepost.mail.SmtpReply;

/**
 * Stands in for the next hop in trial mode: what would leave is kept in the outbox and its answer
 * says so.
 */
public final class TrialNextHop implements NextHop {
  private static final SmtpReply TAKEN = SmtpReply.of(250, "2.1.0", "Ok (trial mode)");

  private final Outbox outbox;
  private final IdentitySource identities;
  private final InstantSource clock;

  public TrialNextHop(Outbox outbox, IdentitySource identities, InstantSource clock) {
    this.outbox = outbox;
    this.identities = identities;
    this.clock = clock;
  }

  @Override
  public Optional<Capabilities> capabilities() {
    return Optional.of(Capabilities.all());
  }

  @Override
  public Transaction begin(ReversePath from, MailParameters parameters) {
    return new Kept(from, parameters);
  }

  private final class Kept implements Transaction {
    private final ReversePath from;
    private final MailParameters parameters;
    private final List<Recipient> recipients = new ArrayList<>();

    Kept(ReversePath from, MailParameters parameters) {
      this.from = from;
      this.parameters = parameters;
    }

    @Override
    public Answer mail() {
      return () -> TAKEN;
    }

    @Override
    public Answer recipient(Recipient recipient) {
      recipients.add(recipient);
      return () -> SmtpReply.of(250, "2.1.5", "Ok (trial mode)");
    }

    @Override
    public Sent send(byte[] trace, Content content) {
      try {
        outbox.keep(
            identities.next(),
            new Envelope(from, parameters, recipients),
            Content.prefixed(trace, content),
            clock.instant());
      } catch (StorageUnavailableException unavailable) {
        return new Sent.NotSent("The trial outbox cannot be written.");
      }
      return new Sent.Answered(SmtpReply.of(250, "2.0.0", "Ok, kept in trial mode, NOT sent"));
    }

    @Override
    public void close() {}
  }
}
