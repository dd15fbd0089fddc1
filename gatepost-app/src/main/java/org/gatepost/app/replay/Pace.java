package org.gatepost.app.replay;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Consumer;

/** How fast old mail is judged. */
@FunctionalInterface
public interface Pace {
  /** Called after each message; may wait. */
  void message();

  /** As fast as it goes. */
  static Pace free() {
    return () -> {};
  }

  /**
   * No faster than so many messages a second.
   *
   * @param sleep waits for the time that it is given
   */
  static Pace limited(int perSecond, InstantSource clock, Consumer<Duration> sleep) {
    Duration each = Duration.ofSeconds(1).dividedBy(perSecond);
    return new Pace() {
      private Instant due = clock.instant();

      @Override
      public void message() {
        Instant now = clock.instant();
        due = due.plus(each);
        if (due.isAfter(now)) {
          sleep.accept(Duration.between(now, due));
        } else {
          due = now;
        }
      }
    };
  }
}
