package org.gatepost.hold;

import java.util.Locale;

/**
 * The states of a held message. One transition is legal: out of {@link #HELD}, once. What a crash
 * leaves behind is the state before or after, never between, because each transition is one commit
 * together with the deliveries that follow from it.
 */
public enum HoldState {
  /** Waits. Nothing of it has left. */
  HELD,
  /** Leaves, or has left, in the way that was chosen; the ledger accounts for each copy. */
  RELEASED,
  /** Replaced by a corrected version, which was judged anew. */
  CHANGED,
  /** Somebody decided that it does not leave. */
  CANCELLED,
  /** Nobody decided in time; it does not leave. */
  EXPIRED;

  public boolean mayBecome(HoldState next) {
    return this == HELD && next != HELD;
  }

  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }
}
