package org.gatepost.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The script {@code ./gatepost} answers by itself what must not wait for a build or a Java. */
class CommandScriptTest {

  private static final Path SCRIPT =
      Path.of(System.getProperty("gatepost.root", "..")).resolve("gatepost").toAbsolutePath();

  @ParameterizedTest
  @ValueSource(strings = {"--version", "-V", "--help", "-h"})
  void theScriptAnswersLikeTheProgramAndWithoutJava(String option) throws Exception {
    StringWriter program = new StringWriter();
    Main.commandLine().setOut(new PrintWriter(program, true)).execute(option);
    Answer script = script(option);
    assertThat(script.status()).isZero();
    assertThat(script.output()).isEqualTo(program.toString());
  }

  @ParameterizedTest
  @ValueSource(strings = {"--help", "-h"})
  void theTestCommandIsListedAndExplainsItself(String option) throws Exception {
    StringWriter program = new StringWriter();
    Main.commandLine().setOut(new PrintWriter(program, true)).execute("test", option);
    Answer script = script("test", option);
    assertThat(script.status()).isZero();
    assertThat(script.output()).isEqualTo(program.toString()).contains("--quick");
    assertThat(script("--help").output()).containsPattern("(?m)^  test ");
  }

  @Test
  void anUnknownOptionOfTheTestCommandIsWrongUse() throws Exception {
    assertThat(script("test", "--no-such-option").status()).isEqualTo(2);
  }

  private record Answer(int status, String output) {}

  private static Answer script(String... arguments) throws IOException, InterruptedException {
    ProcessBuilder builder = new ProcessBuilder(SCRIPT.toString());
    builder.command().addAll(List.of(arguments));
    builder.redirectError(ProcessBuilder.Redirect.DISCARD);
    builder.environment().remove("JAVA_HOME");
    Process process = builder.start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Answer(process.waitFor(), output);
  }
}
