package org.gatepost.app.replay;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import org.gatepost.app.check.Kept;
import org.gatepost.app.config.Configuration;
import org.gatepost.mail.IdentitySource;

/** Judges old mail in date order and counts what would have been stopped. */
public final class Replay {

  private final SentMail sentMail;
  private final MailOpener opener;
  private final Pace pace;
  private final Progress progress;

  /**
   * @param kept what is known before the first message
   */
  public Replay(
      Configuration configuration,
      Kept kept,
      IdentitySource identities,
      InstantSource clock,
      Pace pace,
      Progress progress) {
    this.sentMail = new SentMail(configuration, kept, identities, clock);
    this.opener = new MailOpener(configuration.smtp().maxMessageSize());
    this.pace = pace;
    this.progress = progress;
  }

  /**
   * Judges everything under these paths.
   *
   * @param in taken where a path is {@code -}
   */
  public ReplayReport run(List<Path> paths, InputStream in) throws IOException {
    Troubles troubles = new Troubles();
    Tally tally = new Tally();
    try (Survey survey = new Survey(troubles)) {
      survey.named(paths, in);
      new Timeline(opener, troubles, progress)
          .walk(
              survey.units(),
              (message, date) -> {
                tally.add(sentMail.judge(message, date));
                pace.message();
              });
      return tally.report(survey.ignored(), troubles);
    }
  }
}
