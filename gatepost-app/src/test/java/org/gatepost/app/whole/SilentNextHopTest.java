package org.gatepost.app.whole;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.gatepost.app.whole.RecordingSink.Reaction;
import org.gatepost.app.whole.RecordingSink.Step;
import org.gatepost.gate.AuditTrail;
import org.gatepost.gate.AuditTrail.Outcome;
import org.gatepost.mail.IdentitySource;
import org.gatepost.store.DataFolder;
import org.gatepost.store.Store;
import org.gatepost.store.StoreSettings;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A next hop that accepts connections and goes silent, and time-outs as configured. */
@Tag("peers")
class SilentNextHopTest {
  /** Far below what the defaults would take, and what a busy machine needs for a message. */
  private static final Duration SOON = Duration.ofSeconds(40);

  private static final String CLERK = "clerk@city.example";
  private static final List<String> ANNA = List.of("anna@partner.example");
  private static final AtomicInteger NUMBERS = new AtomicInteger();

  private static Path home;
  private static RecordingSink sink;
  private static GatepostProcess gatepost;

  @BeforeAll
  static void start() throws Exception {
    home = Folders.temporary("gpq");
    sink = RecordingSink.open();
    List<String> settings = new ArrayList<>(OpenCc.SETTINGS);
    settings.add("next-hop=smtp://127.0.0.1:" + sink.port());
    for (String step : List.of("connect", "greeting", "command", "data-begin", "data-block")) {
      settings.add("next-hop.timeouts." + step + "=2s");
    }
    settings.add("next-hop.timeouts.data-end=3s");
    gatepost = GatepostProcess.start(home.resolve("data"), settings.toArray(String[]::new));
  }

  @AfterAll
  static void stop() throws Exception {
    gatepost.close();
    sink.close();
    Folders.delete(home);
  }

  @BeforeEach
  void withoutConnections() throws Exception {
    sink.script(RecordingSink.KIND);
    sink.hangUp();
    sink.clear();
  }

  @ParameterizedTest
  @EnumSource(names = {"CONNECT", "EHLO", "MAIL", "RCPT", "DATA", "END"})
  void theClientIsToldToComeBackInTimeAndItsNextTryGetsThrough(Step step) throws Exception {
    silentAt(step);
    byte[] letter = letter(id(), "");
    assertThat(sendWithin(SOON, letter)).matches("45[01] 4\\.4\\.[12] (?s:.*)");
    assertThat(sink.arrivals()).isEmpty();

    sink.script(RecordingSink.KIND);
    assertThat(sendWithin(SOON, letter)).startsWith("250");
    assertThat(sink.await(1, Scene.PATIENCE, _ -> true)).hasSize(1);
  }

  @Test
  void aNextHopThatStopsReadingDoesNotHaveTheMessage() throws Exception {
    silentAt(Step.CONTENT);
    String id = id();
    byte[] letter = letter(id, ("z".repeat(998) + "\r\n").repeat(20_000));
    assertThat(sendWithin(SOON, letter)).startsWith("451 4.4.2");
    assertThat(recorded(id, "broke in the middle").outcome()).isEqualTo(Outcome.DEFERRED);

    sink.script(RecordingSink.KIND);
    assertThat(sendWithin(SOON, letter)).startsWith("250");
  }

  @Test
  void silenceAfterTheEndOfDataIsRecordedAsUnknown() throws Exception {
    silentAt(Step.END);
    String id = id();
    assertThat(sendWithin(SOON, letter(id, "")))
        .isEqualTo("451 4.4.2 The next server did not say whether it took the message, try again");
    assertThat(recorded(id, "No answer came to the end of data").outcome())
        .isEqualTo(Outcome.UNKNOWN);
  }

  private static void silentAt(Step step) {
    sink.script((now, _) -> now == step ? new Reaction.Stall() : new Reaction.Proceed());
  }

  private static String sendWithin(Duration limit, byte[] letter) throws IOException {
    long begin = System.nanoTime();
    String answer = RawSmtp.send(gatepost.smtp(), CLERK, ANNA, letter);
    assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(limit);
    return answer;
  }

  /** The record of the message, once it says why it ended as it did. */
  private static AuditTrail.Recorded recorded(String id, String why) throws Exception {
    StoreSettings beside =
        StoreSettings.embedded(
            DataFolder.at(gatepost.data()),
            new IdentitySource(InstantSource.system(), new SecureRandom()));
    try (Store store = Store.join(beside)) {
      Patience.await(
          "The outcome is written down", Scene.PATIENCE, () -> find(store, id, why).isPresent());
      return find(store, id, why).orElseThrow();
    }
  }

  private static Optional<AuditTrail.Recorded> find(Store store, String id, String why) {
    AuditTrail.Query all =
        new AuditTrail.Query(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            1000);
    return store.audit().search(all).stream()
        .filter(row -> row.messageId().orElse("").contains(id) && row.reply().contains(why))
        .findFirst();
  }

  private static String id() {
    return "silent-" + NUMBERS.incrementAndGet() + "@city.example";
  }

  private static byte[] letter(String id, String more) {
    String text = new String(Letters.simple(id, CLERK, ANNA.getFirst()), StandardCharsets.US_ASCII);
    return (text + more).getBytes(StandardCharsets.US_ASCII);
  }
}
