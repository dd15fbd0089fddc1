package org.gatepost.web.console;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.gatepost.gate.MessageReader;
import org.gatepost.mail.Addressee;
import org.gatepost.mail.Content;
import org.gatepost.mail.Heading;
import org.gatepost.mail.Message;
import org.gatepost.mail.NamedAddress;
import org.gatepost.mail.Part;

/** Turns stored octets into words that can be shown safely, in bounded memory. */
final class MessageWords {
  /** Octets of text that are read, of all parts together. */
  private static final int MOST_TEXT = 256 * 1024;

  private static final int MOST_ATTACHMENTS = 200;
  private static final int NAMED = 10;

  private final MessageReader reader;
  private final HumanTime time;

  MessageWords(MessageReader reader, HumanTime time) {
    this.reader = reader;
    this.time = time;
  }

  /**
   * Reads and closes the content; empty when it is no message.
   *
   * @param everyone true to name all addressees, as the message itself does; otherwise the first
   *     few are named and the others counted
   */
  Optional<MessageView> read(Content content, boolean everyone) {
    try (content) {
      return switch (reader.read(content)) {
        case MessageReader.Reading.Unread _ -> Optional.empty();
        case MessageReader.Reading.Read(Message message) -> Optional.of(view(message, everyone));
      };
    } catch (IOException failed) {
      throw new UncheckedIOException("Stored content cannot be read.", failed);
    }
  }

  private MessageView view(Message message, boolean everyone) throws IOException {
    Gathered gathered = new Gathered();
    gathered.gather(message.root());
    return new MessageView(
        headers(message.heading(), everyone),
        gathered.text.toString().strip(),
        gathered.fromHtml,
        gathered.left <= 0,
        gathered.attachments);
  }

  private List<MessageView.Line> headers(Heading heading, boolean everyone) {
    List<MessageView.Line> lines = new ArrayList<>();
    add(lines, "From", names(heading.from(), everyone));
    add(lines, "To", names(placed(heading, Addressee.Place.TO), everyone));
    add(lines, "Cc", names(placed(heading, Addressee.Place.CC), everyone));
    add(lines, "Bcc", names(placed(heading, Addressee.Place.BCC), everyone));
    add(lines, "Reply to", names(heading.replyTo(), everyone));
    add(lines, "Date", heading.date().map(time::at).orElse(""));
    add(lines, "Subject", Words.subject(heading.subject().orElse("")));
    return lines;
  }

  private static void add(List<MessageView.Line> lines, String name, String value) {
    if (!value.isEmpty()) {
      lines.add(new MessageView.Line(name, value));
    }
  }

  private static List<NamedAddress> placed(Heading heading, Addressee.Place place) {
    return heading.addressees().stream()
        .filter(one -> one.place() == place)
        .map(Addressee::mailbox)
        .toList();
  }

  private static String names(List<NamedAddress> people, boolean everyone) {
    int shown = everyone ? people.size() : Math.min(NAMED, people.size());
    String names =
        people.stream().limit(shown).map(MessageWords::name).collect(Collectors.joining(", "));
    int more = people.size() - shown;
    return more > 0 ? names + " and " + Words.number(more) + " more" : names;
  }

  private static String name(NamedAddress one) {
    return one.name().isBlank()
        ? one.address().toString()
        : one.name() + " <" + one.address() + ">";
  }

  /** What has been found in the parts so far. */
  private static final class Gathered {
    final StringBuilder text = new StringBuilder();
    final List<MessageView.Attachment> attachments = new ArrayList<>();
    boolean fromHtml;
    int left = MOST_TEXT;

    void gather(Part part) throws IOException {
      if (part.mediaType().equals("multipart/alternative")) {
        gatherBest(part);
      } else if (part.isMultipart()) {
        for (Part child : part.children()) {
          gather(child);
        }
      } else if (!part.attachment() && isReadable(part)) {
        text.append(words(part)).append("\n\n");
      } else if (attachments.size() < MOST_ATTACHMENTS) {
        attachments.add(
            new MessageView.Attachment(
                part.fileName().orElse("(no name)"),
                part.mediaType(),
                Sizes.words(part.bodyEnd() - part.bodyStart())));
      }
    }

    /** One of several forms of the same words: the plain one if there is one. */
    private void gatherBest(Part alternatives) throws IOException {
      Optional<Part> best =
          alternatives.children().stream()
              .filter(part -> part.mediaType().equals("text/plain"))
              .findFirst();
      if (best.isEmpty()) {
        best = alternatives.children().stream().reduce((_, last) -> last);
      }
      if (best.isPresent()) {
        gather(best.get());
      }
    }

    private static boolean isReadable(Part part) {
      return part.mediaType().equals("text/plain") || part.mediaType().equals("text/html");
    }

    private String words(Part part) throws IOException {
      byte[] octets;
      try (InputStream in = part.body().open()) {
        octets = in.readNBytes(Math.max(0, left));
      }
      left -= octets.length;
      String decoded = new String(octets, charset(part)).replace("\r\n", "\n");
      if (part.mediaType().equals("text/html")) {
        fromHtml = true;
        return HtmlWords.of(decoded);
      }
      return decoded;
    }

    private static Charset charset(Part part) {
      try {
        return part.charset().map(Charset::forName).orElse(StandardCharsets.UTF_8);
      } catch (IllegalCharsetNameException | UnsupportedCharsetException unknown) {
        // Every octet is a character in this one: something is shown whatever it was meant to be.
        return StandardCharsets.ISO_8859_1;
      }
    }
  }
}
