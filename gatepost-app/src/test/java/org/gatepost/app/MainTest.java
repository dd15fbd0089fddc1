package org.gatepost.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class MainTest {

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @Test
  void theHelpThatTheScriptPrintsIsTheHelpOfTheProgram() throws IOException {
    assertThat(run("--help")).isZero();
    assertThat(out.toString()).isEqualTo(resource("help.txt"));
  }

  @Test
  void whoeverAsksForHelpByItsNameGetsIt() throws IOException {
    assertThat(run("help")).isZero();
    assertThat(out.toString()).isEqualTo(resource("help.txt"));
    assertThat(run("help", "restore")).isZero();
    assertThat(out.toString()).contains("Usage: gatepost restore").contains("KEYFILE");
    assertThat(err.toString()).isEmpty();
  }

  @Test
  void aConfigurationThatIsNotThereIsABadOne() {
    assertThat(run("config", "check", "--config", "not-there.yaml")).isEqualTo(78);
    assertThat(err.toString()).contains("not-there.yaml: no such file");
  }

  @Test
  void theVersionIsTheOneOfTheBuild() {
    assertThat(run("--version")).isZero();
    assertThat(out.toString().strip()).matches("gatepost \\d+\\.\\d+\\.\\d+\\S*");
  }

  @Test
  void anInstalledCopySaysWhereTheTestsAre() {
    assertThat(run("test")).isEqualTo(2);
    assertThat(err.toString()).contains("source tree");
  }

  @Test
  void noCommandAndUnknownCommandsAreWrongUse() {
    assertThat(run()).isEqualTo(2);
    assertThat(run("open-the-gate")).isEqualTo(2);
    assertThat(out.toString()).isEmpty();
    assertThat(err.toString()).contains("Usage: gatepost");
  }

  private int run(String... args) {
    CommandLine line = Main.commandLine();
    line.setOut(new PrintWriter(out, true));
    line.setErr(new PrintWriter(err, true));
    return line.execute(args);
  }

  private static String resource(String name) throws IOException {
    try (InputStream in = Main.class.getResourceAsStream(name)) {
      assertThat(in).as(name).isNotNull();
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
