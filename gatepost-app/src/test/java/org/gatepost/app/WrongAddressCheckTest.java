package org.gatepost.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The wrong-address case on the command line, and variations of it. */
class WrongAddressCheckTest {
  private static final String WRONG = "harriet.lownds@chambers.example";
  private static final String COUNSEL = "harriet.lowndes@chambers.example";

  @TempDir private Path folder;

  @Test
  void theMistypedAddressIsHeldForItsLettersAndForTheCase() throws IOException {
    JsonNode verdict = judge(message(WRONG));

    assertThat(verdict.get("verdict").asString()).isEqualTo("hold");
    JsonNode lookalike = finding(verdict, "lookalike-recipient").orElseThrow();
    assertThat(lookalike.get("confidence").asDouble()).isGreaterThanOrEqualTo(0.9);
    assertThat(lookalike.get("because").asString())
        .isEqualTo(
            WRONG
                + " is new here and nearly "
                + COUNSEL
                + ", to whom you have written 22 times: the letter “e” is missing (lownds,"
                + " lowndes).");
    assertThat(lookalike.get("suggestions").get(0).get("likely").asString()).isEqualTo(COUNSEL);
    JsonNode stranger = finding(verdict, "case-stranger").orElseThrow();
    assertThat(stranger.get("confidence").asDouble()).isGreaterThanOrEqualTo(0.9);
    assertThat(stranger.get("because").asString())
        .startsWith(WRONG + " has no part in CP/2011/0417: ");
    assertThat(verdict.get("findings").valueStream()).hasSize(2);
    assertThat(verdict.get("offers").valueStream().map(JsonNode::asString))
        .containsExactly("correct-address", "change-recipients", "cancel", "send-with-reason");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "harriet.lowndess@chambers.example",
        "harreit.lowndes@chambers.example",
        "harriet.lowndes@chambres.example",
        "harriet.lowndes@chambers.test",
        "harriet.lowndes@mail.chambers.example",
        "harriet.lowndes@charnbers.example",
        "harriet.lowndes@chаmbers.example" // a Cyrillic a
      })
  void otherSlipsAreHeldAsWell(String typed) throws IOException {
    JsonNode verdict = judge(message(typed));

    assertThat(verdict.get("verdict").asString()).isEqualTo("hold");
    assertThat(
            finding(verdict, "lookalike-recipient")
                .orElseThrow()
                .get("suggestions")
                .get(0)
                .get("likely")
                .asString())
        .isEqualTo(COUNSEL);
    assertThat(finding(verdict, "case-stranger")).isPresent();
  }

  @Test
  void theRightAddressGoesThroughInSilence() throws IOException {
    JsonNode verdict = judge(message(COUNSEL));

    assertThat(verdict.get("verdict").asString()).isEqualTo("deliver");
    assertThat(verdict.get("findings").valueStream()).isEmpty();
  }

  @Test
  void theWrongAddressInTheTextIsHeldToo() throws IOException {
    JsonNode verdict =
        judge(
            message(COUNSEL)
                .replace("Dear Harriet,", "Dear Harriet,\n\nPlease answer to " + WRONG + "."));

    assertThat(verdict.get("verdict").asString()).isEqualTo("hold");
    assertThat(finding(verdict, "body-address").orElseThrow().get("because").asString())
        .contains("In the text, " + WRONG + " is new here and nearly " + COUNSEL);
  }

  @Test
  void withoutHistoryNothingIsSaid() throws IOException {
    ProgramRun run =
        ProgramRun.of(
            List.of("check", "--format", "json", write("alone.eml", message(WRONG)).toString()));

    JsonNode verdict = new JsonMapper().readTree(run.out().getBytes(StandardCharsets.UTF_8));
    assertThat(verdict.get("verdict").asString()).isEqualTo("deliver");
  }

  private String message(String to) throws IOException {
    return Files.readString(CaseFiles.copy("wrong-address/message-01.eml", folder))
        .replace(WRONG, to);
  }

  private Path write(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }

  private JsonNode judge(String message) throws IOException {
    Path history = CaseFiles.copy("wrong-address/history.mbox", folder);
    List<String> args =
        new ArrayList<>(List.of("check", "--format", "json", "--history", history.toString()));
    args.add(write("judged.eml", message).toString());
    ProgramRun run = ProgramRun.of(args);
    assertThat(run.err()).isEmpty();
    return new JsonMapper().readTree(run.out().getBytes(StandardCharsets.UTF_8));
  }

  private static Optional<JsonNode> finding(JsonNode verdict, String kind) {
    return verdict
        .get("findings")
        .valueStream()
        .filter(one -> one.get("kind").asString().equals(kind))
        .findFirst();
  }
}
