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
        "From someone@city.example Tue Jun  9 09:41:00 2026\nFrom: a@city.example\n\nHi\n",
        "From: a@city.example\nSubject: to nobody\n\nHi\n",
        "From: a@city.example\nTo: undisclosed-recipients:;\n\nHi\n"
      })
  void whatIsNoMessageIsSaidInOneSentence(String octets) throws IOException {
    ProgramRun run = check(message(octets).toString());
    assertThat(run.status()).isEqualTo(65);
    assertThat(run.out()).isEmpty();
    assertThat(run.err().lines()).hasSize(1);
  }

  @Test
  void aMessageBeyondTheLimitIsNotJudged() throws IOException {
    Path large = outside(3);
    Files.writeString(large, Files.readString(large) + "x".repeat(3000));
    ProgramRun run = check("--set", "smtp.max-message-size=2KB", large.toString());
    assertThat(run.status()).isEqualTo(65);
    assertThat(run.err()).contains("2KB");
  }

  @Test
  void aFileThatIsNotThereIsWrongUse() {
    ProgramRun run = check(folder.resolve("missing.eml").toString());
    assertThat(run.status()).isEqualTo(2);
    assertThat(run.err()).contains("no such file");
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
  void historyIsSaidNotToBeUsed() throws IOException {
    ProgramRun run = check("--history", folder.toString(), familyUpdate());
    assertThat(run.status()).isEqualTo(1);
    assertThat(run.err()).contains("--history is not used yet");
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
