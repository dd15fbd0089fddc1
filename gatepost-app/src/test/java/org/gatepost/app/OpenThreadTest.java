package org.gatepost.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The thread condition of an open audience: people who wrote to each other know each other. */
class OpenThreadTest {
  private static final String TEAM = "ehe.team@city.example";
  private static final String SUBJECT = "Joint visit in May";
  private static final String ROOT = "root@city.example";
  private static final List<String> FAMILIES =
      List.of("fox@freemail.example", "hare@inbox.example", "owl@freemail.example");

  @TempDir private Path folder;
  private final OldMail history = new OldMail();

  @Test
  void partnersWhoEachWroteInAnOpenThreadGoThrough() throws IOException {
    openThread(partners(), ROOT);

    JsonNode verdict = check(partners());

    assertThat(verdict.get("verdict").asString()).isEqualTo("deliver");
    assertThat(openAudience(verdict)).isEmpty();
  }

  @Test
  void threeFamiliesAddedToAKnownGroupAreNamed() throws IOException {
    openThread(partners(), ROOT);
    List<String> all = new ArrayList<>(partners());
    all.addAll(6, FAMILIES);

    JsonNode verdict = check(all);

    assertThat(verdict.get("verdict").asString()).isEqualTo("hold");
    JsonNode finding = openAudience(verdict).orElseThrow();
    assertThat(finding.get("recipients").size()).isEqualTo(15);
    assertThat(finding.get("recipients").valueStream().limit(3).map(JsonNode::asString))
        .containsExactlyElementsOf(FAMILIES);
    assertThat(finding.get("because").asString())
        .isEqualTo(
            String.join(", ", FAMILIES)
                + " are known to nobody else there. 15 people outside your organisation would see"
                + " each other's addresses.");
  }

  @Test
  void withoutThreadHeadersTheSubjectHoldsTheThreadTogether() throws IOException {
    openThread(partners(), "");

    assertThat(check(partners()).get("verdict").asString()).isEqualTo("deliver");
  }

  @Test
  void inAThreadThatPartnersBeganTheyKnowEachOther() throws IOException {
    List<String> partners = partners();
    for (String partner : partners) {
      history.add(partner, others(partner, partners), SUBJECT, partner, "other@north.example");
    }

    assertThat(check(partners).get("verdict").asString()).isEqualTo("deliver");
    assertThat(check(partners, "Something else").get("verdict").asString()).isEqualTo("hold");

    for (String partner : partners) {
      history.add(TEAM, List.of(partner), "Thank you", "t" + partner, "");
    }
    assertThat(check(partners, "Something else").get("verdict").asString()).isEqualTo("deliver");
  }

  @Test
  void onePartnerWhoOnlyReadIsNamedFirst() throws IOException {
    List<String> partners = partners();
    openThread(partners.subList(0, 11), ROOT);
    history.add(TEAM, partners, "Re: " + SUBJECT, "again@city.example", ROOT);
    String silent = "silent@island.example";
    List<String> all = new ArrayList<>(partners.subList(0, 11));
    all.add(4, silent);

    JsonNode verdict = check(all);

    assertThat(verdict.get("verdict").asString()).isEqualTo("hold");
    assertThat(openAudience(verdict).orElseThrow().get("because").asString())
        .startsWith(silent + " is known to nobody else there.");
  }

  @Test
  void havingBeenAddressedTogetherIsNotKnowing() throws IOException {
    history.add(TEAM, partners(), SUBJECT, ROOT, "");
    for (String partner : partners()) {
      history.add(partner, List.of(TEAM), "Re: " + SUBJECT, partner, ROOT);
    }

    assertThat(check(partners()).get("verdict").asString()).isEqualTo("hold");
  }

  @Test
  void familiesWhoAnswerAnOpenMessageToAllDoNotKnowEachOther() throws IOException {
    List<String> families =
        IntStream.range(0, 500).mapToObj(i -> "family" + i + "@freemail.example").toList();
    history.add(TEAM, families, SUBJECT, ROOT, "");
    List<String> answering = families.subList(0, 20);
    for (String family : answering) {
      history.add(family, others(family, families), "Re: " + SUBJECT, family, ROOT);
    }

    JsonNode verdict = check(answering);

    assertThat(verdict.get("verdict").asString()).isEqualTo("hold");
    assertThat(openAudience(verdict).orElseThrow().get("recipients").size()).isEqualTo(20);
  }

  @Test
  void outsidersCannotWriteThemselvesIntoTheGroup() throws IOException {
    openThread(partners(), ROOT);
    List<String> all = new ArrayList<>(partners());
    all.addAll(FAMILIES);
    for (String family : FAMILIES) {
      history.add(family, others(family, all), "Re: " + SUBJECT, family, ROOT);
      history.add(TEAM, List.of(family), "Please do not", "no" + family, family);
    }

    JsonNode verdict = check(all);

    assertThat(verdict.get("verdict").asString()).isEqualTo("hold");
    assertThat(openAudience(verdict).orElseThrow().get("recipients").size()).isEqualTo(15);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "organisation.domains=city.example"})
  void replayLearnsAsItGoes(String domains) throws IOException {
    openThread(partners(), ROOT);
    history.add(TEAM, partners(), "Re: " + SUBJECT, "later@city.example", ROOT);
    List<String> all = new ArrayList<>(partners());
    all.addAll(FAMILIES);
    history.add(TEAM, all, "Re: " + SUBJECT, "latest@city.example", ROOT);
    List<String> arguments = new ArrayList<>(List.of("replay", "--format", "json"));
    arguments.addAll(settings(domains));
    arguments.add(written().toString());

    ProgramRun run = ProgramRun.of(arguments);

    JsonNode report = JsonMapper.shared().readTree(run.out());
    long stopped =
        report
            .get("senders")
            .valueStream()
            .filter(sender -> sender.get("sender").asString().equals(TEAM))
            .mapToInt(sender -> sender.get("stopped").asInt())
            .sum();
    // The first, when nobody had written yet, and the last with the families.
    assertThat(stopped).as(run.out()).isEqualTo(2);
  }

  /** Twelve partners of three organisations. */
  private static List<String> partners() {
    return Stream.of("north", "south", "coast")
        .flatMap(home -> IntStream.range(0, 4).mapToObj(i -> "p" + i + "@" + home + ".example"))
        .toList();
  }

  /** The team writes to all of them, and each of them answers to all. */
  private void openThread(List<String> people, String root) {
    history.add(TEAM, people, SUBJECT, ROOT, "");
    for (String person : people) {
      history.add(person, others(person, people), "Re: " + SUBJECT, "a-" + person, root);
    }
  }

  private static List<String> others(String one, List<String> all) {
    return Stream.concat(Stream.of(TEAM), all.stream().filter(other -> !other.equals(one)))
        .toList();
  }

  private JsonNode check(List<String> to) throws IOException {
    return check(to, "Re: " + SUBJECT);
  }

  private JsonNode check(List<String> to, String subject) throws IOException {
    Path message = folder.resolve("message.eml");
    Files.writeString(
        message,
        OldMail.letter(
            history.messages(), TEAM, to, subject, "now@city.example", "gone@x.example"));
    List<String> arguments = new ArrayList<>(List.of("check", "--format", "json"));
    arguments.addAll(settings("organisation.domains=city.example"));
    arguments.addAll(List.of("--history", written().toString(), message.toString()));
    ProgramRun run = ProgramRun.of(arguments);
    assertThat(run.err()).isEmpty();
    return JsonMapper.shared().readTree(run.out());
  }

  private Path written() throws IOException {
    return Files.write(folder.resolve("history.mbox"), history.octets());
  }

  private static List<String> settings(String domains) {
    List<String> settings =
        new ArrayList<>(List.of("--set", "organisation.freemail=freemail.example,inbox.example"));
    if (!domains.isEmpty()) {
      settings.addAll(List.of("--set", domains));
    }
    return settings;
  }

  private static Optional<JsonNode> openAudience(JsonNode verdict) {
    return verdict
        .get("findings")
        .valueStream()
        .filter(finding -> finding.get("kind").asString().equals("open-audience"))
        .findFirst();
  }
}
