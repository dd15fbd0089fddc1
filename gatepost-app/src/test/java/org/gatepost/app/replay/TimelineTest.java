package org.gatepost.app.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gatepost.app.replay.Letters.letter;
import static org.gatepost.app.replay.Letters.mailbox;
import static org.gatepost.app.replay.Letters.octets;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TimelineTest {
  @TempDir private Path folder;

  @Test
  void mailboxesFilesAndArchivesAreMergedByDate() throws IOException {
    Files.writeString(folder.resolve("a.mbox"), mailbox(dated(1), dated(4), dated(9)));
    Files.write(
        folder.resolve("b.mbox.gz"), Letters.gzip(octets(mailbox(dated(2), dated(3), dated(8)))));
    Files.writeString(folder.resolve("c.eml"), dated(5));
    Files.write(folder.resolve("d.zip"), Letters.zip("x.eml", octets(dated(6))));
    Files.write(
        folder.resolve("e.zip"), Letters.zip("sub/y.mbox", octets(mailbox(dated(7), dated(10)))));
    assertThat(subjects()).containsExactly("1", "2", "3", "4", "5", "6", "7", "8", "9", "10");
  }

  @Test
  void aMailboxKeepsItsOwnOrder() throws IOException {
    Files.writeString(folder.resolve("a.mbox"), mailbox(dated(5), dated(1), dated(6)));
    Files.writeString(folder.resolve("b.mbox"), mailbox(dated(2)));
    assertThat(subjects()).containsExactly("2", "5", "1", "6");
  }

  @Test
  void moreMailboxesThanMayBeOpenAreAllRead() throws IOException {
    for (int i = 0; i < 230; i++) {
      Files.writeString(folder.resolve(i + ".mbox"), mailbox(dated(i), dated(1000 + i)));
    }
    assertThat(subjects()).hasSize(460).doesNotHaveDuplicates();
  }

  private static String dated(int minute) {
    return letter(
        Integer.toString(minute),
        Instant.parse("2026-06-09T00:00:00Z").plusSeconds(60L * minute),
        0);
  }

  private List<String> subjects() throws IOException {
    List<String> subjects = new ArrayList<>();
    Troubles troubles = new Troubles();
    try (Survey survey = new Survey(troubles)) {
      survey.named(folder);
      new Timeline(new MailOpener(1 << 20), troubles, Progress.silent())
          .walk(
              survey.units(),
              (message, _) -> subjects.add(message.heading().subject().orElseThrow()));
    }
    assertThat(troubles.named()).isEmpty();
    return subjects;
  }
}
