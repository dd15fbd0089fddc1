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
      return Inspection.Unable.of(getClass().getSimpleName(), fault);
    }
  }
}
