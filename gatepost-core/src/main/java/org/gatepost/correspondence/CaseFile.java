package org.gatepost.correspondence;

import java.time.Instant;
import java.util.Map;
import org.gatepost.mail.Address;

/**
 * What is known about one case reference. Only our own mail brings somebody outside into a case: a
 * reference can be written by anybody.
 *
 * @param messages how many bore it: ours, and answers of those to whom we had written about it
 * @param parties who took part, with what they did in it; at most {@link #MOST_PARTIES}
 * @param complete false when there were more parties than are kept
 */
public record CaseFile(int messages, Map<Address, Party> parties, boolean complete) {
  public static final int MOST_PARTIES = 200;

  public CaseFile {
    parties = Map.copyOf(parties);
  }

  /**
   * What somebody did in a case.
   *
   * @param writtenTo messages about it that somebody inside wrote to them
   * @param wrote messages about it that they wrote
   * @param last time of the last of both
   */
  public record Party(int writtenTo, int wrote, Instant last) {}
}
