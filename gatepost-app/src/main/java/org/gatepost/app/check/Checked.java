package org.gatepost.app.check;

import org.gatepost.policy.Verdict;

/** How the check of one file ended. */
public sealed interface Checked {
  /**
   * There is a verdict.
   *
   * @param message the Message-ID, or the file's name when it has none
   */
  record Judged(String message, Verdict verdict) implements Checked {}

  /** The octets will never be a message that can be judged. */
  record NotAMessage(String because) implements Checked {}

  /** The file is not there, or cannot be read. */
  record Unreadable(String because) implements Checked {}
}
