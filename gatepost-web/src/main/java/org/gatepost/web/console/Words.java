package org.gatepost.web.console;

import java.util.Locale;
import org.gatepost.hold.Awaiting;
import org.gatepost.hold.Hold;
import org.gatepost.hold.HoldState;

/** The same thing is called the same on every page. */
final class Words {
  private Words() {}

  static String people(int count) {
    return count == 1 ? "1 person" : number(count) + " people";
  }

  static String number(long count) {
    return String.format(Locale.UK, "%,d", count);
  }

  static String subject(String subject) {
    return subject.isBlank() ? "(no subject)" : subject;
  }

  /** The state as its sender reads it. */
  static Tag ownTag(Hold hold) {
    return hold.state() == HoldState.HELD && hold.awaiting() == Awaiting.SENDER
        ? new Tag("Waits for you", "yellow")
        : tag(hold);
  }

  static Tag tag(Hold hold) {
    return switch (hold.state()) {
      case HELD ->
          switch (hold.awaiting()) {
            case SENDER -> new Tag("Waits for the sender", "yellow");
            case REVIEWER -> new Tag("Waits for approval", "purple");
            case TIMER -> new Tag("Can be undone", "light-blue");
            case SPLIT -> new Tag("Is being split", "light-blue");
          };
      case RELEASED -> new Tag("Released", "green");
      case CHANGED -> new Tag("Changed", "blue");
      case CANCELLED -> new Tag("Cancelled", "grey");
      case EXPIRED -> new Tag("Expired", "grey");
    };
  }

  /** What a held message waits for; empty when it waits no more. */
  static String waits(Hold hold, HumanTime time, boolean trial) {
    if (hold.state() != HoldState.HELD) {
      return "";
    }
    String due = time.at(hold.dueAt());
    return switch (hold.awaiting()) {
      case SENDER ->
          "Nothing has been sent. If nobody decides by " + due + ", it is not sent at all.";
      case REVIEWER ->
          "Nothing has been sent. It waits for a second person. If nobody decides by "
              + due
              + ", it is not sent at all.";
      case TIMER ->
          (trial ? "It goes to the trial outbox at " : "It is sent at ")
              + due
              + ". Until then it can be stopped.";
      case SPLIT ->
          "It is being made into individual copies, which are then "
              + (trial ? "kept in the trial outbox." : "sent.");
    };
  }

  /** The same in few words, for a table. */
  static String waitsFor(Hold hold) {
    if (hold.state() != HoldState.HELD) {
      return "";
    }
    return waitsFor(hold.awaiting());
  }

  private static String waitsFor(Awaiting awaiting) {
    return switch (awaiting) {
      case SENDER -> "Your decision";
      case REVIEWER -> "A second person";
      case TIMER -> "The end of the undo time";
      case SPLIT -> "Its individual copies";
    };
  }

  /**
   * How it ended.
   *
   * @param trial true when what was let go is kept in the trial outbox, not sent
   */
  static String ending(Hold.Resolution resolution, boolean trial) {
    String gone = trial ? "It was kept in the trial outbox" : "It was sent";
    String kept = trial ? " It was kept in the trial outbox." : "";
    return switch (resolution.action()) {
      case "split" -> gone + " as individual copies.";
      case "send-with-reason" -> gone + " as it was.";
      case "drop-bcc" -> gone + " without the Bcc line.";
      case "change-recipients" -> "It was replaced by a version with other recipients.";
      case "approve", "approve-as-is" -> "A second person let it go as it was." + kept;
      case "approve-with-copies" ->
          "A second person let it go, as individual copies for those whom a rule wants to get one."
              + kept;
      case "correct-address" -> "It was replaced by a version with the right address.";
      case "decline" -> "A second person decided that it does not go.";
      case "undo-window" -> gone + " when the undo time was over.";
      case "expire" -> "Nobody decided in time. It was not sent.";
      default ->
          switch (resolution.state()) {
            case RELEASED -> gone + ".";
            case CHANGED -> "It was replaced by a changed version.";
            case CANCELLED -> "It was cancelled. It was not sent.";
            case EXPIRED -> "Nobody decided in time. It was not sent.";
            case HELD -> "";
          };
    };
  }
}
