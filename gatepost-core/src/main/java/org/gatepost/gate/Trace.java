package org.gatepost.gate;

/**
 * The id that follows one message through logs and records, for code that is not handed it: bound
 * by whoever brings the message to the gate, while the gate has it.
 */
public final class Trace {
  public static final ScopedValue<String> ID = ScopedValue.newInstance();

  private Trace() {}

  /** The id of the message at hand, or {@code -}. */
  public static String id() {
    return ID.orElse("-");
  }
}
