package org.gatepost.gate;

import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.gatepost.correspondence.CaseReference;
import org.gatepost.correspondence.CaseReferences;
import org.gatepost.correspondence.Correspondence;
import org.gatepost.correspondence.Inquiry;
import org.gatepost.correspondence.SubjectKey;
import org.gatepost.correspondence.ThreadMarks;
import org.gatepost.inspect.AnswerBook;
import org.gatepost.inspect.Background;
import org.gatepost.inspect.Inspection;
import org.gatepost.inspect.Prose;
import org.gatepost.inspect.Submission;
import org.gatepost.mail.Address;
import org.gatepost.mail.Addressee;
import org.gatepost.mail.Envelope;
import org.gatepost.mail.Heading;
import org.gatepost.mail.Message;
import org.gatepost.mail.NamedAddress;
import org.gatepost.recipient.RecipientSigns;
import org.gatepost.recipient.Wording;

/** Recalls what earlier mail taught about the people of a message, in one question. */
public final class Recalling {
  /** Readers and addresses in the text that are asked about together; readers always are. */
  private static final int MOST_NAMED = 30;

  private final Correspondence correspondence;
  private final AnswerBook answers;
  private final Prose prose;
  private final CaseReferences references;

  public Recalling(
      Correspondence correspondence, AnswerBook answers, Prose prose, CaseReferences references) {
    this.correspondence = correspondence;
    this.answers = answers;
    this.prose = prose;
    this.references = references;
  }

  /** How recalling ended. */
  sealed interface Recalled {
    record Known(Background background) implements Recalled {}

    /** Nobody can say what is known; the message must not leave. */
    record Failed(Inspection.Unable inspection) implements Recalled {}
  }

  /** Asks; whatever goes wrong becomes a value, as at the detectors' boundary. */
  Recalled about(Submission submission, Envelope envelope, Message message) {
    try {
      return new Recalled.Known(background(submission, envelope, message));
    } catch (IOException | RuntimeException fault) {
      return new Recalled.Failed(Inspection.Unable.of("correspondence", fault));
    }
  }

  private Background background(Submission submission, Envelope envelope, Message message)
      throws IOException {
    Heading heading = message.heading();
    String subject = heading.subject().orElse("");
    String text = prose.of(message);
    Wording wording = Wording.of(text);
    Set<CaseReference> cases = references.in(subject + "\n" + text);
    SubjectKey key = SubjectKey.of(subject);
    List<Address> readers = readers(envelope, heading);
    Inquiry inquiry =
        new Inquiry(
            author(envelope, heading).orElse(Background.NOBODY),
            readers,
            named(wording, readers),
            RecipientSigns.askedNames(wording),
            key,
            ThreadMarks.of(heading.messageId(), heading.references()),
            cases,
            submission.receivedAt());
    return new Background(
        correspondence.recall(inquiry),
        answers.about(
            owner(submission, envelope).orElse(Background.NOBODY),
            inquiry.everybody(),
            inquiry.now()),
        key,
        wording,
        cases);
  }

  /** Who decides on it when it is held, and so has given the answers. */
  private static Optional<Address> owner(Submission submission, Envelope envelope) {
    return submission
        .authenticated()
        .or(() -> envelope.reversePath().mailbox())
        .map(Address::person);
  }

  /** Who wrote it: the From field, which is also what is learned, else the reverse path. */
  private static Optional<Address> author(Envelope envelope, Heading heading) {
    return heading.from().stream()
        .findFirst()
        .map(NamedAddress::address)
        .or(() -> envelope.reversePath().mailbox())
        .map(Address::person);
  }

  /** Everybody who will read it, recipients first: there may be too many to ask about. */
  private static List<Address> readers(Envelope envelope, Heading heading) {
    return Stream.concat(
            envelope.addresses().stream(), heading.addressees().stream().map(Addressee::address))
        .map(Address::person)
        .distinct()
        .toList();
  }

  /** A few whom the text names, because whoever answers there repeats a mistake. */
  private static List<Address> named(Wording wording, List<Address> readers) {
    return wording.addresses().stream()
        .filter(named -> !readers.contains(named))
        .sorted(Comparator.comparing(Address::toString))
        .limit(Math.max(0, MOST_NAMED - readers.size()))
        .toList();
  }
}
