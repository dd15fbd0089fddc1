package org.gatepost.app.whole;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import org.gatepost.correspondence.Heard;
import org.gatepost.correspondence.Recollection;
import org.gatepost.mail.Address;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Gatepost learns from what passes it and from copies of what comes in, and delivers no copy. */
@Tag("peers")
class InboundTest {
  private static final String CLERK = "clerk@city.example";
  private static final Address ANNA = Address.of("anna@partner.example");
  private static final Address FORGED = Address.of("anna@partner.invalid");

  private Path home;

  @BeforeEach
  void makeHome() throws Exception {
    home = Folders.temporary("gpi");
  }

  @AfterEach
  void deleteHome() throws Exception {
    Folders.delete(home);
  }

  @Test
  void anAnswerThatPostfixCopiesHereIsKnownAndDeliveredOnce() throws Exception {
    Path data = home.resolve("data");
    try (RecordingSink sink = RecordingSink.open()) {
      try (GatepostProcess gatepost =
              GatepostProcess.start(
                  data,
                  "organisation.domains=city.example",
                  "listen.inbound=127.0.0.1:0",
                  "next-hop=smtp://127.0.0.1:" + sink.port());
          PostfixServer postfix =
              PostfixServer.start(
                  sink.port(),
                  "always_bcc = journal@observer.example",
                  "transport_maps = inline:{ observer.example=smtp:[127.0.0.1]:"
                      + gatepost.inbound()
                      + " }")) {
        assertThat(
                RawSmtp.send(
                    gatepost.smtp(),
                    CLERK,
                    List.of(ANNA.toString()),
                    Letters.simple("a@city.example", CLERK, ANNA.toString())))
            .startsWith("250");
        Recollection sent = awaitKnown(data, known -> known.contact(ANNA).sent() == 1);
        assertThat(sent.standing(ANNA).heard()).isEqualTo(new Heard.Unknown());

        RawSmtp.send(
            postfix.port(),
            ANNA.toString(),
            List.of(CLERK),
            Letters.simple("b@partner.example", ANNA.toString(), CLERK));
        RawSmtp.send(
            postfix.port(),
            "x@mail.invalid",
            List.of(CLERK),
            Letters.simple("c@mail.invalid", CLERK, FORGED.toString()));
        Recollection known = awaitKnown(data, now -> now.contact(ANNA).answered() == 1);

        assertThat(known.standing(FORGED).uses()).isZero();
        assertThat(sink.arrivals(arrival -> arrival.recipients().contains(CLERK))).hasSize(2);
        assertThat(sink.arrivals(arrival -> arrival.recipients().toString().contains("journal")))
            .isEmpty();
        assertThat(postfix.log()).doesNotContain("status=bounced").doesNotContain("deferred");
      }
    }
  }

  @Test
  void whatCannotBeReadIsTakenAllTheSame() throws Exception {
    try (GatepostProcess gatepost =
        GatepostProcess.start(
            home.resolve("data"),
            "organisation.domains=city.example",
            "smtp.max-message-size=100KB",
            "listen.inbound=127.0.0.1:0")) {
      for (String content :
          List.of(
              "no header at all\r\n",
              "Subject: nul \0\r\n\r\nx\r\n",
              "X: " + "y".repeat(1_000_000) + "\r\n\r\nx\r\n",
              "Received: by a\r\n".repeat(150) + "\r\nx\r\n",
              "From: a@b.example\r\n\r\n" + ("z".repeat(900) + "\r\n").repeat(10_000))) {
        assertThat(
                RawSmtp.send(
                    gatepost.inbound(),
                    "",
                    List.of("journal@observer.example"),
                    content.getBytes(StandardCharsets.ISO_8859_1)))
            .startsWith("250");
      }
      assertThat(gatepost.terminate()).isZero();
    }
  }

  private static Recollection awaitKnown(Path data, Predicate<Recollection> wanted)
      throws Exception {
    return Learned.await(data, Address.of(CLERK), List.of(ANNA, FORGED), wanted);
  }
}
