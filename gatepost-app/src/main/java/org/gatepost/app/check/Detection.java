package org.gatepost.app.check;

import java.util.List;
import java.util.stream.Stream;
import org.gatepost.app.config.Configuration;
import org.gatepost.audience.AudienceReading;
import org.gatepost.audience.KnownLists;
import org.gatepost.audience.Organisation;
import org.gatepost.audience.PrivateTwin;
import org.gatepost.audience.Readerships;
import org.gatepost.correspondence.Correspondence;
import org.gatepost.gate.ExchangeReading;
import org.gatepost.gate.Recalling;
import org.gatepost.inspect.AnswerBook;
import org.gatepost.inspect.BccInDataDetector;
import org.gatepost.inspect.BodyAddressDetector;
import org.gatepost.inspect.Detector;
import org.gatepost.inspect.LookalikeCheck;
import org.gatepost.inspect.Lookalikes;
import org.gatepost.inspect.OpenAudienceDetector;
import org.gatepost.inspect.PublicListCheck;
import org.gatepost.inspect.PublicListDetector;
import org.gatepost.inspect.RecipientDetector;
import org.gatepost.inspect.RecipientDoubts;
import org.gatepost.mime.MentionSearch;
import org.gatepost.mime.ProseReading;
import org.gatepost.recipient.RecipientModel;

/** What every message is looked at with, wherever it is judged. */
public record Detection(AudienceReading audiences, Recalling recalling, List<Detector> detectors) {
  public Detection {
    detectors = List.copyOf(detectors);
  }

  /** The detectors and one that only the gate has. */
  public List<Detector> and(Detector further) {
    return Stream.concat(detectors.stream(), Stream.of(further)).toList();
  }

  /**
   * As configured.
   *
   * @param lists mailing lists that earlier mail has shown
   * @param correspondence what earlier mail taught
   * @param answers what senders answered when they were asked
   */
  public static Detection of(
      Configuration configuration,
      KnownLists lists,
      Correspondence correspondence,
      AnswerBook answers) {
    Readerships readerships = readerships(configuration, lists);
    PublicListCheck publicLists =
        new PublicListCheck(readerships, new PrivateTwin(configuration.directory(), readerships));
    Organisation organisation = configuration.organisation();
    Lookalikes lookalikes = new Lookalikes(organisation, configuration.directory(), readerships);
    RecipientDoubts doubts =
        new RecipientDoubts(RecipientModel.prior(), lookalikes, organisation::isFreemail);
    return new Detection(
        new AudienceReading(configuration.organisation(), configuration.directory(), readerships),
        new Recalling(
            correspondence,
            answers,
            new ProseReading(),
            configuration.correspondence().caseReferences()),
        List.of(
            new OpenAudienceDetector(),
            new BccInDataDetector(),
            new PublicListDetector(publicLists),
            new BodyAddressDetector(
                new MentionSearch(), List.of(publicLists, new LookalikeCheck(lookalikes))),
            new RecipientDetector(organisation, doubts)));
  }

  /** What there is to learn from a message, read as it is for judging. */
  public static ExchangeReading reading(
      Configuration configuration, KnownLists lists, Correspondence known) {
    return new ExchangeReading(
        new AudienceReading(
            configuration.organisation(),
            configuration.directory(),
            readerships(configuration, lists)),
        known,
        new ProseReading(),
        configuration.correspondence().caseReferences());
  }

  private static Readerships readerships(Configuration configuration, KnownLists lists) {
    return new Readerships(
        configuration.organisation(), configuration.directory(), configuration.aliases(), lists);
  }
}
