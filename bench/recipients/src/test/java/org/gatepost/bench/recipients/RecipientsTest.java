package org.gatepost.bench.recipients;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
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
    for (String budget : List.of("2", "5", "10")) {
      JsonNode recall = figures.path("recall_at_budget").path(budget);
      assertThat(recall.propertyNames())
          .containsExactlyInAnyOrder(
              "similar-local-part",
              "same-first-name",
              "wrong-domain",
              "typo",
              "swapped-pick",
              "list",
              "all");
      assertThat(figures.path("false_per_1000").path(budget).has("all")).isTrue();
    }
    assertThat(figures.path("ms_per_message_p99").asDouble()).isPositive();
  }

  @Test
  void itSaysPlainlyThatTheMailIsNotThere() {
    assertThat(run("--data", folder.resolve("nowhere").toString())).isEqualTo(66);
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
    try (Writer lines =
        new OutputStreamWriter(
            new GZIPOutputStream(Files.newOutputStream(folder.resolve("messages.jsonl.gz"))),
            StandardCharsets.UTF_8)) {
      for (int i = 0; i < 900; i++) {
        when = when.plus(Duration.ofHours(1));
        String from = USERS.get(i % USERS.size());
        int contact = (int) Math.abs(random.nextGaussian() * 8);
        String name = "name" + (char) ('a' + contact % 20);
        ObjectNode mail = JSON.createObjectNode();
        mail.put("date", when.toString()).put("from", from).put("subject", "Case " + contact);
        mail.putArray("to").add(name + ".person" + (char) ('a' + contact) + "@mail.example");
        mail.putArray("cc").add(USERS.get((i + 1) % USERS.size()));
        mail.put("body", "Dear " + name + ",\nas discussed.\n").put("x_from", "");
        lines.write(JSON.writeValueAsString(mail) + "\n");
      }
    }
  }
}
