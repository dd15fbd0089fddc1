package org.gatepost.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The benchmark is outside the build, so that nothing of it ships; this is what keeps it whole. */
class BenchmarkScriptTest {
  private static final Path SCRIPT =
      Path.of(System.getProperty("gatepost.root", "..")).resolve("bench/relay/run");

  @ParameterizedTest
  @CsvSource({"--help,0", "--no-such-option,2", "--rounds=3,2"})
  void itCompilesAndSaysItsOptions(String option, int status) throws Exception {
    Process process =
        new ProcessBuilder(SCRIPT.toAbsolutePath().toString(), option)
            .redirectErrorStream(true)
            .start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(output).isEqualTo(status);
    assertThat(output).contains("--recipients-in-cc");
  }
}
