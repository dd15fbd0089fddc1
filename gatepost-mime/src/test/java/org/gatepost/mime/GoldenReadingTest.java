package org.gatepost.mime;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.gatepost.gate.MessageReader.Reading;
import org.gatepost.mail.Content;
import org.gatepost.mail.Heading;
import org.gatepost.mail.Message;
import org.gatepost.mail.NamedAddress;
import org.gatepost.mail.Part;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each message of the golden corpus is read as the file beside it says. */
class GoldenReadingTest {
  private static final Path CORPUS =
      Path.of(System.getProperty("gatepost.root"), "gatepost-mime/src/test/resources/golden");

  static List<Path> messages() throws IOException {
    try (Stream<Path> files = Files.list(CORPUS)) {
      return files.filter(file -> file.toString().endsWith(".eml")).sorted().toList();
    }
  }

  @ParameterizedTest
  @MethodSource("messages")
  void isReadAsExpected(Path file) throws IOException {
    Path expected = Path.of(file.toString().replace(".eml", ".reading"));
    String reading = reading(Content.of(Files.readAllBytes(file)));
    assertThat(reading).isEqualTo(Files.readString(expected));
  }

  private static String reading(Content content) throws IOException {
    return switch (new ScanningMessageReader().read(content)) {
      case Reading.Unread unread -> "no message: " + unread.because() + "\n";
      case Reading.Read(Message message) -> {
        StringBuilder out = new StringBuilder();
        heading(message.heading(), out);
        part(message.root(), "", out);
        yield out.toString();
      }
    };
  }

  private static void heading(Heading heading, StringBuilder out) {
    heading.from().forEach(author -> out.append("from ").append(text(author)).append('\n'));
    heading
        .addressees()
        .forEach(
            addressee ->
                out.append(addressee.place().wireName())
                    .append(' ')
                    .append(text(addressee.mailbox()))
                    .append('\n'));
    heading.subject().ifPresent(subject -> out.append("subject ").append(subject).append('\n'));
    heading.date().ifPresent(date -> out.append("date ").append(date).append('\n'));
    heading.messageId().ifPresent(id -> out.append("id ").append(id).append('\n'));
    heading.references().forEach(id -> out.append("after ").append(id).append('\n'));
  }

  private static void part(Part part, String indent, StringBuilder out) throws IOException {
    out.append(indent).append(part.mediaType());
    part.charset().ifPresent(charset -> out.append(' ').append(charset));
    part.fileName().ifPresent(name -> out.append(" “").append(name).append('”'));
    out.append(part.attachment() ? " attached " : " ");
    out.append(part.bodyStart()).append('-').append(part.bodyEnd());
    if (part.children().isEmpty()) {
      byte[] octets = part.body().open().readAllBytes();
      String text =
          new String(
              octets,
              part.isText() ? part.charset().flatMap(Charsets::named).orElse(UTF_8) : UTF_8);
      out.append(": ").append(text.replace("\r", "␍").replace("\n", "␊").replace("\0", "␀"));
    }
    out.append('\n');
    for (Part child : part.children()) {
      part(child, indent + "  ", out);
    }
  }

  private static String text(NamedAddress mailbox) {
    return mailbox.name() + " <" + mailbox.address() + ">";
  }
}
