package org.gatepost.hold;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.gatepost.delivery.Delivery;
import org.gatepost.delivery.Ledger;
import org.gatepost.inspect.Evidence;
import org.gatepost.inspect.Finding;
import org.gatepost.inspect.FindingKind;
import org.gatepost.mail.Address;
import org.gatepost.mail.Content;
import org.gatepost.mail.Envelope;
import org.gatepost.mail.IdentitySource;
import org.gatepost.mail.ReversePath;
import org.gatepost.policy.Offer;

/** Made-up held messages for tests. */
public final class Holds {
  public static final Instant NOW = Instant.parse("2026-06-01T10:00:00Z");
  public static final Duration PATIENCE = Duration.ofDays(5);
  public static final Address OWNER = Address.of("Hanna.Weber@city.example");
  private static final IdentitySource IDS = new IdentitySource(() -> NOW, new SecureRandom());

  private Holds() {}

  public static UUID id() {
    return IDS.next();
  }

  /** {@code family<from>@post.example} up to but not including {@code to}. */
  public static List<Address> families(int from, int to) {
    return IntStream.range(from, to)
        .mapToObj(i -> Address.of("Family%03d@post.example".formatted(i)))
        .toList();
  }

  public static Envelope envelope(List<Address> to) {
    return Envelope.of(ReversePath.of(OWNER), to);
  }

  public static Hold hold(List<Address> to) {
    return new Hold(
        id(),
        HoldState.HELD,
        Awaiting.SENDER,
        Optional.of(OWNER),
        envelope(to),
        "Summer news for every family",
        Optional.of("<news@city.example>"),
        42,
        id(),
        "open-audience",
        List.of(
            new Finding(
                FindingKind.OPEN_AUDIENCE,
                0.99,
                to,
                Evidence.of("To and Cc"),
                "They would see each other's addresses.",
                List.of(new Finding.Suggestion(to.getFirst(), Address.of("right@city.example"))))),
        List.of(Offer.SPLIT, Offer.CANCEL, Offer.SEND_WITH_REASON),
        Set.of(),
        NOW,
        NOW.plus(PATIENCE),
        Optional.empty(),
        Optional.empty());
  }

  /** The same hold with another owner, wait or end. */
  public static Hold hold(
      Hold hold, Awaiting awaiting, Optional<Address> owner, Instant heldAt, Instant dueAt) {
    return new Hold(
        hold.id(),
        hold.state(),
        awaiting,
        owner,
        hold.envelope(),
        hold.subject(),
        hold.messageId(),
        hold.size(),
        hold.content(),
        hold.rule(),
        hold.findings(),
        hold.offers(),
        hold.split(),
        heldAt,
        dueAt,
        hold.replaces(),
        hold.resolution());
  }

  /** The same hold of a message with another id, or none, at another time. */
  public static Hold hold(Hold hold, Optional<String> messageId, Instant heldAt) {
    return new Hold(
        hold.id(),
        hold.state(),
        hold.awaiting(),
        hold.owner(),
        hold.envelope(),
        hold.subject(),
        messageId,
        hold.size(),
        hold.content(),
        hold.rule(),
        hold.findings(),
        hold.offers(),
        hold.split(),
        heldAt,
        heldAt.plus(PATIENCE),
        hold.replaces(),
        hold.resolution());
  }

  /** The same hold with people who get copies of their own. */
  public static Hold withSplit(Hold hold, List<Address> split) {
    return new Hold(
        hold.id(),
        hold.state(),
        hold.awaiting(),
        hold.owner(),
        hold.envelope(),
        hold.subject(),
        hold.messageId(),
        hold.size(),
        hold.content(),
        hold.rule(),
        hold.findings(),
        hold.offers(),
        Set.copyOf(split),
        hold.heldAt(),
        hold.dueAt(),
        hold.replaces(),
        hold.resolution());
  }

  public static Hold withSubject(Hold hold, String subject) {
    return new Hold(
        hold.id(),
        hold.state(),
        hold.awaiting(),
        hold.owner(),
        hold.envelope(),
        subject,
        hold.messageId(),
        hold.size(),
        hold.content(),
        hold.rule(),
        hold.findings(),
        hold.offers(),
        hold.split(),
        hold.heldAt(),
        hold.dueAt(),
        hold.replaces(),
        hold.resolution());
  }

  public static Content content(String text) {
    return Content.of(text.getBytes(StandardCharsets.UTF_8));
  }

  public static Spool.Intake intake(String joinKey, List<Address> held, List<Address> free) {
    return new Spool.Intake(
        hold(held),
        joinKey,
        content("Subject: news\r\n\r\nHello\r\n"),
        free.isEmpty() ? Optional.empty() : Optional.of(new Spool.Free(id(), envelope(free))),
        PATIENCE,
        _ -> Optional.of(notice()));
  }

  public static Ledger.Posted notice() {
    return new Ledger.Posted(
        new Delivery.Order(
            id(), Delivery.Kind.NOTICE, Envelope.of(ReversePath.none(), List.of(OWNER)), id()),
        content("Subject: Your message waits\r\n\r\nA link\r\n"));
  }

  public static Hold.Resolution resolution(HoldState state) {
    return new Hold.Resolution(
        state, OWNER.toString(), "split", Optional.of("They asked for it."), NOW.plusSeconds(60));
  }
}
