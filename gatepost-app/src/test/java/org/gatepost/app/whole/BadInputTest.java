package org.gatepost.app.whole;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Bad input gets a clear answer, nothing of it is half delivered, and the program goes on. After
 * each attempt a good message must pass.
 */
@Tag("peers")
class BadInputTest {
  private static final List<String> ANNA = List.of("anna@partner.example");
  private static final AtomicInteger NUMBERS = new AtomicInteger();

  private static Scene scene;

  @BeforeAll
  static void start() throws Exception {
    scene = Scene.open();
  }

  @AfterAll
  static void stop() throws Exception {
    scene.close();
  }

  @AfterEach
  void aGoodMessageStillPassesAndNothingElseHasArrived() throws Exception {
    String id = "good-" + NUMBERS.incrementAndGet() + "@city.example";
    byte[] good = Letters.simple(id, "clerk@city.example", ANNA.getFirst());
    assertThat(RawSmtp.send(scene.gatepost().smtp(), "clerk@city.example", ANNA, good))
        .startsWith("250");
    scene.sink().awaitOne(one -> one.content().values("Message-ID").contains("<" + id + ">"));
    assertThat(scene.sink().arrivals(one -> one.from().startsWith("smuggled"))).isEmpty();
    assertThat(scene.sink().arrivals()).hasSize(1);
    scene.sink().clear();
  }

  @ParameterizedTest
  @EnumSource
  void theAnswerSaysWhatBecameOfIt(Hostile hostile) throws Exception {
    try (RawSmtp client = RawSmtp.greeted(scene.gatepost().smtp())) {
      assertThat(client.envelope("clerk@city.example", ANNA)).startsWith("354");
      String answer = client.content(hostile.octets());
      assertThat(answer).matches("(?s)(250|4\\d\\d|5\\d\\d)[ -].+");
      assertThat(answer).startsWith(hostile.answer());
      if (answer.startsWith("250") && !answer.contains("held as")) {
        Arrival arrival = scene.sink().awaitOne(_ -> true);
        assertThat(withoutTrace(arrival)).isEqualTo(asSent(hostile.octets()));
        scene.sink().clear();
      }
      System.out.println("bad input " + hostile.name().toLowerCase(Locale.ROOT) + ": " + answer);
    }
  }

  @Test
  void aHundredMegabytesArriveWhole() throws Exception {
    byte[] large = large(100_000_000);
    String answer = RawSmtp.send(scene.gatepost().smtp(), "clerk@city.example", ANNA, large);
    assertThat(answer).startsWith("250");
    Arrival arrival = scene.sink().await(1, Scene.PATIENCE, _ -> true).getFirst();
    assertThat(Arrays.equals(withoutTrace(arrival).bytes(), large)).isTrue();
    scene.sink().clear();
  }

  @Test
  void tooLargeIsSaidBeforeTheFirstOctet() throws Exception {
    try (RawSmtp client = RawSmtp.greeted(scene.gatepost().smtp())) {
      client.expect("552", "MAIL FROM:<clerk@city.example> SIZE=200000000");
      client.expect("250", "MAIL FROM:<clerk@city.example> SIZE=1000");
    }
  }

  @Test
  void tooLargeWithoutSayingSoIsRefusedAtItsEnd() throws Exception {
    byte[] tooLarge = large(106_000_000);
    assertThat(RawSmtp.send(scene.gatepost().smtp(), "clerk@city.example", ANNA, tooLarge))
        .startsWith("552");
  }

  @Test
  void ofTenThousandRecipientsThoseBeyondTheLimitAreToldToComeAgain() throws Exception {
    StringBuilder lines = new StringBuilder();
    for (int i = 0; i < 10_000; i++) {
      lines.append("RCPT TO:<person").append(i).append("@partner.example>\r\n");
    }
    try (RawSmtp client = RawSmtp.greeted(scene.gatepost().smtp())) {
      client.expect("250", "MAIL FROM:<clerk@city.example>");
      Thread writer =
          Thread.ofVirtual()
              .start(
                  () -> {
                    try {
                      client.write(lines.toString().getBytes(StandardCharsets.US_ASCII));
                    } catch (IOException hungUp) {
                      throw new java.io.UncheckedIOException(hungUp);
                    }
                  });
      int taken = 0;
      int later = 0;
      for (int i = 0; i < 10_000; i++) {
        String answer = client.reply();
        taken += answer.startsWith("250") ? 1 : 0;
        later += answer.startsWith("452 4.5.3") ? 1 : 0;
      }
      writer.join();
      assertThat(taken).isEqualTo(1000);
      assertThat(later).isEqualTo(9000);
      client.expect("354", "DATA");
      byte[] message = Letters.simple("many@city.example", "clerk@city.example", ANNA.getFirst());
      assertThat(client.content(message)).startsWith("250");
    }
    assertThat(scene.sink().awaitOne(_ -> true).recipients()).hasSize(1000);
    scene.sink().clear();
  }

  @Test
  void anEndlessCommandLineEndsTheConversationNotTheProgram() throws Exception {
    try (RawSmtp client = RawSmtp.greeted(scene.gatepost().smtp())) {
      String answer;
      try {
        answer = client.command("MAIL FROM:<" + "x".repeat(1 << 20) + "@city.example>");
      } catch (IOException hungUp) {
        answer = "500 hung up";
      }
      assertThat(answer).startsWith("5");
    }
  }

  /** Where a client dies; the last but one leaves a whole message without its end. */
  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6})
  void aClientThatDiesLeavesNothingBehind(int step) throws Exception {
    for (boolean reset : new boolean[] {true, false}) {
      RawSmtp client = RawSmtp.connect(scene.gatepost().smtp());
      byte[] message =
          Letters.simple("dead-" + step + "@city.example", "clerk@city.example", ANNA.getFirst());
      List<String> lines =
          List.of(
              "EHLO client.city.example",
              "MAIL FROM:<clerk@city.example>",
              "RCPT TO:<" + ANNA.getFirst() + ">",
              "DATA");
      for (String line : lines.subList(0, Math.min(step, lines.size()))) {
        client.command(line);
      }
      if (step > lines.size()) {
        int part = step == 5 ? message.length / 2 : message.length;
        client.write(Arrays.copyOf(message, part));
      }
      if (reset) {
        client.crash();
      } else {
        client.close();
      }
    }
  }

  /** Dead after the final dot: it may or may not have been heard, so it arrives once or never. */
  @Test
  void aClientThatDiesBeforeTheAnswerCausesAtMostOneMessage() throws Exception {
    byte[] message = Letters.simple("last@city.example", "clerk@city.example", ANNA.getFirst());
    try (RawSmtp client = RawSmtp.greeted(scene.gatepost().smtp())) {
      client.envelope("clerk@city.example", ANNA);
      client.write(message);
      client.write(".\r\n".getBytes(StandardCharsets.US_ASCII));
    }
    try (RawSmtp client = RawSmtp.greeted(scene.gatepost().smtp())) {
      client.expect("221", "QUIT");
    }
    String id = "<last@city.example>";
    assertThat(scene.sink().arrivals(one -> one.content().values("Message-ID").contains(id)))
        .hasSizeLessThanOrEqualTo(1);
    // Those that are still under way must not be counted by the check after this test.
    scene.sink().awaitOne(one -> one.content().values("Message-ID").contains(id));
    scene.sink().clear();
  }

  private static Octets withoutTrace(Arrival arrival) {
    return arrival.content().withoutTrace(2);
  }

  /** SMTP cannot carry content without a line end at its end. */
  private static Octets asSent(byte[] octets) {
    String text = new String(octets, StandardCharsets.ISO_8859_1);
    return new Octets(
        (text.isEmpty() || text.endsWith("\r\n") ? text : text + "\r\n")
            .getBytes(StandardCharsets.ISO_8859_1));
  }

  private static byte[] large(int size) {
    byte[] head =
        Letters.simple("large-" + size + "@city.example", "clerk@city.example", ANNA.getFirst());
    byte[] all = Arrays.copyOf(head, size);
    byte[] line = ("0123456789".repeat(7) + "\r\n").getBytes(StandardCharsets.US_ASCII);
    for (int at = head.length; at < size; at++) {
      all[at] = line[(at - head.length) % line.length];
    }
    all[size - 2] = '\r';
    all[size - 1] = '\n';
    return all[size - 3] == '\r' ? large(size - 1) : all;
  }
}
