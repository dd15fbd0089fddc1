package org.gatepost.app.whole;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Clients that stop in the middle, many more than there are connections to the next hop. */
@Tag("peers")
class StalledClientsTest {
  private static final int CONNECTIONS = 10;
  private static final int STALLED = CONNECTIONS + 50;
  private static final String CLERK = "clerk@city.example";
  private static final String ANNA = "anna@partner.example";

  private final List<RawSmtp> stalled = new ArrayList<>();
  private Path home;
  private RecordingSink sink;
  private GatepostProcess gatepost;

  @BeforeEach
  void start() throws Exception {
    home = Folders.temporary("gps");
    sink = RecordingSink.open();
    List<String> settings = new ArrayList<>(OpenCc.SETTINGS);
    settings.add("next-hop=smtp://127.0.0.1:" + sink.port());
    settings.add("next-hop.connections=" + CONNECTIONS);
    gatepost = GatepostProcess.start(home.resolve("data"), settings.toArray(String[]::new));
  }

  @AfterEach
  void stop() throws Exception {
    for (RawSmtp client : stalled) {
      client.close();
    }
    gatepost.close();
    sink.close();
    Folders.delete(home);
  }

  @Test
  void othersGetThroughAndTheStalledOnesDoSoLater() throws Exception {
    for (int i = 0; i < STALLED; i++) {
      stalled.add(isInMidContent(i) ? inMidContent(i) : afterTheRecipient());
    }

    assertThat(RawSmtp.send(gatepost.smtp(), CLERK, List.of(ANNA), letter(STALLED)))
        .startsWith("250");
    assertThat(sink.awaitOne(_ -> true).content().value("Message-ID")).isEqualTo(id(STALLED));

    for (int i = 0; i < STALLED; i++) {
      assertThat(finish(i)).as("client %d", i).startsWith("250");
    }
    assertThat(sink.await(STALLED + 1, Scene.PATIENCE, _ -> true))
        .extracting(arrival -> arrival.content().value("Message-ID"))
        .containsExactlyInAnyOrderElementsOf(
            IntStream.rangeClosed(0, STALLED).mapToObj(StalledClientsTest::id).toList());
    assertThat(sink.arrivals())
        .allSatisfy(arrival -> assertThat(arrival.recipients()).containsExactly(ANNA));
  }

  private static boolean isInMidContent(int number) {
    return number % 2 == 1;
  }

  private RawSmtp afterTheRecipient() throws IOException {
    RawSmtp client = RawSmtp.greeted(gatepost.smtp());
    client.expect("250", "MAIL FROM:<" + CLERK + ">");
    client.expect("250", "RCPT TO:<" + ANNA + ">");
    return client;
  }

  private RawSmtp inMidContent(int number) throws IOException {
    RawSmtp client = afterTheRecipient();
    client.expect("354", "DATA");
    client.write(half(number, 0));
    return client;
  }

  private String finish(int number) throws IOException {
    RawSmtp client = stalled.get(number);
    if (!isInMidContent(number)) {
      client.expect("354", "DATA");
      return client.content(letter(number));
    }
    client.write(half(number, 1));
    return client.command(".");
  }

  private static byte[] half(int number, int which) {
    String text = new String(letter(number), StandardCharsets.US_ASCII);
    int middle = text.indexOf("Subject:");
    return (which == 0 ? text.substring(0, middle) : text.substring(middle))
        .getBytes(StandardCharsets.US_ASCII);
  }

  private static byte[] letter(int number) {
    String id = id(number);
    return Letters.simple(id.substring(1, id.length() - 1), CLERK, ANNA);
  }

  private static String id(int number) {
    return "<stalled-" + number + "@city.example>";
  }
}
