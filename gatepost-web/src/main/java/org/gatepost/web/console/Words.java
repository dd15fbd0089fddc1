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
  static String waits(Hold hold, HumanTime time) {
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
      case TIMER -> "It is sent at " + due + ". Until then it can be stopped.";
      case SPLIT -> "It is being made into individual copies, which are then sent.";
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

  static String ending(Hold.Resolution resolution) {
    return switch (resolution.action()) {
      case "split" -> "It was sent as individual copies.";
      case "send-with-reason" -> "It was sent as it was.";
      case "drop-bcc" -> "It was sent without the Bcc line.";
      case "change-recipients" -> "It was replaced by a version with other recipients.";
      case "approve", "approve-as-is" -> "A second person let it go as it was.";
      case "approve-with-copies" ->
          "A second person let it go, as individual copies for those whom a rule wants to get one.";
      case "correct-address" -> "It was replaced by a version with the right address.";
      case "decline" -> "A second person decided that it does not go.";
      case "undo-window" -> "It was sent when the undo time was over.";
      case "expire" -> "Nobody decided in time. It was not sent.";
      default ->
          switch (resolution.state()) {
            case RELEASED -> "It was sent.";
            case CHANGED -> "It was replaced by a changed version.";
            case CANCELLED -> "It was cancelled. It was not sent.";
            case EXPIRED -> "Nobody decided in time. It was not sent.";
            case HELD -> "";
          };
    };
  }
}
