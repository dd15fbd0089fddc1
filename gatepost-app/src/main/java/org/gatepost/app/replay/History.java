package org.gatepost.app.replay;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import org.gatepost.mail.Message;

/**
 * Old mail to learn from: every message under some paths, in date order. What cannot be read is
 * named and passed over; learning from less makes the gate no laxer.
 */
public final class History {
  /** Takes the messages as they come, and does not close them. */
  @FunctionalInterface
  public interface Learner {
    void learn(Message message, Instant date);
  }

  private final MailOpener opener;

  /**
   * @param largest the largest message that is read, in octets
   */
  public History(long largest) {
    this.opener = new MailOpener(largest);
  }

  /**
   * Reads everything.
   *
   * @param trouble told in one line of each thing that could not be read
   */
  public void read(List<Path> paths, Learner learner, Consumer<String> trouble) throws IOException {
    Troubles troubles = new Troubles();
    try (Survey survey = new Survey(troubles)) {
      paths.forEach(survey::named);
      new Timeline(opener, troubles, Progress.silent()).walk(survey.units(), learner::learn);
    }
    troubles.named().forEach(one -> trouble.accept(one.name() + ": " + one.because()));
  }
}
