package org.gatepost.app.check;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.gatepost.app.config.Configuration;
import org.gatepost.audience.KnownLists;
import org.gatepost.correspondence.Correspondence;
import org.gatepost.gate.Judgement;
import org.gatepost.gate.Judgement.Judged;
import org.gatepost.gate.MessageReader.Reading;
import org.gatepost.inspect.AnswerBook;
import org.gatepost.inspect.Submission;
import org.gatepost.mail.Envelope;
import org.gatepost.mail.Message;
import org.gatepost.policy.Policy;
import org.gatepost.policy.Verdict;

/**
 * The gate's judgement for messages that have been read already. Links to held mail are not looked
 * for: only the gate that issued them can tell.
 */
public final class Judges {
  private final Detection detection;
  private final Policy policy;

  /**
   * @param lists mailing lists that old mail has shown
   * @param correspondence what old mail taught
   * @param answers what senders answered
   */
  public Judges(
      Configuration configuration,
      KnownLists lists,
      Correspondence correspondence,
      AnswerBook answers) {
    this.detection = Detection.of(configuration, lists, correspondence, answers);
    this.policy = configuration.policy();
  }

  public Verdict judge(Submission submission, Envelope envelope, Message message) {
    try {
      Judgement judgement =
          new Judgement(
              _ -> new Reading.Read(message),
              detection.audiences(),
              detection.recalling(),
              detection.detectors(),
              policy);
      return switch (judgement.judge(submission, envelope, message.content())) {
        case Judged.Decided(_, Verdict verdict) -> verdict;
        case Judged.NotAMessage(String because) ->
            throw new IllegalStateException("A message that was read is none: " + because);
      };
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
