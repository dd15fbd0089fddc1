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
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The public-list case on the command line, and variations of it. */
class PublicListCheckTest {
  private static final String LIST = "support-desk@lists.authority.example";
  private static final String ALIAS = "support-desk@authority.example";
  private static final String QUEUE = "support-private@authority.example";

  @TempDir private Path folder;

  @Test
  void theListIsFoundAmongTheRecipientsAndInTheText() throws IOException {
    JsonNode verdict = judge(known(), "first-mail.eml");
    assertThat(verdict.get("verdict").asString()).isEqualTo("hold");
    JsonNode list = finding(verdict, "public-list").orElseThrow();
    assertThat(list.get("confidence").asDouble()).isGreaterThanOrEqualTo(0.9);
    assertThat(list.get("recipients").get(0).asString()).isEqualTo(LIST);
    assertThat(list.get("because").asString())
        .isEqualTo(
            LIST
                + " is a public mailing list. Anybody can read what is sent there in its archive"
                + " (https://lists.authority.example/archives/support-desk/). You most likely meant"
                + " "
                + QUEUE
                + ".");
    assertThat(list.get("suggestions").get(0).get("likely").asString()).isEqualTo(QUEUE);
    JsonNode body = finding(verdict, "body-address").orElseThrow();
    assertThat(body.get("because").asString()).startsWith("In the text, " + LIST + " is a public");
    assertThat(verdict.get("offers").valueStream().map(JsonNode::asString))
        .containsExactly("correct-address", "change-recipients", "cancel", "send-with-reason");
  }

  @Test
  void theAliasInTheTextOfTheCorrectionLeadsToTheList() throws IOException {
    JsonNode verdict = judge(known(), "second-mail.eml");
    assertThat(finding(verdict, "public-list")).isPresent();
    JsonNode body = finding(verdict, "body-address").orElseThrow();
    assertThat(body.get("because").asString())
        .startsWith("In the text, " + ALIAS + " leads to a public mailing list, " + LIST + ".")
        .contains("You most likely meant " + QUEUE);
    assertThat(body.get("suggestions").get(0).get("wrong").asString()).isEqualTo(ALIAS);
  }

  @Test
  void historyAloneShowsThatTheListHasAnArchive() throws IOException {
    JsonNode verdict = judge(List.of(history()), "first-mail.eml");
    assertThat(verdict.get("verdict").asString()).isEqualTo("hold");
    JsonNode list = finding(verdict, "public-list").orElseThrow();
    assertThat(list.get("confidence").asDouble()).isEqualTo(0.95);
    assertThat(list.has("suggestions")).isFalse();
    assertThat(verdict.get("offers").valueStream().map(JsonNode::asString))
        .doesNotContain("correct-address");
  }

  @Test
  void bareAliasesBelongToTheSendersDomainWhenNoneIsConfigured() throws IOException {
    List<String> options = List.of("--set", "directory.aliases=" + copy("aliases"), history());
    JsonNode verdict = judge(options, "second-mail.eml");
    assertThat(finding(verdict, "body-address")).isPresent();
  }

  @Test
  void nothingIsKnownAndNothingIsSaid() throws IOException {
    assertThat(judge(List.of(), "first-mail.eml").get("verdict").asString()).isEqualTo("deliver");
  }

  @Test
  void theDirectorysWordThatTheListIsPrivateCounts() throws IOException {
    Path directory = folder.resolve("own.csv");
    Files.writeString(directory, "address,name,kind\n" + LIST + ",Support,list\n");
    List<String> options = List.of("--set", "directory.csv=" + directory, history());
    assertThat(judge(options, "first-mail.eml").get("verdict").asString()).isEqualTo("deliver");
  }

  @Test
  void aRecipientOfTheEnvelopeAloneIsLookedAtToo() throws IOException {
    List<String> options = new ArrayList<>(known());
    options.addAll(List.of("--to", "clara.quandt@verein.example", "--to", ALIAS));
    Path message = folder.resolve("hidden.eml");
    Files.writeString(
        message,
        "From: bernd@authority.example\r\nTo: clara.quandt@verein.example\r\n\r\nHello.\r\n");
    JsonNode verdict = judge(options, message);
    JsonNode list = finding(verdict, "public-list").orElseThrow();
    assertThat(list.get("recipients").get(0).asString()).isEqualTo(ALIAS);
    assertThat(finding(verdict, "body-address")).isEmpty();
  }

  private List<String> known() throws IOException {
    return List.of(
        "--set",
        "organisation.domains=authority.example",
        "--set",
        "directory.csv=" + copy("directory.csv"),
        "--set",
        "directory.aliases=" + copy("aliases"),
        "--history",
        copy("history.mbox"));
  }

  private String history() throws IOException {
    return "--history=" + copy("history.mbox");
  }

  private String copy(String name) throws IOException {
    Path there = folder.resolve(name);
    return (Files.exists(there) ? there : CaseFiles.copy("public-list/" + name, folder)).toString();
  }

  private JsonNode judge(List<String> options, String message) throws IOException {
    return judge(options, Path.of(copy(message)));
  }

  private JsonNode judge(List<String> options, Path message) {
    List<String> args = new ArrayList<>(List.of("check", "--format", "json"));
    args.addAll(options);
    args.add(message.toString());
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
