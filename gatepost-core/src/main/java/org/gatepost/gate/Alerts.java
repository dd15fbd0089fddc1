package org.gatepost.gate;

/** Tells the operator of what must not go unnoticed. Never fails and does not wait. */
@FunctionalInterface
public interface Alerts {
  /**
   * Says what happened.
   *
   * @param trace of the message that it happened to; empty when it was none
   * @param what names no address and no content
   */
  void raise(String trace, String what);
}
