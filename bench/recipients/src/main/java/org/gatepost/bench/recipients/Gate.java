package org.gatepost.bench.recipients;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.gatepost.app.check.Detection;
import org.gatepost.app.config.Configuration;
import org.gatepost.app.config.ConfigurationFile;
import org.gatepost.app.config.Loading;
import org.gatepost.audience.KnownLists;
import org.gatepost.bench.recipients.Corpus.Mail;
import org.gatepost.correspondence.Correspondence;
import org.gatepost.gate.Judgement;
import org.gatepost.gate.Judgement.Judged;
import org.gatepost.inspect.AnswerBook;
import org.gatepost.inspect.Finding;
import org.gatepost.inspect.FindingKind;
import org.gatepost.inspect.Outgoing;
import org.gatepost.inspect.Submission;
import org.gatepost.mail.Address;
import org.gatepost.mail.Content;
import org.gatepost.mail.Domain;
import org.gatepost.mail.Envelope;
import org.gatepost.mail.ReversePath;
import org.gatepost.mime.ScanningMessageReader;
import org.gatepost.policy.Disposition;
import org.gatepost.policy.Verdict;

/**
 * The program as it ships: its own reading, its own detectors with its own model, and the default
 * rules. Each message is written out and judged like any other that comes to a gate.
 */
final class Gate {
  /** What the detectors of recipients say; the others are about other mistakes. */
  static final Set<FindingKind> KINDS =
      EnumSet.of(
          FindingKind.LOOKALIKE_RECIPIENT,
          FindingKind.FIRST_CONTACT,
          FindingKind.ODD_ONE_OUT,
          FindingKind.THREAD_NEWCOMER,
          FindingKind.NAME_MISMATCH,
          FindingKind.CASE_STRANGER,
          FindingKind.UNANSWERED_ADDRESS,
          FindingKind.PUBLIC_LIST,
          FindingKind.BODY_ADDRESS);

  /** No file of whoever runs this is read. */
  private static final Path NO_FILE = Path.of("/dev/null");

  private final Judgement judgement;

  /**
   * What was said of a message.
   *
   * @param surest the highest confidence of each kind that was found
   * @param acted kinds that a default rule acted on
   * @param occasions kinds for which there was something to look at
   */
  record Said(Map<FindingKind, Double> surest, Set<FindingKind> acted, Set<FindingKind> occasions) {
    boolean isWarned() {
      return !acted.isEmpty();
    }
  }

  Gate(Configuration configuration, Correspondence known) {
    Detection detection = Detection.of(configuration, KnownLists.none(), known, AnswerBook.none());
    judgement =
        new Judgement(
            new ScanningMessageReader(),
            detection.audiences(),
            detection.recalling(),
            detection.detectors(),
            configuration.policy());
  }

  /** What holds for an organisation with these domains that has configured nothing else. */
  static Configuration standard(Set<Domain> inside) {
    String domains = inside.stream().map(Domain::name).sorted().collect(Collectors.joining(","));
    return switch (ConfigurationFile.load(
        Optional.of(NO_FILE), List.of("organisation.domains=" + domains))) {
      case Loading.Loaded(var configuration, _) -> configuration;
      case Loading.Refused(var problems) ->
          throw new IllegalStateException("The standard configuration is refused: " + problems);
    };
  }

  Said look(Mail mail, List<Address> recipients) {
    try (Content content = Octets.of(mail, recipients)) {
      Submission submission =
          new Submission(Optional.of(mail.from()), "", mail.when(), "bench-" + mail.number());
      Envelope envelope = Envelope.of(ReversePath.of(mail.from()), recipients);
      return switch (judgement.judge(submission, envelope, content)) {
        case Judged.Decided(Outgoing outgoing, Verdict verdict) -> said(outgoing, verdict);
        case Judged.NotAMessage(String because) ->
            throw new IllegalStateException(
                "Message " + mail.number() + " cannot be read: " + because);
      };
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  private static Said said(Outgoing outgoing, Verdict verdict) {
    if (verdict.strictest() instanceof Disposition.Unable(String cause)) {
      throw new IllegalStateException("A detector failed: " + cause);
    }
    Map<FindingKind, Double> surest = new EnumMap<>(FindingKind.class);
    Stream.concat(verdict.findings().stream(), verdict.furtherFindings().stream())
        .filter(finding -> KINDS.contains(finding.kind()))
        .forEach(finding -> surest.merge(finding.kind(), finding.confidence(), Math::max));
    Set<FindingKind> acted =
        verdict.findings().stream()
            .map(Finding::kind)
            .filter(KINDS::contains)
            .collect(Collectors.toSet());
    return new Said(surest, acted, Occasions.in(outgoing));
  }
}
