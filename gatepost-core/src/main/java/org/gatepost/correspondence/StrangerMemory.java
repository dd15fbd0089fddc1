package org.gatepost.correspondence;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.gatepost.correspondence.Heard.Wrote;
import org.gatepost.mail.Address;
import org.jspecify.annotations.Nullable;

/**
 * Who wrote from outside before anybody here had written to them, and that mail comes in at all. It
 * tells that an address is somebody's, and earns it nothing else.
 */
final class StrangerMemory {
  /** Strangers that are remembered; beyond this the one heard of longest ago is dropped. */
  static final int MOST = 200_000;

  private Inbound inbound = new Inbound.None();
  private final Map<Address, Wrote> strangers =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Address, Wrote> eldest) {
          return size() > MOST;
        }
      };

  Inbound inbound() {
    return inbound;
  }

  void cameIn(Instant when) {
    inbound =
        switch (inbound) {
          case Inbound.None _ -> new Inbound.Learned(when, when);
          case Inbound.Learned(Instant first, Instant last) ->
              new Inbound.Learned(
                  when.isBefore(first) ? when : first, when.isAfter(last) ? when : last);
        };
  }

  void wrote(Address person, Instant when) {
    strangers.merge(
        person,
        new Wrote(0, 1, when),
        (before, now) -> new Wrote(0, before.unasked() + 1, later(before.last(), now.last())));
  }

  /**
   * What was heard of somebody.
   *
   * @param counted messages of theirs that count
   * @param last time of the last of these
   */
  Heard heard(Address person, int counted, @Nullable Instant last) {
    Wrote unasked = strangers.get(person);
    if (counted > 0 && last != null) {
      return unasked == null
          ? new Wrote(counted, 0, last)
          : new Wrote(counted, unasked.unasked(), later(unasked.last(), last));
    }
    if (unasked != null) {
      return unasked;
    }
    return switch (inbound) {
      case Inbound.None _ -> new Heard.Unknown();
      case Inbound.Learned _ -> new Heard.Never();
    };
  }

  /** Returns how many were dropped. */
  long forgetBefore(Instant then) {
    if (inbound instanceof Inbound.Learned(_, Instant last) && last.isBefore(then)) {
      inbound = new Inbound.None();
    }
    long before = strangers.size();
    strangers.values().removeIf(stranger -> stranger.last().isBefore(then));
    return before - strangers.size();
  }

  long erase(Address person) {
    return strangers.remove(person) == null ? 0 : 1;
  }

  private static Instant later(Instant one, Instant other) {
    return one.isBefore(other) ? other : one;
  }
}
