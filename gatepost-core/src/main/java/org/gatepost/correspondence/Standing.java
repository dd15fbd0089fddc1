package org.gatepost.correspondence;

import java.time.Instant;
import java.util.Optional;

/**
 * How well the whole organisation knows an address.
 *
 * @param writtenTo messages that somebody inside wrote to it
 * @param senders how many different people inside wrote to it, counted up to {@link #MANY}
 * @param wrote messages from it that count (see {@link Contact#answered()})
 * @param lastSeen when it last took part
 */
public record Standing(int writtenTo, int senders, int wrote, Optional<Instant> lastSeen) {
  /** More senders than this are not told apart. */
  public static final int MANY = 50;

  private static final Standing UNKNOWN = new Standing(0, 0, 0, Optional.empty());

  public static Standing unknown() {
    return UNKNOWN;
  }

  public int uses() {
    return writtenTo + wrote;
  }
}
