package org.gatepost.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import org.gatepost.app.config.ConfigurationReference;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/**
 * What is made from the program and committed is what the program would make now. {@code
 * -Dgatepost.documentation=write} writes it.
 */
class DocumentationTest {
  private static final Map<String, String> MADE =
      Map.of(
          "docs/reference/configuration.md",
          ConfigurationReference.markdown(),
          "docs/reference/command-line.md",
          CommandLineReference.markdown(Main.commandLine()),
          "gatepost-app/src/main/resources/org/gatepost/app/help.txt",
          Main.commandLine().getUsageMessage(CommandLine.Help.Ansi.OFF),
          "gatepost-app/src/main/resources/org/gatepost/app/test-help.txt",
          Objects.requireNonNull(Main.commandLine().getSubcommands().get("test"))
              .getUsageMessage(CommandLine.Help.Ansi.OFF));

  @ParameterizedTest
  @ValueSource(
      strings = {
        "docs/reference/configuration.md",
        "docs/reference/command-line.md",
        "gatepost-app/src/main/resources/org/gatepost/app/help.txt",
        "gatepost-app/src/main/resources/org/gatepost/app/test-help.txt"
      })
  void whatIsCommittedIsWhatTheProgramSays(String name) throws IOException {
    Path file = Path.of(System.getProperty("gatepost.root")).resolve(name);
    if ("write".equals(System.getProperty("gatepost.documentation"))) {
      Files.createDirectories(file.getParent());
      Files.writeString(file, MADE.get(name));
    }
    assertThat(file).content().isEqualTo(MADE.get(name));
  }
}
