package org.gatepost.app.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.gatepost.app.ProgramRun;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Links in notices that lead nowhere for those who get them. */
class AdviceTest {
  private static final String HOP = "next-hop=smtp://127.0.0.1:2526";

  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1:8080", "localhost:8080", "[::1]:8080", "0.0.0.0:8080", "off"})
  void linksThatNobodyElseCanOpenAreWarnedAbout(String http) {
    assertThat(advice(HOP, "listen.http=" + http))
        .singleElement()
        .asString()
        .startsWith("console.url is not set")
        .contains(http.equals("off") ? "http://localhost" : "http://" + http);
  }

  @Test
  void aTrialAndLinksThatCanBeOpenedAreNot() {
    assertThat(advice()).isEmpty();
    assertThat(advice(HOP, "listen.http=192.0.2.1:8080")).isEmpty();
    assertThat(advice(HOP, "console.url=https://gatepost.city.example")).isEmpty();
  }

  @Test
  void theCheckWarnsAndStillFindsItGood() {
    ProgramRun run =
        ProgramRun.of(
            "config", "check", "--set", HOP, "--set", "organisation.domains=city.example");
    assertThat(run.status()).isZero();
    assertThat(run.out()).isEqualToIgnoringNewLines("The configuration is good.");
    assertThat(run.err()).startsWith("warning: console.url is not set").hasLineCount(1);
  }

  private static List<String> advice(String... set) {
    List<String> all =
        Stream.concat(Stream.of("organisation.domains=city.example"), Stream.of(set)).toList();
    return switch (ConfigurationFile.load(Optional.empty(), all)) {
      case Loading.Loaded(var configuration, _) -> Advice.on(configuration);
      case Loading.Refused(var problems) -> throw new AssertionError(problems);
    };
  }
}
