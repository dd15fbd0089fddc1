package org.gatepost.correspondence;

import java.time.Instant;
import java.util.Optional;

/**
 * How well the whole organisation knows an address.
 *
 * @param writtenTo messages that somebody inside wrote to it
 * @param senders how many different people inside wrote to it, counted up to {@link #MANY}
 * @param heard whether it ever wrote to anyone here
 * @param lastSeen when it last took part in a message that counts
 */
public record Standing(int writtenTo, int senders, Heard heard, Optional<Instant> lastSeen) {
  /** More senders than this are not told apart. */
  public static final int MANY = 50;

  private static final Standing UNKNOWN = new Standing(0, 0, new Heard.Unknown(), Optional.empty());

  public static Standing unknown() {
    return UNKNOWN;
  }

  /**
   * Messages from it that count (see {@link Contact#answered()}), for weighing: none may also mean
   * that nobody can say, which {@link #heard()} tells.
   */
  public int wrote() {
    return heard instanceof Heard.Wrote wrote ? wrote.counted() : 0;
  }

  public int uses() {
    return writtenTo + wrote();
  }
}
