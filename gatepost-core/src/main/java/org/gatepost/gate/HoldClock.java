package org.gatepost.gate;

import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.gatepost.hold.HeldMail.Outcome;
import org.gatepost.hold.Hold;
import org.gatepost.hold.HoldState;
import org.gatepost.hold.Spool;

/**
 * Ends holds whose time is over: an undo window releases, a hold that waits for a person expires
 * and is never sent.
 */
public final class HoldClock {
  private static final String TIMER = "gatepost";
  private static final int AT_ONCE = 100;

  private final Spool spool;
  private final Endings endings;
  private final Notices notices;
  private final Intakes intakes;
  private final InstantSource clock;

  public HoldClock(HoldParts parts) {
    this.spool = parts.spool();
    this.endings = parts.endings();
    this.notices = parts.notices();
    this.intakes = parts.intakes();
    this.clock = parts.clock();
  }

  /**
   * Ends the holds whose time is over.
   *
   * @return how many were ended
   */
  public int endOverdue() {
    int ended = 0;
    for (Hold hold : spool.due(clock.instant(), AT_ONCE)) {
      Outcome outcome =
          switch (hold.awaiting()) {
            case SENDER, REVIEWER ->
                endings.end(
                    hold,
                    HoldState.EXPIRED,
                    TIMER,
                    "expire",
                    Optional.empty(),
                    hold.owner()
                        .map(owner -> intakes.posted(notices.expired(hold, owner)))
                        .map(List::of)
                        .orElse(List.of()));
            case TIMER -> endings.asIs(hold, TIMER, "undo-window", Optional.empty());
            case SPLIT -> endings.copies(hold, TIMER);
          };
      if (outcome instanceof Outcome.Done) {
        ended++;
      }
    }
    return ended;
  }
}
