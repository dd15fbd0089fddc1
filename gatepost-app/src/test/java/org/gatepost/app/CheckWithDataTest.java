package org.gatepost.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What learn keeps is known to check and replay that are told where it is, and stays as it is. */
class CheckWithDataTest {
  private static final String DOMAIN = "organisation.domains=stoke.example";
  private static final String TIMES = "to whom you have written %d times";

  @TempDir private static Path folder;
  private static Path data;
  private static Path message;
  private static String learned;
  private static String further;

  /** All but the last six messages of the case's history are learned. */
  @BeforeAll
  static void learn() throws IOException {
    String history = Files.readString(CaseFiles.copy("wrong-address/history.mbox", folder));
    List<String> letters =
        List.of(history.split("(?m)^(?=From )", -1)).stream()
            .filter(letter -> !letter.isEmpty())
            .toList();
    learned = String.join("", letters.subList(0, letters.size() - 6));
    further = String.join("", letters.subList(letters.size() - 6, letters.size()));
    message = CaseFiles.copy("wrong-address/message-01.eml", folder);
    data = folder.resolve("data");
    ProgramRun run =
        ProgramRun.of(
            "learn", "--data", data.toString(), "--set", DOMAIN, write("old.mbox", learned));
    assertThat(run.err()).isEmpty();
    assertThat(run.status()).isZero();
  }

  private static String write(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text).toString();
  }

  private static ProgramRun run(String command, String... more) {
    List<String> words = new ArrayList<>(List.of(command, "--set", DOMAIN));
    words.addAll(List.of(more));
    return ProgramRun.of(words);
  }

  private static int lettersToCounsel(String mail) {
    return (int) mail.lines().filter(line -> line.matches("To: .*harriet\\.lowndes@.*")).count();
  }

  @Test
  void whatWasLearnedIsKnownAndNothingIsAddedToIt() {
    ProgramRun first = run("check", "--data", data.toString(), message.toString());
    assertThat(first.err()).isEmpty();
    assertThat(first.status()).isEqualTo(1);
    assertThat(first.out())
        .contains(TIMES.formatted(lettersToCounsel(learned)))
        .contains("has no part in CP/2011/0417");
    assertThat(run("check", "--data", data.toString(), message.toString()).out())
        .isEqualTo(first.out());
  }

  @Test
  void historyIsAddedToIt() throws IOException {
    ProgramRun both =
        run(
            "check",
            "--data",
            data.toString(),
            "--history",
            write("further.mbox", further),
            message.toString());
    assertThat(both.status()).isEqualTo(1);
    assertThat(both.out())
        .contains(TIMES.formatted(lettersToCounsel(learned) + lettersToCounsel(further)));
  }

  @Test
  void replayBeginsWithIt() throws IOException {
    assertThat(run("replay", message.toString()).status()).isZero();
    ProgramRun run = run("replay", "--data", data.toString(), message.toString());
    assertThat(run.err()).isEmpty();
    assertThat(run.status()).isEqualTo(1);
    assertThat(run.out()).contains("lookalike-recipient");
  }

  @Test
  void withoutDataItIsNotAskedFor() {
    ProgramRun run = run("check", message.toString());
    assertThat(run.err()).isEmpty();
    assertThat(run.status()).isZero();
  }

  @Test
  void aFolderWhereNothingWasLearnedIsSaidAndLeftAlone() {
    Path none = folder.resolve("none");
    ProgramRun run = run("check", "--data", none.toString(), message.toString());
    assertThat(run.status()).isZero();
    assertThat(run.err()).contains("is no data folder of Gatepost's: nothing was learned there");
    assertThat(none).doesNotExist();
  }

  @Test
  void aDatabaseThatIsDownIsSaidAndNothingIsJudged() {
    for (String command : List.of("check", "replay")) {
      ProgramRun run =
          run(
              command,
              "--data",
              data.toString(),
              "--set",
              "database.url=jdbc:postgresql://127.0.0.1:1/gatepost",
              message.toString());
      assertThat(run.status()).as(command).isEqualTo(69);
      assertThat(run.err()).contains("gatepost: ").doesNotContain("fault");
      assertThat(run.out()).isEmpty();
    }
  }

  @Test
  void nobodyIsErasedWhereNobodyIsKnown() {
    Path none = folder.resolve("mistyped");
    ProgramRun run = run("learn", "--data", none.toString(), "--erase", "anna@partner.example");
    assertThat(run.status()).isEqualTo(2);
    assertThat(run.err()).contains("is no data folder of Gatepost's; nobody is known there");
    assertThat(none).doesNotExist();
  }

  @Test
  void aDataFolderThatCannotBeUsedIsNoFault() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "not a folder");
    ProgramRun run = run("learn", "--data", file.toString(), message.toString());
    assertThat(run.status()).isEqualTo(69);
    assertThat(run.err()).contains("there is a file of that name");
  }
}
