package org.gatepost.policy;

import java.time.Duration;

/**
 * What happens to a message for one recipient. The order of strictness is {@link #strictness()};
 * edges switch over this type without a default, so that a new disposition breaks the build
 * wherever it is not handled.
 */
public sealed interface Disposition {
  /** Goes as it is. */
  record Deliver() implements Disposition {}

  /** Each recipient gets a message of their own, without asking. */
  record Split() implements Disposition {}

  /** Goes as a sealed message, which can be revoked. */
  record Seal() implements Disposition {}

  /** Waits. */
  record Hold(Until until) implements Disposition {}

  /**
   * Is not taken.
   *
   * @param text for the sender, in the SMTP answer
   */
  record Refuse(String text) implements Disposition {}

  /** Could not be judged; the client is told to come back. */
  record Unable(String cause) implements Disposition {}

  /** What ends a hold. */
  sealed interface Until {
    /** The sender decides; nothing is sent when they never do. */
    record SenderDecides() implements Until {}

    /** A second person decides; nothing is sent when they never do. */
    record ReviewerDecides() implements Until {}

    /** An undo window: it is sent when the time is over. */
    record TimeIsOver(Duration window) implements Until {}
  }

  static Disposition deliver() {
    return new Deliver();
  }

  static Disposition holdForSender() {
    return new Hold(new Until.SenderDecides());
  }

  /** Of two holds, how strict the one is that is waited for, from 0; 0 for anything else. */
  default int patience() {
    return switch (this) {
      case Hold(Until.TimeIsOver _) -> 1;
      case Hold(Until.SenderDecides _) -> 2;
      case Hold(Until.ReviewerDecides _) -> 3;
      case Deliver _, Split _, Seal _, Refuse _, Unable _ -> 0;
    };
  }

  /** Place in the order of strictness, from 0. */
  default int strictness() {
    return switch (this) {
      case Deliver _ -> 0;
      case Split _ -> 1;
      case Seal _ -> 2;
      case Hold _ -> 3;
      case Refuse _ -> 4;
      case Unable _ -> 5;
    };
  }

  /** The stable name in JSON and in the configuration. */
  default String wireName() {
    return switch (this) {
      case Deliver _ -> "deliver";
      case Split _ -> "split";
      case Seal _ -> "seal";
      case Hold _ -> "hold";
      case Refuse _ -> "refuse";
      case Unable _ -> "unable";
    };
  }
}
