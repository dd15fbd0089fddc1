package org.gatepost.app.replay;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.gatepost.app.check.Spooled;
import org.gatepost.mail.Content;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MailboxStreamTest {
  private static final String FROM = "From anna@city.example Tue Jun  9 09:41:00 2026\n";

  @ParameterizedTest
  @ValueSource(strings = {"\n", "\r\n"})
  void messagesAreToldApartAndKeptOctetForOctet(String lineEnd) throws IOException {
    String one = "Subject: a\n\ntext\n\nmore text\n".replace("\n", lineEnd);
    String two = "Subject: b\n\n".replace("\n", lineEnd);
    String separator = FROM.replace("\n", lineEnd);
    assertThat(messages(separator + one + lineEnd + separator + two + lineEnd))
        .containsExactly(one, two);
  }

  @Test
  void aSentenceThatBeginsWithFromBeginsNoMessage() throws IOException {
    String text = "Subject: a\n\ntext\n\nFrom here on, at 10:30 in 2026, we meet\nin town.\n";
    assertThat(messages(FROM + text + "\n")).containsExactly(text);
  }

  @Test
  void aSeparatorNeedsAnEmptyLineBeforeItAndAFieldBehindIt() throws IOException {
    String text = "Subject: a\n\ntext\n" + FROM + "Subject: quoted\n\n" + FROM + "no field here\n";
    assertThat(messages(FROM + text + "\n")).containsExactly(text);
  }

  @Test
  void quotedFromLinesLoseOneMark() throws IOException {
    assertThat(messages(FROM + "Subject: a\n\n>From x\n>>From y\n> From z\n\n"))
        .containsExactly("Subject: a\n\nFrom x\n>From y\n> From z\n");
  }

  @Test
  void otherProgramsSeparatorsAreKnown() throws IOException {
    for (String separator :
        List.of(
            "From - Tue Jun 09 09:41:00 2026\n",
            "From MAILER-DAEMON Fri Jul  8 12:08:34 2011\n",
            "From ???@??? Tue Jun 09 09:41:00 2026 +0100\n",
            "From a@b.example Tue, 9 Jun 2026 09:41:00\n")) {
      String box = separator + "A: 1\n\nx\n\n" + "From q Tue Jun  9 09:41 2026\nB: 2\n\ny\n\n";
      assertThat(messages(box)).as(separator).containsExactly("A: 1\n\nx\n", "B: 2\n\ny\n");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "From ", "From x", "From anna Tue Jun  9 09:41:00 2026\n"})
  void aMailboxWithoutMessagesHoldsNone(String box) throws IOException {
    assertThat(messages(box)).isEmpty();
  }

  @Test
  void linesOfAnyLengthAndEndsWithoutLineEndsAreWhole() throws IOException {
    String one = "Subject: a\n\n" + "x".repeat(300_000) + "\n\n" + "y".repeat(65_536) + "\n";
    String two = "Subject: b\n\nno line end";
    assertThat(messages(FROM + one + "\n" + FROM + two)).containsExactly(one, two);
    assertThat(messages("From " + "z".repeat(200_000) + "\nA: 1\n\n")).containsExactly("A: 1\n");
  }

  @Test
  void manyShortLinesAcrossBuffersStayInOrder() throws IOException {
    StringBuilder text = new StringBuilder("Subject: a\n\n");
    for (int i = 0; i < 60_000; i++) {
      text.append(i).append(i % 7 == 0 ? "\n\n" : "\n");
    }
    text.append("end\n");
    assertThat(messages(FROM + text + "\n")).containsExactly(text.toString());
  }

  @Test
  void aMessageBeyondTheLimitIsMarkedAndTheNextOneRead() throws IOException {
    byte[] box =
        (FROM + "A: 1\n\n" + "x".repeat(2000) + "\n\n" + FROM + "B: 2\n\n")
            .getBytes(StandardCharsets.US_ASCII);
    try (MailboxStream stream =
        new MailboxStream(new ByteArrayInputStream(box), () -> new Spooled(1000))) {
      assertThat(stream.next().orElseThrow().isTooLarge()).isTrue();
      assertThat(stream.next().orElseThrow().isTooLarge()).isFalse();
      assertThat(stream.next()).isEmpty();
    }
  }

  private static List<String> messages(String box) throws IOException {
    List<String> messages = new ArrayList<>();
    try (MailboxStream stream =
        new MailboxStream(
            new ByteArrayInputStream(box.getBytes(StandardCharsets.ISO_8859_1)),
            () -> new Spooled(1 << 20))) {
      for (Optional<Spooled> next = stream.next(); next.isPresent(); next = stream.next()) {
        try (Spooled spooled = next.get();
            Content content = spooled.content();
            InputStream in = content.open()) {
          messages.add(new String(in.readAllBytes(), StandardCharsets.ISO_8859_1));
        }
      }
    }
    return messages;
  }
}
