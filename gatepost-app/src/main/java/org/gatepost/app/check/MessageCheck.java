package org.gatepost.app.check;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.gatepost.app.config.Configuration;
import org.gatepost.app.config.Sizes;
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

/** Judges message files exactly as the gate would, and sends nothing. */
public final class MessageCheck {
  private final Judges judges;
  private final Optional<ReversePath> from;
  private final List<Address> to;
  private final InstantSource clock;
  private final IdentitySource identities;
  private final long largest;

  /**
   * @param from empty: taken from the headers
   * @param to empty: taken from the headers
   */
  public MessageCheck(
      Configuration configuration,
      Optional<ReversePath> from,
      List<Address> to,
      InstantSource clock,
      IdentitySource identities) {
    this.judges = new Judges(configuration);
    this.from = from;
    this.to = List.copyOf(to);
    this.clock = clock;
    this.identities = identities;
    this.largest = configuration.smtp().maxMessageSize();
  }

  public Checked file(Path file) throws IOException {
    if (Files.notExists(file)) {
      return new Checked.Unreadable("there is no such file.");
    }
    if (Files.isDirectory(file)) {
      return new Checked.Unreadable("is a folder; gatepost replay reads folders.");
    }
    if (!Files.isRegularFile(file)) {
      try (InputStream pipe = Files.newInputStream(file)) {
        return stream(pipe, file.getFileName().toString());
      }
    }
    try {
      return content(FileContent.open(file), String.valueOf(file.getFileName()));
    } catch (AccessDeniedException denied) {
      return new Checked.Unreadable("may not be read by this user.");
    }
  }

  public Checked standardInput(InputStream in) throws IOException {
    return stream(in, "-");
  }

  private Checked stream(InputStream in, String name) throws IOException {
    try (Spooled spooled = new Spooled(largest)) {
      in.transferTo(spooled);
      return spooled.isTooLarge() ? tooLarge() : content(spooled.content(), name);
    }
  }

  private Checked tooLarge() {
    return new Checked.NotAMessage(
        "is larger than " + Sizes.print(largest) + ", the limit of smtp.max-message-size.");
  }

  /** Judges and closes the content. */
  private Checked content(Content content, String name) throws IOException {
    try (content) {
      if (content.size() > largest) {
        return tooLarge();
      }
      if (isMailbox(content)) {
        return new Checked.NotAMessage(
            "is a mailbox file, not a single message; gatepost replay reads mailboxes.");
      }
      return switch (new ScanningMessageReader().read(content)) {
        case Reading.NotAMessage(String because) -> new Checked.NotAMessage(because);
        case Reading.Read(Message message) -> message(message, name);
      };
    }
  }

  private Checked message(Message message, String name) {
    Heading heading = message.heading();
    List<Address> recipients =
        to.isEmpty() ? heading.addressees().stream().map(Addressee::address).toList() : to;
    if (recipients.isEmpty()) {
      return new Checked.NotAMessage("names no recipient, neither by --to nor in To, Cc or Bcc.");
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
        new Submission(Optional.empty(), "", clock.instant(), identities.next().toString());
    return new Checked.Judged(
        heading.messageId().orElse(name),
        judges.judge(submission, Envelope.of(sender, recipients), message));
  }

  private static boolean isMailbox(Content content) throws IOException {
    try (InputStream in = content.open(0, Math.min(5, content.size()))) {
      return new String(in.readAllBytes(), java.nio.charset.StandardCharsets.ISO_8859_1)
          .equals("From ");
    }
  }
}
