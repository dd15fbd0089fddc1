package org.gatepost.app.check;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.gatepost.app.config.Configuration;
import org.gatepost.audience.AudienceReading;
import org.gatepost.audience.Circles;
import org.gatepost.gate.Judgement;
import org.gatepost.gate.Judgement.Judged;
import org.gatepost.gate.MessageReader.Reading;
import org.gatepost.inspect.BccInDataDetector;
import org.gatepost.inspect.Detector;
import org.gatepost.inspect.OpenAudienceDetector;
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
  private final AudienceReading audiences;
  private final List<Detector> detectors =
      List.of(new OpenAudienceDetector(), new BccInDataDetector());
  private final Policy policy;

  public Judges(Configuration configuration) {
    this.audiences =
        new AudienceReading(
            configuration.organisation(), configuration.directory(), Circles.unknown());
    this.policy = configuration.policy();
  }

  public Verdict judge(Submission submission, Envelope envelope, Message message) {
    try {
      Judgement judgement =
          new Judgement(_ -> new Reading.Read(message), audiences, detectors, policy);
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
