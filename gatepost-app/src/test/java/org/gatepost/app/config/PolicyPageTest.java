package org.gatepost.app.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.gatepost.inspect.FindingKind;
import org.gatepost.policy.Offer;
import org.gatepost.policy.Policy;
import org.gatepost.policy.Rule;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page on the policy: its examples can be used, and it leaves nothing out. */
class PolicyPageTest {
  private static final Pattern EXAMPLE = Pattern.compile("```yaml\n(.*?)```", Pattern.DOTALL);

  @TempDir private Path folder;

  @Test
  void everyExampleIsAGoodConfiguration() throws IOException {
    Matcher example = EXAMPLE.matcher(page());
    int examples = 0;
    while (example.find()) {
      Path file = Files.writeString(folder.resolve("gatepost.yaml"), example.group(1));
      assertThat(ConfigurationFile.load(Optional.of(file), List.of()))
          .as(example.group(1))
          .isInstanceOf(Loading.Loaded.class);
      examples++;
    }
    assertThat(examples).isGreaterThanOrEqualTo(6);
  }

  @Test
  void everyNameIsOnThePage() throws IOException {
    Stream<String> names =
        Stream.of(
                ConditionKey.names().stream(),
                PolicyReader.KEYS.stream(),
                PolicyReader.RULE_KEYS.stream(),
                DispositionReader.WORDS.stream(),
                Policy.defaultRules().stream().map(Rule::name),
                Stream.of(Offer.values()).map(Offer::wireName),
                Stream.of(FindingKind.values()).map(FindingKind::wireName))
            .flatMap(all -> all);
    String page = page();
    assertThat(names).allMatch(name -> page.contains(name));
  }

  private static String page() throws IOException {
    return Files.readString(
        Path.of(System.getProperty("gatepost.root")).resolve("docs/reference/policy.md"));
  }
}
