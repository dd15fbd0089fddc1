package org.gatepost.web.console;

import java.util.Locale;
import java.util.Optional;

/** What somebody decided about a held message, and what they are told when it is done. */
enum Choice {
  COPIES(
      "Individual copies are on their way",
      "Each person gets a message of their own and sees nobody else's address.",
      "Individual copies go to the trial outbox",
      "Nothing is sent. The trial outbox shows the message of their own that each person would"
          + " get."),
  AS_IS(
      "Your message is on its way",
      "It is sent as it is. The reason you gave is kept.",
      TrialWords.TITLE,
      "Nothing is sent. The reason you gave is kept."),
  DROP_BCC(
      "Your message is on its way",
      "The Bcc line was taken out. The people it named still get the message.",
      TrialWords.TITLE,
      "Nothing is sent. The Bcc line was taken out. The people it named would still get the"
          + " message."),
  CORRECT(
      "Your message is on its way",
      "The address was corrected wherever it stood, and the message was checked again.",
      TrialWords.TITLE,
      "Nothing is sent. The address was corrected wherever it stood, and the message was checked"
          + " again."),
  CANCEL("Your message is cancelled", "It will not be sent."),
  RECIPIENTS(
      "Your message is on its way",
      "It was checked again with its new recipients and may go.",
      TrialWords.TITLE,
      "Nothing is sent. It was checked again with its new recipients and might go."),
  ASK(
      "A second person has been asked",
      "Your message waits until a reviewer decides. Nothing has been sent."),
  HELD_AGAIN(
      "Your corrected message is held again",
      "It was checked again with its new recipients, and there is still something wrong."
          + " Nothing has been sent."),
  APPROVE(
      "You let the message go",
      "It is on its way.",
      "You let the message go",
      "It goes to the trial outbox. Nothing is sent."),
  APPROVE_AS_IS(
      "You let the message go",
      "It is sent as it is. The reason you gave is kept.",
      "You let the message go",
      "It goes to the trial outbox as it is. Nothing is sent. The reason you gave is kept."),
  DECLINE("You stopped the message", "It will not be sent. Its sender is told the reason.");

  private final String title;
  private final String text;
  private final String trialTitle;
  private final String trialText;

  Choice(String title, String text) {
    this(title, text, title, text);
  }

  Choice(String title, String text, String trialTitle, String trialText) {
    this.title = title;
    this.text = text;
    this.trialTitle = trialTitle;
    this.trialText = trialText;
  }

  Note note(boolean trial) {
    return this == HELD_AGAIN
        ? Note.important(title(trial), text(trial))
        : Note.success(title(trial), text(trial));
  }

  /**
   * What happened, in few words.
   *
   * @param trial true when what is let go stays in the trial outbox
   */
  String title(boolean trial) {
    return trial ? trialTitle : title;
  }

  String text(boolean trial) {
    return trial ? trialText : text;
  }

  String pathName() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  static Optional<Choice> parse(String pathName) {
    for (Choice choice : values()) {
      if (choice.pathName().equals(pathName)) {
        return Optional.of(choice);
      }
    }
    return Optional.empty();
  }

  /** Apart, because an enum's constants cannot use its own. */
  private static final class TrialWords {
    static final String TITLE = "Your message goes to the trial outbox";
  }
}
