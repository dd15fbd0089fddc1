package org.gatepost.gate;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.gatepost.mail.Address;
import org.gatepost.mail.Content;
import org.gatepost.mail.Envelope;

/** Trial mode's outbox: what would have left, kept for the console to show. */
public interface Outbox {
  /** Keeps a message durably, once for each recipient. */
  void keep(UUID id, Envelope envelope, Content content, Instant now);

  /** One message as one recipient would get it. */
  record Kept(UUID id, String sender, Address recipient, String subject, long size, Instant at) {}

  /**
   * What was kept, newest first. Mail that was kept at the same instant is never cut in two: there
   * may then be more than {@code most}, so that {@code before} misses nothing.
   *
   * @param person only what this person sent, and mail of ours (from the null reverse path) to them
   * @param text part of a sender's or recipient's address
   * @param before only mail kept before this, for paging
   */
  List<Kept> list(
      Optional<Address> person, Optional<String> text, Optional<Instant> before, int most);

  Optional<Kept> find(UUID id, Address recipient);

  /** The octets; the caller closes them. */
  Optional<Content> open(UUID id);

  long count();
}
