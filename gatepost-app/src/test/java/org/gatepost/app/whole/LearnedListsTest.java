package org.gatepost.app.whole;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.gatepost.app.ProgramRun;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** That an address is a list with an archive is known from mail that came in from it. */
@Tag("peers")
class LearnedListsTest {
  private static final Duration PATIENCE = Duration.ofMinutes(1);
  private static final String CLERK = "clerk@city.example";
  private static final String TALK = "talk@lists.far.example";

  private final AtomicInteger messages = new AtomicInteger();
  private Path home;
  private RecordingSink sink;

  @BeforeEach
  void open() throws Exception {
    home = Folders.temporary("gll");
    sink = RecordingSink.open();
  }

  @AfterEach
  void close() throws Exception {
    sink.close();
    Folders.delete(home);
  }

  private GatepostProcess start() throws Exception {
    return GatepostProcess.start(
        home.resolve("data"),
        "organisation.domains=city.example",
        "listen.inbound=127.0.0.1:0",
        "next-hop=smtp://127.0.0.1:" + sink.port());
  }

  private static String fromTheList() {
    return """
    From: <somebody@far.example>
    To: <%s>
    Subject: [talk] Roofs
    Date: Tue, 09 Jun 2026 09:41:00 +0000
    Message-ID: <talk-1@far.example>
    List-Id: Talk of roofs <talk.lists.far.example>
    List-Post: <mailto:%s>
    List-Archive: <https://lists.far.example/talk/>
    Precedence: list

    Hello.
    """
        .formatted(TALK, TALK);
  }

  private boolean isHeld(GatepostProcess gatepost) throws IOException {
    String id = "own-" + messages.incrementAndGet() + "@city.example";
    return RawSmtp.send(gatepost.smtp(), CLERK, List.of(TALK), Letters.simple(id, CLERK, TALK))
        .contains("held as");
  }

  @Test
  void aCopyThatComesInTeachesThatAListIsPublicForGood() throws Exception {
    try (GatepostProcess gatepost = start()) {
      assertThat(isHeld(gatepost)).isFalse();
      assertThat(
              RawSmtp.send(
                  gatepost.inbound(),
                  "x@far.example",
                  List.of(CLERK),
                  Octets.of(fromTheList()).bytes()))
          .startsWith("250");
      Patience.await("The list is known", PATIENCE, () -> isHeld(gatepost));
      Notice notice = new Notice(sink.awaitOne(arrival -> Notice.isAbout(arrival, "Simple")));
      assertThat(notice.text())
          .contains(TALK + " is a public mailing list")
          .contains("https://lists.far.example/talk/");
      assertThat(gatepost.terminate()).isZero();
    }
    try (GatepostProcess gatepost = start()) {
      assertThat(isHeld(gatepost)).isTrue();
    }
  }

  @Test
  void oldMailTeachesItAndErasingTheAddressTakesItBack() throws Exception {
    Path box =
        Files.writeString(
            home.resolve("Lists"), "From x Tue Jun  9 09:41:00 2026\n" + fromTheList() + "\n");
    assertThat(learn(box.toString()).status()).isZero();
    try (GatepostProcess gatepost = start()) {
      assertThat(isHeld(gatepost)).isTrue();
      assertThat(learn("--erase", TALK).out()).startsWith("Erased: ");
      Patience.await("The list is forgotten", PATIENCE, () -> !isHeld(gatepost));
    }
  }

  private ProgramRun learn(String... words) {
    return ProgramRun.of(
        Stream.concat(
                Stream.of(
                    "learn",
                    "--data",
                    home.resolve("data").toString(),
                    "--set",
                    "organisation.domains=city.example"),
                Stream.of(words))
            .toList());
  }
}
