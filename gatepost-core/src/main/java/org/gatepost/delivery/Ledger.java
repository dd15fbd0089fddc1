package org.gatepost.delivery;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.gatepost.mail.Content;

/**
 * The account of what is owed to the next hop and what became of it. Every call is durable when it
 * returns. A call that cannot reach the database throws {@link StorageUnavailableException}.
 */
public interface Ledger {
  /**
   * Takes up to {@code most} deliveries that are due and that nobody else works on.
   *
   * @param worker names the process, so that what it held can be told from others' after a crash
   * @param lease how long nobody else may take them
   */
  List<Delivery> lease(String worker, int most, Duration lease, Instant now);

  /**
   * Says that MAIL FROM comes next, counts the attempt, and starts the lease anew. False when the
   * lease was lost, or when anything about the delivery changed since it was leased, and it must
   * not be sent.
   *
   * @param leased as {@link #lease} returned it
   */
  boolean begin(Delivery leased, String worker, Instant now);

  /**
   * Starts the leases of deliveries that are being carried anew, so that a slow next hop's message
   * is not taken for a dead worker's. Those that the worker does not hold any more are left alone.
   */
  void renew(String worker, Set<UUID> deliveries, Instant now);

  /**
   * Writes down an attempt's outcome. A recipient that is SENT or FAILED stays so; one that was not
   * tried is open again; a doubt, once there, stays. When all the results were written down before,
   * nothing is done, so that a caller who heard nothing of the commit may say it again.
   *
   * <p>What a worker learnt after its lease lapsed counts as long as nobody has begun again: it is
   * known, and whoever has the lease now must not begin. Once a later attempt has begun, that one
   * accounts for the delivery, which is in doubt anyway; the earlier outcome changes nothing and is
   * somebody's to hear of.
   *
   * @param attempt which one ended so, the first being 1: {@link Delivery#attempts()} and one more
   *     when it was begun, {@link Delivery#attempts()} when it was not
   * @param results one for each recipient tried; QUEUED for one to be tried again
   * @param next when the queued ones are due again; at once when empty
   * @param reports orders that follow from the outcome, in the same commit, with their content
   * @return whether it counts; false when a later attempt has begun, and nothing was done
   */
  boolean settle(
      UUID delivery,
      int attempt,
      List<Delivery.Result> results,
      Optional<Instant> next,
      List<Posted> reports,
      Instant now);

  /** An order together with content that is not stored yet. */
  record Posted(Delivery.Order order, Content content) {}

  /** Puts mail of ours in the queue. The same id twice is once. */
  void post(Posted posted, Optional<UUID> hold, Instant now);

  /**
   * Takes back what lapsed leases left behind: LEASED becomes QUEUED; SENDING becomes QUEUED in
   * doubt.
   *
   * @param worker at start-up, this process's own name: nothing it held is being worked on
   * @return how many are in doubt
   */
  int recover(Optional<String> worker, Instant now);

  /**
   * Opens stored content; the caller closes it.
   *
   * @throws IllegalStateException when there is none: unknown, or its retention is over
   */
  Content open(UUID content);

  /**
   * Each recipient's standing for a held message, in order of address; every kind of delivery that
   * belongs to it, notices and reports too.
   */
  List<Delivery.Progress> progress(UUID hold);

  /** When the next delivery is due, if any waits. */
  Optional<Instant> nextDue();
}
