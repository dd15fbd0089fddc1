package org.gatepost.app.check;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.gatepost.app.config.Configuration;
import org.gatepost.app.config.Sizes;
import org.gatepost.delivery.StorageUnavailableException;
import org.gatepost.gate.MessageReader.Reading;
import org.gatepost.inspect.Submission;
import org.gatepost.mail.Address;
import org.gatepost.mail.Addressee;
import org.gatepost.mail.Content;
import org.gatepost.mail.Envelope;
import org.gatepost.mail.Heading;
import org.gatepost.mail.IdentitySource;
import org.gatepost.mail.Message;
import org.gatepost.mail.NamedAddress;
import org.gatepost.mail.ReversePath;
import org.gatepost.mime.ScanningMessageReader;
import org.gatepost.policy.Decision;
import org.gatepost.policy.Judge;

/** Judges message files exactly as the gate would, and sends nothing. */
public final class MessageCheck {
  private final Judges judges;
  private final String policy;
  private final Optional<ReversePath> from;
  private final List<Address> to;
  private final InstantSource clock;
  private final IdentitySource identities;
  private final long largest;

  /**
   * @param history what old mail taught
   * @param from empty: taken from the headers
   * @param to empty: taken from the headers
   */
  public MessageCheck(
      Configuration configuration,
      HistoryMemory history,
      Optional<ReversePath> from,
      List<Address> to,
      InstantSource clock,
      IdentitySource identities) {
    this.judges = new Judges(configuration, history.lists(), history, history.answers());
    this.policy = configuration.policy().version();
    this.from = from;
    this.to = List.copyOf(to);
    this.clock = clock;
    this.identities = identities;
    this.largest = configuration.smtp().maxMessageSize();
  }

  public Checked file(Path file) {
    if (Files.notExists(file)) {
      return new Checked.WrongUse("there is no such file.");
    }
    if (Files.isDirectory(file)) {
      return new Checked.WrongUse("is a folder; gatepost replay reads folders.");
    }
    String name = String.valueOf(file.getFileName());
    try {
      if (Files.isRegularFile(file)) {
        return content(FileContent.open(file), name);
      }
      try (InputStream pipe = Files.newInputStream(file)) {
        return stream(pipe, name);
      }
    } catch (AccessDeniedException denied) {
      return new Checked.WrongUse("may not be read by this user.");
    } catch (IOException unreadable) {
      return unjudged(name, Optional.empty(), "It could not be read: " + unreadable.getMessage());
    }
  }

  public Checked standardInput(InputStream in) {
    String name = "-";
    try {
      return stream(in, name);
    } catch (IOException unreadable) {
      return unjudged(name, Optional.empty(), "It could not be read: " + unreadable.getMessage());
    }
  }

  private Checked stream(InputStream in, String name) throws IOException {
    try (Spooled spooled = new Spooled(largest)) {
      in.transferTo(spooled);
      return spooled.isTooLarge() ? tooLarge(name) : content(spooled.content(), name);
    }
  }

  private Checked tooLarge(String name) {
    return unjudged(
        name,
        Optional.empty(),
        "It is larger than " + Sizes.print(largest) + ", the limit of smtp.max-message-size.");
  }

  private Checked unjudged(String name, Optional<Heading> heading, String because) {
    List<Addressee> named = heading.map(Heading::addressees).orElse(List.of());
    List<Address> recipients = to.isEmpty() ? named.stream().map(Addressee::address).toList() : to;
    List<Decision> decisions =
        recipients.stream()
            .distinct()
            .map(recipient -> Judge.unable(recipient, place(recipient, named), because))
            .toList();
    return new Checked.Unjudged(
        heading.flatMap(Heading::messageId).orElse(name), policy, decisions, because);
  }

  private static Addressee.Place place(Address recipient, List<Addressee> named) {
    return named.stream()
        .filter(addressee -> addressee.address().equals(recipient))
        .map(Addressee::place)
        .findFirst()
        .orElse(Addressee.Place.ENVELOPE);
  }

  /** Judges and closes the content. */
  private Checked content(Content content, String name) throws IOException {
    try (content) {
      if (content.size() > largest) {
        return tooLarge(name);
      }
      if (isMailbox(content)) {
        return new Checked.NotAMessage(
            "is a mailbox file, not a single message; gatepost replay reads mailboxes.");
      }
      return switch (new ScanningMessageReader().read(content)) {
        case Reading.NotAMessage(String because) -> new Checked.NotAMessage(because);
        case Reading.BeyondLimits(String because, var heading) -> unjudged(name, heading, because);
        case Reading.Read(Message message) -> message(message, name);
      };
    }
  }

  private Checked message(Message message, String name) {
    Heading heading = message.heading();
    List<Address> recipients =
        to.isEmpty() ? heading.addressees().stream().map(Addressee::address).toList() : to;
    if (recipients.isEmpty()) {
      return new Checked.WrongUse("names nobody in To, Cc or Bcc; say with --to who would get it.");
    }
    ReversePath sender =
        from.orElseGet(
            () ->
                heading.from().stream()
                    .findFirst()
                    .map(NamedAddress::address)
                    .map(ReversePath::of)
                    .orElseGet(ReversePath::none));
    Submission submission =
        new Submission(Optional.empty(), "", sentAt(heading), identities.next().toString());
    try {
      return new Checked.Judged(
          heading.messageId().orElse(name),
          judges.judge(submission, Envelope.of(sender, recipients), message));
    } catch (StorageUnavailableException unavailable) {
      return unjudged(
          name, Optional.of(heading), "The database went away: what was learned is not known.");
    }
  }

  /** A message that was sent long ago is judged as it would have been then. */
  private Instant sentAt(Heading heading) {
    Instant now = clock.instant();
    return heading.date().filter(date -> date.isBefore(now)).orElse(now);
  }

  private static boolean isMailbox(Content content) throws IOException {
    try (InputStream in = content.open(0, Math.min(5, content.size()))) {
      return new String(in.readAllBytes(), java.nio.charset.StandardCharsets.ISO_8859_1)
          .equals("From ");
    }
  }
}
