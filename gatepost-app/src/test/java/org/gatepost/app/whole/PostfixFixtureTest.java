package org.gatepost.app.whole;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.gatepost.app.whole.MailClient.Letterbox;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The ground under the other tests: what Postfix alone does to a message, and what the clients. */
@Tag("peers")
class PostfixFixtureTest {
  private static RecordingSink sink;
  private static PostfixServer postfix;

  @BeforeAll
  static void startPostfix() throws Exception {
    sink = RecordingSink.open();
    postfix = PostfixServer.start(sink.port());
  }

  @AfterAll
  static void stopPostfix() throws Exception {
    postfix.close();
    sink.close();
  }

  @ParameterizedTest
  @EnumSource
  void postfixPassesOnEveryOctetBelowItsOwnTraceField(MailClient client) throws Exception {
    sink.clear();
    try (WireTap tap = WireTap.before(postfix.port())) {
      client.send(
          new Letterbox(tap.port(), "clerk@city.example", List.of("anna@partner.example")),
          Letters.ofTheTownHall());
      Arrival arrival = sink.awaitOne(_ -> true);
      assertThat(tap.sent()).hasSize(1);
      assertThat(arrival.content().withoutTrace(1)).isEqualTo(tap.sent().getFirst());
      assertThat(arrival.from()).isEqualTo("clerk@city.example");
      assertThat(arrival.recipients()).containsExactly("anna@partner.example");
    }
  }
}
