package org.gatepost.app.whole;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.gatepost.app.whole.MailClient.Letterbox;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Real mail programs send through Gatepost to a real Postfix; every octet arrives. */
@Tag("peers")
class MailClientsTest {
  private static final List<String> PARTNERS = List.of("anna@partner.example", "bo@other.example");

  private static Path home;
  private static RecordingSink sink;
  private static PostfixServer postfix;
  private static GatepostProcess gatepost;

  @BeforeAll
  static void start() throws Exception {
    home = Folders.temporary("gpw");
    sink = RecordingSink.open();
    postfix = PostfixServer.start(sink.port());
    gatepost =
        GatepostProcess.start(
            home.resolve("data"),
            "organisation.domains=city.example",
            "next-hop=smtp://127.0.0.1:" + postfix.port());
  }

  @AfterAll
  static void stop() throws Exception {
    gatepost.close();
    postfix.close();
    sink.close();
    Folders.delete(home);
  }

  @ParameterizedTest
  @EnumSource
  void everyOctetArrivesBelowOneTraceFieldOfOurs(MailClient client) throws Exception {
    sink.clear();
    try (WireTap tap = WireTap.before(gatepost.smtp())) {
      client.send(
          new Letterbox(tap.port(), "clerk@city.example", PARTNERS), Letters.ofTheTownHall());
      // Some clients send a transaction for each recipient; between them they reach everybody.
      int sent = tap.sent().size();
      List<Arrival> arrivals = sink.await(sent, java.time.Duration.ofSeconds(30), _ -> true);
      assertThat(arrivals).hasSize(sent);
      assertThat(arrivals.stream().flatMap(one -> one.recipients().stream()))
          .containsExactlyInAnyOrderElementsOf(PARTNERS);
      for (Arrival arrival : arrivals) {
        assertThat(arrival.from()).isEqualTo("clerk@city.example");
        assertThat(arrival.content().withoutTrace(2)).isEqualTo(tap.sent().getFirst());
        assertThat(arrival.content().values("Received")).hasSize(2);
        assertThat(oursIn(arrival))
            .containsPattern("with E?SMTP")
            .doesNotContain("partner.example");
      }
    }
  }

  private static String oursIn(Arrival arrival) {
    List<String> trace = arrival.content().values("Received");
    assertThat(Stream.of(trace.getFirst())).allMatch(field -> field.contains("by mta.example"));
    return trace.get(1);
  }
}
