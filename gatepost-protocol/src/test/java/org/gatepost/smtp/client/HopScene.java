package org.gatepost.smtp.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.gatepost.delivery.NextHop.Sent;
import org.gatepost.delivery.NextHop.Transaction;
import org.gatepost.mail.Address;
import org.gatepost.mail.Content;
import org.gatepost.mail.MailParameters;
import org.gatepost.mail.Recipient;
import org.gatepost.mail.ReversePath;
import org.gatepost.smtp.client.NextHopAddress.Security;
import org.gatepost.smtp.client.NextHopSettings.Timeouts;

/** A next hop that does as it is told, and clients of it. */
final class HopScene implements AutoCloseable {
  static final ReversePath ANNA = ReversePath.of(Address.of("anna@city.example"));
  static final byte[] TRACE = "Received: here\r\n".getBytes(StandardCharsets.US_ASCII);

  /** More than the buffers between two sockets hold. */
  static final String BIG = "x: y\r\n\r\n" + ("z".repeat(998) + "\r\n").repeat(20_000);

  final ScriptedHop hop = new ScriptedHop();

  /** What is said of the next hop. */
  final List<String> warnings = new CopyOnWriteArrayList<>();

  final List<String> news = new CopyOnWriteArrayList<>();
  final Reachability reachability =
      new Reachability(InstantSource.system(), warnings::add, news::add);
  private final List<SmtpNextHop> clients = new ArrayList<>();

  /** What a client may be impatient with; it is patient with everything else. */
  enum Wait {
    TURN,
    GREETING,
    COMMAND,
    DATA_BEGIN,
    DATA_BLOCK,
    DATA_END,
    UNUSED
  }

  SmtpNextHop client() throws Exception {
    return client(Timeouts.defaults(), 10, false);
  }

  SmtpNextHop client(Timeouts timeouts, int connections, boolean chunking) throws Exception {
    return client(settings(timeouts, connections, chunking));
  }

  NextHopSettings settings(Timeouts timeouts, int connections, boolean chunking) {
    return new NextHopSettings(
        new NextHopAddress("127.0.0.1", hop.port(), Security.NONE),
        "gate.city.example",
        Optional.empty(),
        Optional.empty(),
        connections,
        chunking,
        Duration.ofMinutes(5),
        timeouts);
  }

  SmtpNextHop client(NextHopSettings settings) throws Exception {
    SmtpNextHop client = new SmtpNextHop(settings, InstantSource.system(), reachability);
    clients.add(client);
    return client;
  }

  static Timeouts impatient(Wait... with) {
    return new Timeouts(
        wait(with, Wait.TURN),
        Duration.ofMinutes(1),
        wait(with, Wait.GREETING),
        wait(with, Wait.COMMAND),
        wait(with, Wait.DATA_BEGIN),
        wait(with, Wait.DATA_BLOCK),
        wait(with, Wait.DATA_END),
        Duration.ofMinutes(1),
        wait(with, Wait.UNUSED));
  }

  private static Duration wait(Wait[] with, Wait what) {
    return List.of(with).contains(what) ? Duration.ofMillis(200) : Duration.ofMinutes(1);
  }

  static Recipient to(String address) {
    return Recipient.of(Address.of(address));
  }

  static Content content(String text) {
    return Content.of(text.getBytes(StandardCharsets.ISO_8859_1));
  }

  static Sent sendOne(SmtpNextHop client, String text) {
    try (Transaction transaction = client.begin(ANNA, MailParameters.none())) {
      assertThat(transaction.mail().await().code()).isEqualTo(250);
      assertThat(transaction.recipient(to("ben@home.example")).await().code()).isEqualTo(250);
      return transaction.send(TRACE, content(text));
    }
  }

  @Override
  public void close() {
    clients.forEach(SmtpNextHop::close);
    hop.close();
  }
}
