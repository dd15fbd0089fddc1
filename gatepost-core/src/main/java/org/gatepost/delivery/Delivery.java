package org.gatepost.delivery;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.gatepost.mail.Address;
import org.gatepost.mail.Envelope;

/**
 * One transaction that Gatepost owes the next hop.
 *
 * @param id also the stable part of what the message is called (Message-ID of a copy)
 * @param hold the held message that it comes from; empty for a notice about something else
 * @param kind what is sent
 * @param envelope recipients that are still open
 * @param content the stored octets to send, or to make the copy from
 * @param attempts how often it was begun before
 * @param inDoubt true when an earlier attempt ended without an answer, so that the next hop may
 *     have it already
 */
public record Delivery(
    UUID id,
    Optional<UUID> hold,
    Kind kind,
    Envelope envelope,
    UUID content,
    Instant createdAt,
    int attempts,
    boolean inDoubt) {
  /** What is sent. */
  public enum Kind {
    /** The stored message, octet for octet. */
    AS_IS,
    /** A copy for one recipient. */
    COPY,
    /** A mail of ours to staff. */
    NOTICE,
    /** A delivery status notification (RFC 3464). */
    REPORT
  }

  /** Where a recipient of a delivery stands. */
  public enum Status {
    /** Waits for its first or next attempt. */
    QUEUED,
    /** Taken by a worker; nothing has been said to the next hop. */
    LEASED,
    /** Begun: the intent is durable, the outcome is not. After a crash this one is in doubt. */
    SENDING,
    SENT,
    /** Refused for good, or given up. */
    FAILED
  }

  /**
   * How one recipient came out of an attempt.
   *
   * @param status SENT, FAILED, or QUEUED for one to be tried again
   * @param inDoubt true when the end of data went out and no answer came
   */
  public record Result(Address recipient, Status status, String reply, boolean inDoubt) {}

  /** A delivery still to be written down, with what it needs. */
  public record Order(UUID id, Kind kind, Envelope envelope, UUID content) {}

  /** For the console: where one recipient's message stands. */
  public record Progress(
      UUID delivery,
      Kind kind,
      Address recipient,
      Status status,
      String reply,
      int attempts,
      boolean inDoubt,
      Optional<Instant> settledAt) {}

  public List<Address> recipients() {
    return envelope.addresses();
  }
}
