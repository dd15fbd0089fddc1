package org.gatepost.gate;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.gatepost.mail.Address;
import org.gatepost.policy.Verdict;

/**
 * A row for every judged message: who, when, to whom, what was decided and why, and what became of
 * it. No content.
 */
public interface AuditTrail {
  /**
   * Writes verdict and intent down; returns when they are durable. Many callers share one commit.
   *
   * @throws org.gatepost.delivery.StorageUnavailableException when it did not become durable
   */
  void judged(Entry entry);

  /**
   * Notes what became of it, soon and without waiting. Never fails: an outcome that cannot be
   * written is lost, and its row shows it. A row without an outcome after a crash is {@link
   * Outcome#UNKNOWN}.
   */
  void outcome(UUID entry, Outcome outcome, String reply);

  List<Recorded> search(Query query);

  Optional<Recorded> find(UUID entry);

  /** What the gate was about to do. */
  enum Intent {
    PROXY,
    HOLD,
    REFUSE,
    DEFER
  }

  /** What became of a message. */
  enum Outcome {
    /** The next hop took it. */
    ACCEPTED,
    /** The next hop refused it for good. */
    REJECTED,
    /** The client was told to come back. */
    DEFERRED,
    /** It is held here. */
    HELD,
    /** We refused it. */
    REFUSED,
    /** Nobody can say: the process or the connection ended before the answer was written down. */
    UNKNOWN
  }

  /**
   * A judged message.
   *
   * @param sender the reverse path, empty for the null one
   * @param messageId as the message gives it
   * @param size in octets
   */
  record Entry(
      UUID id,
      Instant at,
      String trace,
      String client,
      Optional<Address> authenticated,
      String sender,
      Optional<String> messageId,
      long size,
      Verdict verdict,
      Intent intent,
      Optional<UUID> hold) {}

  /** A row as it is read back. */
  record Recorded(
      UUID id,
      Instant at,
      String trace,
      String client,
      Optional<Address> authenticated,
      String sender,
      Optional<String> messageId,
      long size,
      String policy,
      String verdict,
      List<Line> recipients,
      List<Reason> findings,
      Intent intent,
      Optional<UUID> hold,
      Outcome outcome,
      String reply) {}

  /** One recipient's decision. */
  record Line(String address, String place, String decision, String rule) {}

  /** One finding, without content. */
  record Reason(String kind, double confidence, int recipients, String because) {}

  /**
   * What to look for; empty parts match everything. Newest first.
   *
   * @param person sender or authenticated sender that the rows must belong to
   * @param text part of a sender's or recipient's address, or a whole Message-ID
   * @param before only rows older than this one, for paging
   */
  record Query(
      Optional<Address> person,
      Optional<String> text,
      Optional<String> verdict,
      Optional<Instant> from,
      Optional<Instant> to,
      Optional<UUID> before,
      int most) {}
}
