package org.gatepost.gate;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.gatepost.audience.Audience;
import org.gatepost.audience.AudienceReading;
import org.gatepost.delivery.StorageUnavailableException;
import org.gatepost.gate.Recalling.Recalled;
import org.gatepost.inspect.Background;
import org.gatepost.inspect.Detector;
import org.gatepost.inspect.Inspection;
import org.gatepost.inspect.Outgoing;
import org.gatepost.inspect.Submission;
import org.gatepost.mail.Content;
import org.gatepost.mail.Envelope;
import org.gatepost.mail.Message;
import org.gatepost.policy.Judge;
import org.gatepost.policy.Policy;
import org.gatepost.policy.Verdict;

/**
 * Judges one message: reads it, recalls what is known of its people, works out its audience, runs
 * the detectors, asks the policy. SMTP, the command line and replay all come through here and get
 * the same verdict.
 */
public final class Judgement {
  private final MessageReader reader;
  private final AudienceReading audiences;
  private final Recalling recalling;
  private final List<Detector> detectors;
  private final Policy policy;

  public Judgement(
      MessageReader reader,
      AudienceReading audiences,
      Recalling recalling,
      List<Detector> detectors,
      Policy policy) {
    this.reader = reader;
    this.audiences = audiences;
    this.recalling = recalling;
    this.detectors = List.copyOf(detectors);
    this.policy = policy;
  }

  /** How judging ended. */
  public sealed interface Judged {
    record Decided(Outgoing outgoing, Verdict verdict) implements Judged {}

    /** These octets will never be judged; the same input fails the same way every time. */
    record NotAMessage(String because) implements Judged {}
  }

  /**
   * Judges. The content belongs to the outgoing message when a verdict was reached, to the caller
   * otherwise.
   *
   * @throws IOException when the octets cannot be read from where they are kept
   */
  public Judged judge(Submission submission, Envelope envelope, Content content)
      throws IOException {
    return switch (reader.read(content)) {
      case MessageReader.Reading.Unread unread -> new Judged.NotAMessage(unread.because());
      case MessageReader.Reading.Read(var message) ->
          switch (recalling.about(submission, envelope, message)) {
            case Recalled.Known(var background) ->
                inspected(outgoing(submission, envelope, background, message));
            case Recalled.Failed(var unable) -> {
              insistOnStorage(unable);
              Outgoing outgoing = outgoing(submission, envelope, Background.empty(), message);
              yield decided(outgoing, List.of(unable));
            }
          };
    };
  }

  private Outgoing outgoing(
      Submission submission, Envelope envelope, Background background, Message message) {
    Audience audience =
        audiences.read(
            envelope,
            message.heading(),
            person -> background.recollection().acquaintances().getOrDefault(person, Set.of()));
    return new Outgoing(submission, envelope, audience, background, message);
  }

  private Judged inspected(Outgoing outgoing) {
    List<Inspection> inspections = new ArrayList<>();
    for (Detector detector : detectors) {
      Inspection inspection = detector.run(outgoing);
      insistOnStorage(inspection);
      inspections.add(inspection);
    }
    return decided(outgoing, inspections);
  }

  /** That the database does not answer says nothing about the message: it is put off, not tried. */
  private static void insistOnStorage(Inspection inspection) {
    if (inspection instanceof Inspection.Unable(_, StorageUnavailableException unavailable)) {
      throw unavailable;
    }
  }

  private Judged decided(Outgoing outgoing, List<Inspection> inspections) {
    return new Judged.Decided(outgoing, Judge.judge(outgoing, inspections, policy));
  }

  public Policy policy() {
    return policy;
  }
}
