package org.gatepost.smtp.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gatepost.smtp.client.HopScene.sendOne;

import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.gatepost.delivery.NextHop.Transaction;
import org.gatepost.mail.MailParameters;
import org.junit.jupiter.api.Test;

/** Whoever looks after the machine is told once, and told when it is over. */
class ReachabilityTest {
  private final List<String> warnings = new ArrayList<>();
  private final List<String> news = new ArrayList<>();
  private Instant now = Instant.parse("2026-01-05T08:00:00Z");
  private final Reachability reachability = new Reachability(() -> now, warnings::add, news::add);

  @Test
  void anOutageIsToldOnceHoweverManyMessagesWait() throws Exception {
    try (HopScene scene = new HopScene()) {
      scene.hop.always(talk -> talk.raw("421 4.3.2 anna@city.example must wait\r\n"));
      SmtpNextHop client = scene.client();
      for (int i = 0; i < 5; i++) {
        client.capabilities();
        try (Transaction transaction = client.begin(HopScene.ANNA, MailParameters.none())) {
          assertThat(transaction.mail().await().code()).isEqualTo(451);
        }
      }
      assertThat(scene.warnings).hasSize(1);
      assertThat(scene.warnings.getFirst())
          .startsWith("The next hop does not greet (421). ")
          .doesNotContain("@");
      assertThat(scene.news).isEmpty();
      scene.hop.always(scene.hop.obliging(ScriptedHop.EVERYTHING));
      for (int i = 0; i < 3; i++) {
        sendOne(client, "x: y\r\n\r\n");
        sendOne(scene.client(), "x: y\r\n\r\n");
      }
      assertThat(scene.news).containsExactly("The next hop answers again.");
      assertThat(scene.warnings).hasSize(1);
    }
  }

  @Test
  void theSystemsReasonIsNamedAndNoHost() {
    fail(new ConnectException("Connection refused"));
    assertThat(warnings.getFirst())
        .startsWith("The next hop cannot be reached (Connection refused).");
    next();
    fail(new SocketTimeoutException("Connect timed out"));
    assertThat(warnings.getLast()).contains("(Connect timed out)");
    next();
    fail(new UnknownHostException("relay.city.example"));
    assertThat(warnings.getLast()).contains("(UnknownHostException)").doesNotContain("relay");
    next();
    reachability.failed(new HopUnavailableException("The next hop refuses EHLO (550)"));
    assertThat(warnings.getLast()).startsWith("The next hop refuses EHLO (550). ");
  }

  @Test
  void aNextHopThatComesAndGoesIsToldOnceAMinute() {
    for (int second = 0; second < 120; second++) {
      fail(new ConnectException("Connection refused"));
      reachability.answered();
      now = now.plusSeconds(1);
    }
    assertThat(warnings).hasSize(2);
    assertThat(news).hasSize(2);
    fail(new ConnectException("Connection refused"));
    assertThat(warnings).hasSize(3);
  }

  private void next() {
    reachability.answered();
    now = now.plus(Duration.ofMinutes(1));
  }

  private void fail(IOException cause) {
    reachability.failed(new HopUnavailableException("The next hop cannot be reached", cause));
  }
}
