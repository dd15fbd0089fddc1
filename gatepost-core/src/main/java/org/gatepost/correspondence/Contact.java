package org.gatepost.correspondence;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * How one sender and one other person have written to each other.
 *
 * @param sent messages that the sender wrote to them
 * @param sentLately the same, decayed by half every {@link #HALF_LIFE}, as of the question
 * @param alone how many of the sent had no other recipient
 * @param firstSent time of the first
 * @param lastSent time of the last
 * @param answered messages from them that count: of somebody inside, or of somebody outside whom
 *     the organisation had written to before. Mail that nobody asked for earns no trust
 * @param answeredLately the same, decayed
 * @param lastAnswer time of the last of these
 */
public record Contact(
    int sent,
    double sentLately,
    int alone,
    Optional<Instant> firstSent,
    Optional<Instant> lastSent,
    int answered,
    double answeredLately,
    Optional<Instant> lastAnswer) {
  /** Time in which a count loses half its weight. */
  public static final Duration HALF_LIFE = Duration.ofDays(60);

  private static final Contact STRANGER =
      new Contact(0, 0, 0, Optional.empty(), Optional.empty(), 0, 0, Optional.empty());

  /** Nobody ever wrote. */
  public static Contact stranger() {
    return STRANGER;
  }

  public boolean wasWrittenTo() {
    return sent > 0;
  }
}
