package org.gatepost.app.whole;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The gate judges before the pages answer; the link in a notice works the moment it arrives. */
@Tag("peers")
class NoticeAtStartTest {
  private static final List<String> PEOPLE =
      IntStream.range(0, 12).mapToObj(i -> "family" + i + "@home" + i + ".example").toList();

  private Path home;

  @BeforeEach
  void makeHome() throws Exception {
    home = Folders.temporary("gpn");
  }

  @AfterEach
  void deleteHome() throws Exception {
    Folders.delete(home);
  }

  @Test
  void whoReadsTheNoticeAtOnceFindsThePage() throws Exception {
    Octets open =
        Octets.of(
            """
            From: <clerk@city.example>
            Cc: %s
            Message-ID: <early@city.example>
            Subject: Early

            Hello.
            """
                .formatted(String.join(", ", PEOPLE)));
    try (RecordingSink sink = RecordingSink.open();
        GatepostProcess gatepost =
            GatepostProcess.start(
                home.resolve("data"),
                "organisation.domains=city.example",
                "next-hop=smtp://127.0.0.1:" + sink.port());
        HttpClient http = HttpClient.newHttpClient()) {
      assertThat(RawSmtp.send(gatepost.smtp(), "clerk@city.example", PEOPLE, open.bytes()))
          .startsWith("250")
          .contains("held as");
      Notice notice = new Notice(sink.awaitOne(arrival -> Notice.isAbout(arrival, "Early")));
      HttpResponse<String> page =
          http.send(
              HttpRequest.newBuilder(URI.create(notice.link())).build(),
              HttpResponse.BodyHandlers.ofString());
      assertThat(page.statusCode()).isEqualTo(200);
      assertThat(page.body()).contains("Early");
    }
  }
}
