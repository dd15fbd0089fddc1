package org.gatepost.bench.recipients;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import org.gatepost.bench.recipients.Corpus.Mail;
import org.gatepost.gate.MessageReader.Reading;
import org.gatepost.mail.Address;
import org.gatepost.mail.Addressee;
import org.gatepost.mail.Message;
import org.gatepost.mail.NamedAddress;
import org.gatepost.mime.ProseReading;
import org.gatepost.mime.ScanningMessageReader;
import org.junit.jupiter.api.Test;

/** What the bench writes out is what the program reads. */
class OctetsTest {
  private static final Address ANNA = Address.of("anna.reed@city.example");
  private static final Address DOTS = new Address("m..presley", ANNA.domain());

  @Test
  void theProgramReadsWhatTheCorpusHolds() throws IOException {
    Mail mail =
        new Mail(
            1,
            Instant.parse("2011-03-04T05:06:07Z"),
            ANNA,
            "Reed, Anna \"AR\"",
            List.of(DOTS),
            List.of(new NamedAddress("Präsley, M. <old>", DOTS)),
            "Bundle\r\nBcc: nobody@else.example",
            "Dear M,\n.\nas discussed");

    Message message = read(mail, List.of(DOTS, Address.of("tom@city.example")));

    assertThat(message.heading().from())
        .containsExactly(new NamedAddress("Reed, Anna \"AR\"", ANNA));
    assertThat(message.heading().addressees())
        .extracting(Addressee::address)
        .extracting(Address::person)
        .containsExactly(DOTS, Address.of("tom@city.example"));
    assertThat(message.heading().addressees().getFirst().mailbox().name()).isEqualTo("Präsley, M.");
    assertThat(message.heading().subject()).contains("Bundle Bcc: nobody@else.example");
    assertThat(message.heading().date()).contains(mail.when());
    assertThat(new ProseReading().of(message)).contains("Dear M,").contains("as discussed");
  }

  private static Message read(Mail mail, List<Address> recipients) throws IOException {
    return switch (new ScanningMessageReader().read(Octets.of(mail, recipients))) {
      case Reading.Read(Message message) -> message;
      case Reading.Unread unread -> throw new AssertionError(unread.because());
    };
  }
}
