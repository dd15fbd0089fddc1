package org.gatepost.inspect;

import java.util.List;

/** How one detector's look at a message ended. */
public sealed interface Inspection {
  /** It looked, and found these. */
  record Done(List<Finding> findings) implements Inspection {
    public Done {
      findings = List.copyOf(findings);
    }
  }

  /**
   * It could not look. The message must not leave.
   *
   * @param cause for the operator; may name classes, never content
   * @param fault what went wrong; its words may quote the message
   */
  record Unable(String cause, Throwable fault) implements Inspection {
    /**
     * Says what went wrong and where, without the fault's own words: they may quote the message.
     */
    public static Unable of(String who, Throwable fault) {
      StackTraceElement[] frames = fault.getStackTrace();
      String where = frames.length == 0 ? "" : " at " + frames[0];
      return new Unable(who + ": " + fault.getClass().getName() + where, fault);
    }
  }
}
