package org.gatepost.correspondence;

/** Remembers who writes to whom. */
@FunctionalInterface
public interface Correspondence {
  /**
   * Everything that is known about the people of one message, in one question, so that a database
   * is asked a fixed number of times however many recipients there are. What cannot be looked up is
   * an unchecked exception: the message is then not judged.
   */
  Recollection recall(Inquiry inquiry);

  /** Nothing was ever learned. */
  static Correspondence empty() {
    return inquiry -> Recollection.empty(inquiry.sender());
  }
}
