package org.gatepost.app.whole;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Without a next hop nothing leaves, everybody is told so, and nobody gets there by mistake. */
@Tag("peers")
class TrialModeTest {
  private static final int BAD_CONFIGURATION = 78;
  private static final List<String> ANNA = List.of("anna@partner.example");

  private Path home;

  @BeforeEach
  void makeHome() throws Exception {
    home = Folders.temporary("gpt");
  }

  @AfterEach
  void deleteHome() throws Exception {
    Folders.delete(home);
  }

  @Test
  void mailIsKeptAndTheAnswerSaysThatItIsNotSent() throws Exception {
    try (GatepostProcess gatepost =
        GatepostProcess.start(home.resolve("data"), "organisation.domains=city.example")) {
      byte[] message = Letters.simple("trial@city.example", "clerk@city.example", ANNA.getFirst());
      assertThat(RawSmtp.send(gatepost.smtp(), "clerk@city.example", ANNA, message))
          .startsWith("250")
          .contains("kept in trial mode, NOT sent");
      assertThat(gatepost.http()).isPositive();
      assertThat(gatepost.output())
          .anyMatch(line -> line.startsWith("gatepost ready smtp=127.0.0.1:" + gatepost.smtp()))
          .anyMatch(line -> line.startsWith("gatepost console ready http=127.0.0.1:"));
      assertThat(gatepost.log()).containsOnlyOnce("trial mode");
      assertThat(gatepost.output()).noneMatch(line -> line.contains("trial mode"));
      assertThat(gatepost.terminate()).isZero();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"listen.smtp", "listen.inbound", "listen.http"})
  void withoutANextHopItDoesNotListenToTheWorld(String key) throws Exception {
    try (GatepostProcess gatepost =
        GatepostProcess.launch(
            home.resolve("data"), "organisation.domains=city.example", key + "=0.0.0.0:0")) {
      assertThat(gatepost.awaitExit()).isEqualTo(BAD_CONFIGURATION);
      assertThat(gatepost.output()).isEmpty();
      assertThat(gatepost.log()).containsIgnoringCase("loopback");
    }
  }

  @Test
  void dataThatHasUsedANextHopNeedsOne() throws Exception {
    Path data = home.resolve("data");
    try (RecordingSink sink = RecordingSink.open();
        GatepostProcess once =
            GatepostProcess.start(
                data,
                "organisation.domains=city.example",
                "next-hop=smtp://127.0.0.1:" + sink.port())) {
      assertThat(once.terminate()).isZero();
    }
    try (GatepostProcess again =
        GatepostProcess.launch(data, "organisation.domains=city.example")) {
      assertThat(again.awaitExit()).isEqualTo(BAD_CONFIGURATION);
      assertThat(again.output()).isEmpty();
      assertThat(again.log()).containsIgnoringCase("next-hop");
    }
  }
}
