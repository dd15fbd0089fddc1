package org.gatepost.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The whole command on the case files and on bad input. */
class CheckCommandTest {
  @TempDir private Path folder;
  private Path config;

  @BeforeEach
  void configuration() throws IOException {
    config = CaseFiles.copy("open-cc/gatepost.yaml", folder);
  }

  @Test
  void fiveHundredFamiliesInCcAreHeld() throws IOException {
    ProgramRun run = check("--format", "json", familyUpdate());
    assertThat(run.status()).isEqualTo(1);
    assertThat(run.lines()).hasSize(1);
    JsonNode verdict = new JsonMapper().readTree(run.out());
    assertThat(verdict.propertyNames())
        .containsExactly("message", "verdict", "policy", "recipients", "findings", "offers");
    assertThat(verdict.get("message").asString()).isEqualTo("<ehe-1@city.example>");
    assertThat(verdict.get("verdict").asString()).isEqualTo("hold");
    assertThat(verdict.get("policy").asString()).matches("sha256:[0-9a-f]{64}");
    assertThat(verdict.get("recipients").size()).isEqualTo(501);
    JsonNode first = verdict.get("recipients").get(1);
    assertThat(first.propertyNames()).containsExactly("address", "field", "decision", "rule");
    assertThat(first.get("field").asString()).isEqualTo("cc");
    assertThat(first.get("decision").asString()).isEqualTo("hold");
    assertThat(first.get("rule").asString()).isEqualTo("open-audience");
    JsonNode finding = verdict.get("findings").get(0);
    assertThat(finding.propertyNames())
        .containsExactly("kind", "confidence", "recipients", "evidence", "because");
    assertThat(finding.get("kind").asString()).isEqualTo("open-audience");
    assertThat(finding.get("recipients").size()).isEqualTo(500);
    assertThat(finding.get("evidence").isString()).isTrue();
    assertThat(finding.get("because").asString())
        .startsWith("500 people outside your organisation would see each other's addresses.");
    assertThat(verdict.get("offers").valueStream().map(JsonNode::asString))
        .contains("split", "mailing", "cancel");
  }

  @Test
  void thePersonInAHurryReadsTheVerdictFirst() throws IOException {
    ProgramRun run = check(familyUpdate());
    assertThat(run.lines().get(0)).startsWith("HOLD");
    assertThat(run.lines().get(1))
        .contains("500 people outside your organisation would see each other's addresses.");
    assertThat(run.lines()).filteredOn(line -> line.contains("(cc, ")).hasSizeLessThan(11);
    assertThat(run.out()).contains("and 491 more");
  }

  @Test
  void colleaguesInCcGoThrough() throws IOException {
    ProgramRun run = check(CaseFiles.copy("open-cc/team-update.eml", folder).toString());
    assertThat(run.status()).isZero();
    assertThat(run.out()).startsWith("DELIVER");
  }

  @Test
  void fiveHundredInTheEnvelopeAloneGoThrough() throws IOException {
    Path message = CaseFiles.copy("open-cc/bcc-update.eml", folder);
    Path recipients = CaseFiles.copy("open-cc/bcc-update.recipients", folder);
    List<String> repeated = new ArrayList<>(List.of("check", "--config", config.toString()));
    Files.readAllLines(recipients).forEach(to -> repeated.addAll(List.of("--to", to)));
    repeated.add(message.toString());
    ProgramRun options = ProgramRun.of(repeated);
    assertThat(options.status()).as(options.err()).isZero();
    ProgramRun file = check("--to", "@" + recipients, message.toString());
    assertThat(file.status()).isZero();
    assertThat(file.out()).isEqualTo(options.out()).contains("500 recipients");
  }

  @Test
  void aBccFieldInTheDataIsHeldWithTheOfferToDropIt() throws IOException {
    Path message =
        message("From: a@city.example\nTo: b@city.example\nBcc: family@inbox.example\n\nHi\n");
    ProgramRun run = check("--format", "json", message.toString());
    assertThat(run.status()).isEqualTo(1);
    assertThat(run.out()).contains("\"bcc-in-data\"", "\"drop-bcc\"", "\"field\":\"bcc\"");
  }

  @Test
  void tenOutsideAreHeldAndNineAreNot() throws IOException {
    assertThat(check(outside(10).toString()).status()).isEqualTo(1);
    assertThat(check(outside(9).toString()).status()).isZero();
  }

  @Test
  void partnersFromTheDirectoryKnowEachOther() throws IOException {
    Files.writeString(
        folder.resolve("directory.csv"),
        """
        address,name,kind,note
        partner.example,The Trust,partner,
        @trust.example,The Trust,partner,
        """);
    String header =
        IntStream.range(0, 6)
            .mapToObj(i -> "p" + i + "@partner.example, t" + i + "@mail.trust.example")
            .collect(Collectors.joining(", "));
    Path message = message("From: a@city.example\nCc: " + header + "\n\nHi\n");
    assertThat(check(message.toString()).status()).isEqualTo(1);
    Path known = folder.resolve("with-directory.yaml");
    Files.writeString(known, Files.readString(config) + "directory:\n  csv: [directory.csv]\n");
    assertThat(ProgramRun.of("check", "--config", known.toString(), message.toString()).status())
        .isZero();
  }

  @Test
  void findingsThatNoRuleActedOnAreListedWhenAskedFor() throws IOException {
    Path message = outside(3);
    assertThat(check("--format", "json", message.toString()).out()).contains("\"findings\":[]");
    assertThat(check("--format", "json", "--all-findings", message.toString()).out())
        .contains("\"kind\":\"open-audience\"");
  }

  @Test
  void theHighestStatusOfSeveralFilesCounts() throws IOException {
    Path nothing = message("");
    String team = CaseFiles.copy("open-cc/team-update.eml", folder).toString();
    assertThat(check(team, familyUpdate(), team).status()).isEqualTo(1);
    ProgramRun all = check("--format", "json", familyUpdate(), nothing.toString(), team);
    assertThat(all.status()).isEqualTo(65);
    assertThat(all.lines()).hasSize(2);
    assertThat(all.err()).contains(nothing.getFileName().toString());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "\n\nno header at all\n",
        "just a line of text without any colon",
        "From someone@city.example Tue Jun  9 09:41:00 2026\nFrom: a@city.example\n\nHi\n"
      })
  void whatIsNoMessageIsSaidInOneSentence(String octets) throws IOException {
    ProgramRun run = check(message(octets).toString());
    assertThat(run.status()).isEqualTo(65);
    assertThat(run.out()).isEmpty();
    assertThat(run.err().lines()).hasSize(1);
  }

  /** A message with everybody in the envelope alone: only the call can say who they are. */
  @ParameterizedTest
  @ValueSource(strings = {"Subject: to nobody", "To: undisclosed-recipients:;"})
  void aMessageThatNamesNobodyNeedsRecipientsFromTheCall(String field) throws IOException {
    String file = message("From: a@city.example\n" + field + "\n\nHi\n").toString();
    ProgramRun run = check("--format", "json", file);
    assertThat(run.status()).isEqualTo(2);
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).contains("names nobody", "--to").hasLineCount(1);
    assertThat(check("--to", "b@city.example", file).status()).isZero();
  }

  @Test
  void aMessageBeyondTheSizeLimitIsUnable() throws IOException {
    Path large = outside(3);
    Files.writeString(large, Files.readString(large) + "x".repeat(3000));
    ProgramRun run =
        check("--format", "json", "--set", "smtp.max-message-size=2KB", large.toString());
    assertThat(run.status()).isEqualTo(70);
    assertThat(run.err()).contains("2KB");
    JsonNode verdict = new JsonMapper().readTree(run.out());
    assertThat(verdict.get("verdict").asString()).isEqualTo("unable");
    assertThat(verdict.get("message").asString()).isEqualTo(large.getFileName().toString());
    assertThat(verdict.get("recipients").size()).isZero();
  }

  @ParameterizedTest
  @EnumSource
  void aMessageBeyondAReadingLimitHasALineAndTheRestIsJudged(Beyond beyond) throws IOException {
    Path message = message("Message-ID: <1@city.example>\nTo: b@city.example\n" + beyond.rest);
    String team = CaseFiles.copy("open-cc/team-update.eml", folder).toString();
    ProgramRun run = check("--format", "json", message.toString(), team);
    assertThat(run.status()).as(run.err()).isEqualTo(70);
    assertThat(run.err()).contains("could not be judged", beyond.sentence);
    assertThat(run.lines()).hasSize(2);
    JsonNode verdict = new JsonMapper().readTree(run.lines().getFirst());
    assertThat(verdict.propertyNames())
        .containsExactly("message", "verdict", "policy", "recipients", "findings", "offers");
    assertThat(verdict.get("verdict").asString()).isEqualTo("unable");
    assertThat(verdict.get("policy").asString()).matches("sha256:[0-9a-f]{64}");
    assertThat(new JsonMapper().readTree(run.lines().getLast()).get("verdict").asString())
        .isEqualTo("deliver");
    ProgramRun to = check("--format", "json", "--to", "x@city.example", message.toString());
    assertThat(to.out()).contains("{\"address\":\"x@city.example\",\"field\":\"envelope\"");
    ProgramRun text = check(message.toString());
    assertThat(text.lines().getFirst()).startsWith("UNABLE");
    assertThat(text.out()).contains(beyond.sentence);
  }

  @Test
  void whereTheOwnHeaderWasReadTheLineSaysWhoseMessageItIs() throws IOException {
    Path message =
        message("Message-ID: <1@city.example>\nTo: b@city.example\n" + Beyond.DEPTH.rest);
    JsonNode verdict =
        new JsonMapper().readTree(check("--format", "json", message.toString()).out());
    assertThat(verdict.get("message").asString()).isEqualTo("<1@city.example>");
    assertThat(verdict.get("recipients").get(0).toString())
        .isEqualTo(
            "{\"address\":\"b@city.example\",\"field\":\"to\",\"decision\":\"unable\","
                + "\"rule\":\"unable\"}");
  }

  @Test
  void aFileThatIsNotThereIsWrongUseAndTheRestIsJudged() throws IOException {
    ProgramRun run = check(folder.resolve("missing.eml").toString(), familyUpdate());
    assertThat(run.status()).isEqualTo(2);
    assertThat(run.err()).contains("no such file");
    assertThat(run.out()).startsWith("HOLD");
    assertThat(check(folder.toString()).status()).isEqualTo(2);
  }

  @Test
  void optionsThatMakeNoSenseAreWrongUse() throws IOException {
    String file = familyUpdate();
    assertThat(check("--to", "nobody", file).status()).isEqualTo(2);
    assertThat(check("--from", "a b", file).status()).isEqualTo(2);
    assertThat(check("--to", "@" + folder.resolve("missing"), file).status()).isEqualTo(2);
    assertThat(check("--format", "xml", file).status()).isEqualTo(2);
    assertThat(check().status()).isEqualTo(2);
  }

  @Test
  void theNullSenderCanBeGiven() throws IOException {
    assertThat(check("--from", "<>", "--to", "a@city.example", familyUpdate()).status())
        .isEqualTo(1);
  }

  @Test
  void historyThatIsNotThereIsWrongUseAndABrokenOneIsNamed() throws IOException {
    ProgramRun missing = check("--history", folder.resolve("none").toString(), familyUpdate());
    assertThat(missing.status()).isEqualTo(2);
    Path broken = folder.resolve("broken.zip");
    Files.write(broken, new byte[] {'P', 'K', 3, 4, 0, 0, 1, 2});
    ProgramRun run = check("--history", broken.toString(), familyUpdate());
    assertThat(run.status()).isEqualTo(1);
    assertThat(run.err()).contains("--history: ").contains("broken.zip");
  }

  @Test
  void nothingInAMessageSteersTheTerminal() throws IOException {
    Path message =
        message(
            """
            From: a@city.example
            To: "\u001b[31mred"@city.example
            Message-ID: <\u001b[2J@x>

            """);
    ProgramRun run = check(message.toString());
    assertThat(run.out() + run.err()).doesNotContain("\u001b");
  }

  @Test
  void aBadConfigurationJudgesNothing() throws IOException {
    Files.writeString(config, "organisaton: {}\n");
    ProgramRun run = check(familyUpdate());
    assertThat(run.status()).isEqualTo(78);
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).contains("did you mean organisation?");
  }

  /** What makes a message more than is read, behind its first two fields. */
  private enum Beyond {
    FIELDS("more than 100000 header fields", "X: y\n".repeat(100_001)),
    HEADER("header is larger than 5 MB", "X: " + "y".repeat(6 << 20) + "\n\n"),
    DEPTH("nested more than 100 levels", "Content-Type: message/rfc822\n\n".repeat(1000)),
    PARTS(
        "more than 10000 parts",
        "Content-Type: multipart/mixed; boundary=b\n\n" + "--b\n\nx\n".repeat(10_001)),
    ADDRESSES("more than 100000 addresses", "Cc: " + "a@b.example,".repeat(100_001) + "\n\n");

    private final String sentence;
    private final String rest;

    Beyond(String sentence, String rest) {
      this.sentence = sentence;
      this.rest = rest;
    }
  }

  private ProgramRun check(String... rest) {
    List<String> args = new ArrayList<>(List.of("check", "--config", config.toString()));
    args.addAll(List.of(rest));
    return ProgramRun.of(args);
  }

  private String familyUpdate() throws IOException {
    Path copy = folder.resolve("family-update.eml");
    return (Files.exists(copy) ? copy : CaseFiles.copy("open-cc/family-update.eml", folder))
        .toString();
  }

  private Path outside(int people) throws IOException {
    String to =
        IntStream.range(0, people)
            .mapToObj(i -> "family" + i + "@inbox.example")
            .collect(Collectors.joining(", "));
    return message("From: a@city.example\nTo: " + to + "\nSubject: dates\n\nHi\n");
  }

  private Path message(String text) throws IOException {
    return Files.writeString(Files.createTempFile(folder, "message", ".eml"), text);
  }
}
