package org.gatepost.inspect;

import java.io.IOException;
import java.util.List;

/** Looks at one kind of mistake. Has no state of its own and may be called by many threads. */
@FunctionalInterface
public interface Detector {
  /**
   * What it sees; an empty list when all is well.
   *
   * @throws IOException when the message's octets cannot be read; the message is then not judged
   */
  List<Finding> inspect(Outgoing outgoing) throws IOException;

  /** Calls the detector; whatever goes wrong in it becomes a value, never a delivery. */
  default Inspection run(Outgoing outgoing) {
    try {
      return new Inspection.Done(inspect(outgoing));
    } catch (IOException | RuntimeException | StackOverflowError | OutOfMemoryError fault) {
      return new Inspection.Unable(getClass().getSimpleName() + ": " + describe(fault));
    }
  }

  /** What and where, without the fault's own words: they may quote the message. */
  private static String describe(Throwable fault) {
    StackTraceElement[] frames = fault.getStackTrace();
    String where = frames.length == 0 ? "" : " at " + frames[0];
    return fault.getClass().getName() + where;
  }
}
