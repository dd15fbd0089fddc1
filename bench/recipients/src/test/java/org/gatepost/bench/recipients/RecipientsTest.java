package org.gatepost.bench.recipients;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.node.ObjectNode;

/** The whole bench, on invented mail of three people. */
class RecipientsTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final List<String> USERS =
      List.of("tom.marsh@city.example", "anna.reed@city.example", "ben.stone@city.example");

  @TempDir private Path folder;

  @Test
  void itReportsTheAgreedFigures() throws IOException {
    writeMail();
    Path json = folder.resolve("figures.json");

    int status = run("--data", folder.toString(), "--json", json.toString());

    assertThat(status).isZero();
    JsonNode figures = JSON.readTree(json.toFile());
    assertThat(figures.path("prec_at_1").asDouble()).isBetween(0.5, 1.0);
    assertThat(figures.path("prec_at_1_ci95")).hasSize(2);
    assertThat(figures.path("users").asInt()).isEqualTo(3);
    assertThat(figures.path("messages").asInt()).isEqualTo(450);
    assertThat(figures.path("recall_at_budget").propertyNames()).containsExactly("2", "5", "10");
    for (String budget : List.of("2", "5", "10")) {
      assertThat(figures.path("recall_at_budget").path(budget).propertyNames())
          .containsExactlyInAnyOrder(
              "similar-local-part",
              "same-first-name",
              "wrong-domain",
              "typo",
              "swapped-pick",
              "list",
              "all");
    }
    assertThat(figures.path("false_per_1000").propertyNames())
        .containsExactlyInAnyOrder(
            "lookalike-recipient",
            "first-contact",
            "odd-one-out",
            "thread-newcomer",
            "name-mismatch",
            "case-stranger",
            "unanswered-address",
            "public-list",
            "body-address",
            "all");
    assertThat(figures.path("ms_per_message_p99").asDouble()).isPositive();
    assertThat(figures.path("memory_octets_per_user").asDouble()).isPositive();
  }

  @Test
  void theProgramItselfIsAskedAndFindsTheSlips() throws IOException {
    writeMail();
    Path json = folder.resolve("figures.json");

    run("--data", folder.toString(), "--json", json.toString());

    JsonNode figures = JSON.readTree(json.toFile());
    assertThat(figures.path("recall_as_shipped").path("typo").asDouble()).isGreaterThan(0.5);
    assertThat(figures.path("occasions_per_1000").path("name-mismatch").asDouble())
        .isEqualTo(1000); // every message greets somebody
    assertThat(figures.path("occasions_per_1000").path("body-address").asDouble()).isZero();
  }

  @Test
  void otherSendersAreMeasuredByTheSameCommand() throws IOException {
    writeMail();
    Path others = Files.write(folder.resolve("others.txt"), List.of(USERS.getLast(), ""));
    Path json = folder.resolve("figures.json");

    int status =
        run(
            "--data",
            folder.toString(),
            "--users",
            others.toString(),
            "--json",
            json.toString(),
            "--docs",
            folder.toString());

    assertThat(status).isZero();
    assertThat(JSON.readTree(json.toFile()).path("users").asInt()).isEqualTo(1);
    assertThat(folder.resolve("recipients-table.md")).content().contains("| `case-stranger` |");
    assertThat(folder.resolve("recipients.svg")).content().startsWith("<svg");
  }

  @Test
  void aModelCanBeMadeAndIsTheSameEveryTime() throws IOException {
    writeMail();
    Path one = Files.createDirectory(folder.resolve("one"));
    Path other = Files.createDirectory(folder.resolve("other"));

    assertThat(run("--data", folder.toString(), "--train", one.toString())).isZero();
    assertThat(run("--data", folder.toString(), "--train", other.toString())).isZero();

    for (String file : List.of("prior.trees", "prior.properties")) {
      assertThat(one.resolve(file)).hasSameBinaryContentAs(other.resolve(file));
    }
  }

  @Test
  void itSaysPlainlyThatTheMailIsNotThere() {
    assertThat(run("--data", folder.resolve("nowhere").toString())).isEqualTo(66);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\n\n", "nobody", "nobody@city.example"})
  void whoeverCannotBeTestedIsRefused(String list) throws IOException {
    writeMail();
    Path users = Files.writeString(folder.resolve("list.txt"), list);

    assertThat(run("--data", folder.toString(), "--users", users.toString())).isEqualTo(65);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"{\"from\": ", "[]", "{\"from\": \"a@b.example\", \"date\": \"yesterday\"}"})
  void aBrokenLineIsRefused(String line) throws IOException {
    writeMail();
    try (Writer lines = open(StandardOpenOption.APPEND)) {
      lines.write(line + "\n");
    }

    assertThat(run("--data", folder.toString())).isEqualTo(65);
  }

  @Test
  void mailThatIsCutShortIsRefused() throws IOException {
    writeMail();
    Path mail = folder.resolve("messages.jsonl.gz");
    byte[] all = Files.readAllBytes(mail);
    Files.write(mail, Arrays.copyOf(all, all.length / 2));

    assertThat(run("--data", folder.toString())).isEqualTo(65);
  }

  @Test
  void mailThatIsNotPackedIsRefused() throws IOException {
    writeMail();
    Files.writeString(folder.resolve("messages.jsonl.gz"), "{}");

    assertThat(run("--data", folder.toString())).isEqualTo(65);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "[1]", "{\"somebody\": {\"nobody\": 3}}"})
  void brokenOwnersAreRefused(String owners) throws IOException {
    writeMail();
    Files.writeString(folder.resolve("owner_sent_addresses.json"), owners);

    assertThat(run("--data", folder.toString())).isEqualTo(65);
  }

  @Test
  void tooLittleMailOfAUserIsSaid() throws IOException {
    writeMail();
    Path users = Files.writeString(folder.resolve("list.txt"), "rare@city.example");
    try (Writer lines = open(StandardOpenOption.APPEND)) {
      lines.write(
          JSON.writeValueAsString(
                  mail(Instant.parse("2012-01-01T00:00:00Z"), "rare@city.example", 1, 0))
              + "\n");
    }

    assertThat(run("--data", folder.toString(), "--users", users.toString())).isEqualTo(65);
  }

  @Test
  void whereItCannotWriteIsSaidFirst() throws IOException {
    writeMail();
    String json = folder.resolve("nowhere").resolve("figures.json").toString();

    assertThat(run("--data", folder.toString(), "--json", json)).isEqualTo(73);
  }

  private static int run(String... arguments) {
    return new CommandLine(new Recipients()).execute(arguments);
  }

  private void writeMail() throws IOException {
    Files.write(folder.resolve("users.txt"), USERS);
    ObjectNode owners = JSON.createObjectNode();
    USERS.forEach(user -> owners.putObject(user).put(user, 300));
    JSON.writeValue(folder.resolve("owner_sent_addresses.json").toFile(), owners);
    Random random = new Random(1);
    Instant when = Instant.parse("2011-01-03T09:00:00Z");
    try (Writer lines = open(StandardOpenOption.CREATE)) {
      for (int i = 0; i < 900; i++) {
        when = when.plus(Duration.ofHours(1));
        int contact = (int) Math.abs(random.nextGaussian() * 8);
        lines.write(
            JSON.writeValueAsString(mail(when, USERS.get(i % USERS.size()), contact, i)) + "\n");
      }
    }
  }

  private Writer open(StandardOpenOption option) throws IOException {
    return new OutputStreamWriter(
        new GZIPOutputStream(
            Files.newOutputStream(
                folder.resolve("messages.jsonl.gz"), option, StandardOpenOption.WRITE)),
        StandardCharsets.UTF_8);
  }

  private static ObjectNode mail(Instant when, String from, int contact, int i) {
    String name = "name" + (char) ('a' + contact % 20);
    ObjectNode mail = JSON.createObjectNode();
    mail.put("date", when.toString()).put("from", from).put("subject", "Case " + contact);
    mail.putArray("to").add(name + ".person" + (char) ('a' + contact) + "@mail.example");
    mail.putArray("cc").add(USERS.get((i + 1) % USERS.size()));
    mail.put("body", "Dear N" + name.substring(1) + ",\nas discussed.\n").put("x_from", "");
    return mail;
  }
}
