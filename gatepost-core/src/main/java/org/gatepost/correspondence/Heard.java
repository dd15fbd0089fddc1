package org.gatepost.correspondence;

import java.time.Instant;

/** Whether somebody ever wrote to anyone here. */
public sealed interface Heard {
  /**
   * Nobody can say: no mail from outside was ever learned. Nothing may be concluded from it, least
   * of all that there was no answer.
   */
  record Unknown() implements Heard {}

  /** Mail from outside is learned, and nothing came from them. */
  record Never() implements Heard {}

  /**
   * They wrote.
   *
   * @param counted messages that count (see {@link Contact#answered()})
   * @param unasked messages that came before anybody here had written to them. They show that the
   *     address is somebody's; they earn no trust
   * @param last time of the last of all
   */
  record Wrote(int counted, int unasked, Instant last) implements Heard {}
}
