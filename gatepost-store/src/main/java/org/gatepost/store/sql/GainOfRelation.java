package org.gatepost.store.sql;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a batch adds to what one sender and somebody else wrote to each other. */
final class GainOfRelation {
  private int sent;
  private double sentLately;
  private int alone;
  private @Nullable Instant firstSent;
  private @Nullable Instant lastSent;
  private int answered;
  private double answeredLately;
  private @Nullable Instant lastAnswer;

  void send(Instant when, boolean only) {
    sentLately = added(sentLately, lastSent, when);
    sent++;
    alone += only ? 1 : 0;
    lastSent = GainOfPerson.later(lastSent, when);
    firstSent = firstSent != null && firstSent.isBefore(when) ? firstSent : when;
  }

  void receive(Instant when) {
    answeredLately = added(answeredLately, lastAnswer, when);
    answered++;
    lastAnswer = GainOfPerson.later(lastAnswer, when);
  }

  /** One more, as of the later of both times. */
  private static double added(double value, @Nullable Instant last, Instant when) {
    if (last == null) {
      return 1;
    }
    return when.isBefore(last)
        ? value + Relation.decay(when, last)
        : value * Relation.decay(last, when) + 1;
  }

  Relation relation() {
    return new Relation(
        sent,
        sentLately,
        alone,
        Optional.ofNullable(firstSent),
        Optional.ofNullable(lastSent),
        answered,
        answeredLately,
        Optional.ofNullable(lastAnswer));
  }
}
