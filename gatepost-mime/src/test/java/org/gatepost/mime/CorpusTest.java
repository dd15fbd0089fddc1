package org.gatepost.mime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.gatepost.gate.MessageReader.Reading;
import org.gatepost.mail.Content;
import org.gatepost.mail.Message;
import org.gatepost.mail.Part;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The robustness corpora of other mail projects: nothing in them makes the reader fail. They are
 * not part of this repository; {@code -Dgatepost.data=DIR} says where they are.
 */
@Tag("long")
class CorpusTest {
  @ParameterizedTest
  @ValueSource(strings = {"messages", "bounces", "lists/raw-sample"})
  void everyFileIsReadToItsEnd(String folder) throws IOException {
    Path root = Path.of(System.getProperty("gatepost.root"));
    Path data = root.resolve(System.getProperty("gatepost.data", "../shared/data"));
    if (!Files.isDirectory(data.resolve(folder))) {
      fail("The corpus is not at %s; -Dgatepost.data=DIR says where it is.", data.resolve(folder));
    }
    List<Path> files;
    try (Stream<Path> all = Files.walk(data.resolve(folder))) {
      files = all.filter(Files::isRegularFile).toList();
    }
    int messages = 0;
    for (Path file : files) {
      Reading reading = new ScanningMessageReader().read(Content.of(Files.readAllBytes(file)));
      if (reading instanceof Reading.Read(Message message)) {
        messages++;
        ScanningMessageReaderTest.assertCovered(message);
        for (Part part : message.root().walk().toList()) {
          try (InputStream body = part.body().open()) {
            body.transferTo(OutputStream.nullOutputStream());
          }
        }
      }
    }
    assertThat(messages).isGreaterThan(400);
  }
}
