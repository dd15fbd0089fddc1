package org.gatepost.correspondence;

import java.time.Instant;

/** Whether mail that came from outside was ever learned. */
public sealed interface Inbound {
  /** Never: “never answered” and “never wrote here” are unknown. */
  record None() implements Inbound {}

  /**
   * It was.
   *
   * @param first date of the earliest message
   * @param last date of the latest
   */
  record Learned(Instant first, Instant last) implements Inbound {}
}
