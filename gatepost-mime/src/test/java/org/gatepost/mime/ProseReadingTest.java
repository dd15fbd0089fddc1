package org.gatepost.mime;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.gatepost.gate.MessageReader.Reading;
import org.gatepost.inspect.Prose;
import org.gatepost.mail.Content;
import org.junit.jupiter.api.Test;

class ProseReadingTest {
  @Test
  void plainTextIsReadAsItIs() throws IOException {
    assertThat(prose("Content-Type: text/plain; charset=utf-8", "Dear Zoë,\n\nyes.\n"))
        .isEqualTo("Dear Zoë,\n\nyes.\n\n");
  }

  @Test
  void ofAlternativesThePlainOneIsRead() throws IOException {
    assertThat(
            prose(
                "Content-Type: multipart/alternative; boundary=b",
                """
                --b
                Content-Type: text/html

                <p>Dear Anna</p>
                --b
                Content-Type: text/plain

                Dear Ben
                --b--
                """))
        .isEqualTo("Dear Ben\n");
  }

  @Test
  void htmlIsReadWithoutTagsAndStyles() throws IOException {
    assertThat(
            prose(
                "Content-Type: text/html",
                "<html><head><style>p {color: red}</style><title>x</title></head><body><p>Dear"
                    + " An<b>na</b>,</p><p>R&amp;D CP/2011/0417</p></body></html>"))
        .contains("Dear Anna,\n")
        .contains("R&D CP/2011/0417")
        .doesNotContain("color");
  }

  @Test
  void filesAreNotText() throws IOException {
    assertThat(
            prose(
                "Content-Type: multipart/mixed; boundary=b",
                """
                --b
                Content-Type: text/plain

                Dear Ben
                --b
                Content-Type: text/plain
                Content-Disposition: attachment; filename=a.txt

                CP/2011/0417
                --b--
                """))
        .isEqualTo("Dear Ben\n");
  }

  @Test
  void noMoreIsReadThanTheLimit() throws IOException {
    assertThat(prose("Content-Type: text/plain", "word ".repeat(100_000))).hasSize(Prose.LONGEST);
    assertThat(prose("Content-Type: text/html", "<b>".repeat(500_000) + "late")).isBlank();
  }

  private static String prose(String type, String body) throws IOException {
    String text = "From: a@city.example\nMIME-Version: 1.0\n" + type + "\n\n" + body;
    try (Content content = Content.of(text.getBytes(StandardCharsets.UTF_8))) {
      return switch (new ScanningMessageReader().read(content)) {
        case Reading.Read(var message) -> new ProseReading().of(message);
        case Reading.Unread unread -> throw new AssertionError(unread.because());
      };
    }
  }
}
