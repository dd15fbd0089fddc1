package org.gatepost.hold;

/** What a held message waits for. */
public enum Awaiting {
  /** The sender's choice; at the end of its time it expires. */
  SENDER,
  /** A reviewer's decision; at the end of its time it expires. */
  REVIEWER,
  /** The end of an undo window; then it is released. */
  TIMER,
  /** Nobody: the policy splits it without asking, as soon as the desk comes to it. */
  SPLIT
}
