package org.gatepost.app.whole;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.gatepost.app.whole.RecordingSink.Reaction;
import org.gatepost.app.whole.RecordingSink.Script;
import org.gatepost.app.whole.RecordingSink.Step;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A next hop that stalls, refuses, drops or is gone: the client hears it, nothing is lost. */
@Tag("peers")
class DeadNextHopTest {
  private static final List<String> ANNA = List.of("anna@partner.example");
  private static final AtomicInteger NUMBERS = new AtomicInteger();

  private static Path home;
  private static RecordingSink sink;
  private static GatepostProcess gatepost;

  @BeforeAll
  static void start() throws Exception {
    home = Folders.temporary("gpn");
    sink = RecordingSink.open();
    List<String> settings = new ArrayList<>(OpenCc.SETTINGS);
    settings.add("next-hop=smtp://127.0.0.1:" + sink.port());
    gatepost = GatepostProcess.start(home.resolve("data"), settings.toArray(String[]::new));
  }

  @AfterAll
  static void stop() throws Exception {
    gatepost.close();
    sink.close();
    Folders.delete(home);
  }

  @BeforeEach
  void aKindNextHopWithoutConnections() throws Exception {
    sink.script(RecordingSink.KIND);
    sink.hangUp();
    sink.clear();
  }

  @ParameterizedTest
  @EnumSource(names = {"MAIL", "RCPT", "END"})
  void aRefusalIsPassedBackInItsOwnWords(Step step) throws Exception {
    sink.script(at(step, new Reaction.Say("550 5.7.99 Not on a Tuesday")));
    assertThat(send("refused")).startsWith("550 5.7.99").contains("Not on a Tuesday");
    assertThat(sink.arrivals()).isEmpty();
    sink.script(RecordingSink.KIND);
    nextMessagePasses();
  }

  @ParameterizedTest
  @EnumSource(names = {"MAIL", "RCPT", "END"})
  void aTemporaryRefusalIsPassedBackInItsOwnWords(Step step) throws Exception {
    sink.script(at(step, new Reaction.Say("451 4.7.99 In a minute")));
    assertThat(send("later")).startsWith("451 4.7.99").contains("In a minute");
    assertThat(sink.arrivals()).isEmpty();
    sink.script(RecordingSink.KIND);
    nextMessagePasses();
  }

  @ParameterizedTest
  @EnumSource(names = {"CONNECT", "MAIL", "RCPT", "DATA", "CONTENT", "END"})
  void aConnectionThatBreaksIsTryAgain(Step step) throws Exception {
    sink.script(at(step, new Reaction.Drop()));
    assertThat(send("dropped")).startsWith("4");
    assertThat(sink.arrivals()).isEmpty();
    sink.script(RecordingSink.KIND);
    nextMessagePasses();
  }

  @ParameterizedTest
  @EnumSource(names = {"CONNECT", "MAIL", "RCPT", "DATA", "CONTENT", "END"})
  void aNextHopThatShutsDownIsTryAgain(Step step) throws Exception {
    sink.script(at(step, new Reaction.SayAndDrop("421 4.3.2 Shutting down")));
    assertThat(send("shutdown")).startsWith("4");
    assertThat(sink.arrivals()).isEmpty();
    sink.script(RecordingSink.KIND);
    nextMessagePasses();
  }

  @Test
  void refusedRecipientsAreRefusedAndTheOthersGetTheMessage() throws Exception {
    sink.script(
        (step, argument) ->
            step == Step.RCPT && argument.contains("nobody")
                ? new Reaction.Say("550 5.1.1 No such person")
                : new Reaction.Proceed());
    try (RawSmtp client = RawSmtp.greeted(gatepost.smtp())) {
      client.expect("250", "MAIL FROM:<clerk@city.example>");
      client.expect("250", "RCPT TO:<anna@partner.example>");
      client.expect("550", "RCPT TO:<nobody@partner.example>");
      client.expect("354", "DATA");
      assertThat(client.content(message("some"))).startsWith("250");
    }
    assertThat(sink.awaitOne(_ -> true).recipients()).isEqualTo(ANNA);
  }

  @ParameterizedTest
  @EnumSource(names = {"MAIL", "RCPT", "DATA", "CONTENT", "END"})
  void aNextHopThatStallsKeepsNobodyElseWaiting(Step step) throws Exception {
    CountDownLatch reached = new CountDownLatch(1);
    CountDownLatch over = new CountDownLatch(1);
    AtomicInteger stalled = new AtomicInteger();
    sink.script(
        (now, _) -> {
          if (now == step && stalled.getAndIncrement() == 0) {
            reached.countDown();
            try {
              over.await();
            } catch (InterruptedException interrupted) {
              throw new IOException(interrupted);
            }
            return new Reaction.Drop();
          }
          return new Reaction.Proceed();
        });
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      CompletableFuture<String> waiting =
          CompletableFuture.supplyAsync(() -> sendQuietly("stalled"), threads);
      assertThat(reached.await(30, TimeUnit.SECONDS)).isTrue();
      nextMessagePasses();
      over.countDown();
      // What had not reached the next hop may be said again on another connection.
      String answer = waiting.get(60, TimeUnit.SECONDS);
      assertThat(answer).matches("(?s)(4|250).*");
      assertThat(sink.arrivals()).hasSize(answer.startsWith("250") ? 2 : 1);
    }
  }

  @Test
  void withoutANextHopNothingIsTakenAndItGoesOnWhenItIsBack() throws Exception {
    int port = sink.port();
    sink.close();
    try {
      assertThat(send("gone")).startsWith("4");
      assertThat(RawSmtp.send(gatepost.smtp(), OpenCc.TEAM, OpenCc.families(), held()))
          .startsWith("4");
    } finally {
      sink = RecordingSink.open(port);
    }
    nextMessagePasses();
    assertThat(sink.arrivals()).hasSize(1);
    assertThat(gatepost.log())
        .contains(" WARN  o.g.a.serve.NextHops The next hop ")
        .contains("The next hop answers again.")
        .doesNotContain("clerk@", "anna@");
  }

  private static byte[] held() {
    return OpenCc.familyUpdate("Nobody is there").bytes();
  }

  private static Script at(Step step, Reaction reaction) {
    return (now, _) -> now == step ? reaction : new Reaction.Proceed();
  }

  /** One message goes through, on a connection that works; nothing else has arrived. */
  private static void nextMessagePasses() throws Exception {
    assertThat(send("next")).startsWith("250");
    assertThat(sink.await(1, Scene.PATIENCE, _ -> true)).hasSize(1);
  }

  private static String sendQuietly(String name) {
    try {
      return send(name);
    } catch (IOException hungUp) {
      return "hung up: " + hungUp;
    }
  }

  private static String send(String name) throws IOException {
    return RawSmtp.send(gatepost.smtp(), "clerk@city.example", ANNA, message(name));
  }

  private static byte[] message(String name) {
    return Letters.simple(
        name + NUMBERS.incrementAndGet() + "@city.example", "clerk@city.example", ANNA.getFirst());
  }
}
