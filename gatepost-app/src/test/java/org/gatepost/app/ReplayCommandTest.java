package org.gatepost.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.gatepost.app.replay.SentArchive;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The whole command on mail in every kind of box, and on boxes made to harm. */
class ReplayCommandTest {
  @TempDir private Path folder;
  private SentArchive mail;

  @BeforeEach
  void empty() throws IOException {
    mail = new SentArchive(Files.createDirectory(folder.resolve("mail")));
  }

  @Test
  void everyKindOfBoxIsRead() throws IOException {
    mail.mailbox("sent.mbox", 2).gzipped("old.mbox.gz", 2).message("a/b/one.eml");
    mail.maildir("Maildir", 3).zipped("messages.zip", 2).zippedGzip("packed.zip", 2);
    mail.zipInZip("nested.zip");
    JsonNode report = json(replay("--format", "json"));
    assertThat(report.get("messages").asInt()).isEqualTo(2 + 2 + 1 + 3 + 2 + 2 + 1);
    assertThat(report.get("troubles").size()).isZero();
    assertThat(report.get("notCounted").get("otherFiles").asInt()).isZero();
  }

  @Test
  void theReportCountsByRuleSenderAndWeek() throws IOException {
    mail.openMessage("2026-06-09T09:00:00Z").openMessage("2026-06-20T09:00:00Z");
    mail.mailbox("sent.mbox", 6);
    ProgramRun run = replay("--format", "json");
    assertThat(run.status()).isEqualTo(1);
    JsonNode report = json(run);
    assertThat(report.get("messages").asInt()).isEqualTo(8);
    assertThat(report.get("stopped").asInt()).isEqualTo(2);
    assertThat(report.get("warningsPer1000").asDouble()).isEqualTo(250.0);
    assertThat(report.get("rules").get(0).get("rule").asString()).isEqualTo("open-audience");
    assertThat(report.get("rules").get(0).get("stopped").asInt()).isEqualTo(2);
    assertThat(report.get("senders").get(0).get("sender").asString())
        .isEqualTo("anna@city.example");
    assertThat(report.get("weeks").valueStream().map(week -> week.get("week").asString()))
        .containsExactly("2026-W24", "2026-W25");
    assertThat(replay().out())
        .startsWith("2 of 8 messages would have been stopped: 250.0 warnings per 1,000 messages.")
        .contains("By rule", "open-audience", "By sender", "anna@city.example", "By week");
  }

  @Test
  void aBccFieldInASentCopyWasSeenByNobody() throws IOException {
    mail.blindCopy(40);
    ProgramRun run = replay("--format", "json");
    assertThat(run.status()).as(run.out()).isZero();
    assertThat(json(run).get("messages").asInt()).isEqualTo(1);
  }

  @Test
  void onlyTheOrganisationsOwnMailCounts() throws IOException {
    mail.foreign().message("own.eml").unaddressed();
    JsonNode report = json(replay("--format", "json"));
    assertThat(report.get("messages").asInt()).isEqualTo(1);
    assertThat(report.get("notCounted").get("writtenBySomebodyElse").asInt()).isEqualTo(1);
    assertThat(report.get("notCounted").get("withoutRecipient").asInt()).isEqualTo(1);
  }

  @Test
  void linksInFoldersAreNotFollowed() throws IOException {
    mail.message("one.eml").linkedTo("loop", folder.resolve("mail")).linkedTo("gone", Path.of("x"));
    JsonNode report = json(replay("--format", "json"));
    assertThat(report.get("messages").asInt()).isEqualTo(1);
    assertThat(report.get("notCounted").get("otherFiles").asInt()).isEqualTo(2);
  }

  @Test
  void bombsEndWithASentenceAndTheRestIsJudged() throws IOException {
    mail.message("one.eml").gzipBomb("bomb.gz").zipBomb("bomb.zip").nestedBomb("twice.zip");
    ProgramRun run = replay("--format", "json", "--set", "smtp.max-message-size=1GB");
    assertThat(run.status()).isEqualTo(65);
    JsonNode report = json(run);
    assertThat(report.get("messages").asInt()).isEqualTo(1);
    assertThat(report.get("troubles").size()).isEqualTo(3);
    assertThat(report.get("troubles").valueStream().map(each -> each.get("because").asString()))
        .allMatch(because -> because.contains("unpacks to more than 500 times its size"));
  }

  @Test
  void whatIsPackedThreeTimesIsNotUnpacked() throws IOException {
    mail.packedThrice("thrice.zip").message("one.eml");
    ProgramRun run = replay("--format", "json");
    assertThat(run.status()).isEqualTo(65);
    assertThat(run.out()).contains("is packed more than twice");
    assertThat(json(run).get("messages").asInt()).isEqualTo(1);
  }

  @Test
  void damagedBoxesAreNamedAndTheRestIsJudged() throws IOException {
    mail.message("one.eml").truncatedGzip("cut.mbox.gz").truncatedZip("cut.zip");
    mail.file("noise.gz", new byte[] {0x1f, (byte) 0x8b, 8, 0, 1, 2, 3});
    ProgramRun run = replay("--format", "json");
    assertThat(run.status()).isEqualTo(65);
    assertThat(json(run).get("messages").asInt()).isGreaterThanOrEqualTo(1);
    assertThat(json(run).get("notCounted").get("unreadableFiles").asInt()).isEqualTo(3);
  }

  @Test
  void aMessageThatIsNoneIsCountedAndPassedOver() throws IOException {
    mail.file("broken.eml", "no header at all".getBytes(java.nio.charset.StandardCharsets.UTF_8));
    mail.message("one.eml");
    ProgramRun run = replay("--format", "json");
    assertThat(run.status()).isZero();
    assertThat(json(run).get("notCounted").get("unreadableMessages").asInt()).isEqualTo(1);
  }

  @Test
  void filesThatAreNoMailArePassedOver() throws IOException {
    mail.file("notes.txt", "Shopping: milk\n".getBytes(java.nio.charset.StandardCharsets.UTF_8));
    mail.file("sent.msf", "// <!-- index -->".getBytes(java.nio.charset.StandardCharsets.UTF_8));
    mail.message("one.eml");
    JsonNode report = json(replay("--format", "json"));
    assertThat(report.get("messages").asInt()).isEqualTo(1);
    assertThat(report.get("notCounted").get("otherFiles").asInt()).isEqualTo(2);
  }

  @Test
  void noMailAtAllIsSaid() throws IOException {
    assertThat(replay().status()).isEqualTo(65);
    mail.file("broken.eml", "no header at all".getBytes(java.nio.charset.StandardCharsets.UTF_8));
    assertThat(replay().status()).isEqualTo(65);
  }

  /** Nothing would have been stopped, and whoever named the wrong domain is told why. */
  @Test
  void mailThatIsNoneOfOursIsSaid() throws IOException {
    mail.foreign();
    ProgramRun run = replay();
    assertThat(run.status()).isZero();
    assertThat(run.err()).contains("nothing was judged", "organisation.domains");
    mail.message("one.eml");
    assertThat(replay().err()).isEmpty();
  }

  @Test
  void aMessageBeyondALimitCouldNotBeJudged() throws IOException {
    mail.message("one.eml");
    mail.file(
        "deep.eml",
        ("From: anna@city.example\n" + "Content-Type: message/rfc822\n\n".repeat(1000))
            .getBytes(java.nio.charset.StandardCharsets.UTF_8));
    ProgramRun run = replay("--format", "json");
    assertThat(run.status()).isEqualTo(70);
    assertThat(json(run).get("messages").asInt()).isEqualTo(1);
    assertThat(json(run).get("unable").asInt()).isEqualTo(1);
    assertThat(run.out()).contains("nested more than 100 levels");
    ProgramRun small = replay("--format", "json", "--set", "smtp.max-message-size=2KB");
    assertThat(json(small).get("unable").asInt()).as(small.err()).isEqualTo(1);
    assertThat(small.status()).isEqualTo(70);
    assertThat(small.out()).contains("larger than smtp.max-message-size");
  }

  @Test
  void wrongUseIsSaid() throws IOException {
    mail.message("one.eml");
    assertThat(ProgramRun.of("replay", folder.resolve("missing").toString()).status()).isEqualTo(2);
    assertThat(ProgramRun.of("replay").status()).isEqualTo(2);
    assertThat(replay("--limit-rate", "--messages-per-second", "0").status()).isEqualTo(2);
    assertThat(replay("--set", "nonsense=1").status()).isEqualTo(78);
  }

  @Test
  void theRateCanBeLimited() throws IOException {
    mail.message("one.eml");
    assertThat(replay("--limit-rate", "--messages-per-second", "1000").status()).isZero();
  }

  private ProgramRun replay(String... options) {
    List<String> args = new ArrayList<>(List.of("replay"));
    args.addAll(List.of("--set", "organisation.domains=city.example"));
    args.addAll(List.of("--set", "organisation.freemail=inbox.example"));
    args.addAll(List.of(options));
    args.add(folder.resolve("mail").toString());
    return ProgramRun.of(args);
  }

  private static JsonNode json(ProgramRun run) {
    assertThat(run.lines()).as(run.err()).hasSize(1);
    return new JsonMapper().readTree(run.out());
  }
}
