package org.gatepost.app.serve;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.gatepost.app.config.Configuration;
import org.gatepost.app.config.ConfigurationFile;
import org.gatepost.app.config.Loading;
import org.gatepost.delivery.NextHop;
import org.gatepost.delivery.NextHop.Sent;
import org.gatepost.delivery.NextHop.Transaction;
import org.gatepost.mail.Address;
import org.gatepost.mail.Content;
import org.gatepost.mail.MailParameters;
import org.gatepost.mail.Recipient;
import org.gatepost.mail.ReversePath;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Clients that stall against mail that Gatepost has taken. */
class NextHopsTest {
  private final Opened opened = new Opened();
  private ServerSocket hop;

  @BeforeEach
  void listen() throws IOException {
    hop = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    Thread.ofVirtual().start(this::accept);
  }

  @AfterEach
  void leave() throws IOException {
    opened.close();
    hop.close();
  }

  @Test
  void stalledClientsDoNotKeepBackWhatWasTaken() throws Exception {
    NextHops nextHops = open("next-hop.connections=2", "delivery.connections=1");
    List<Transaction> stalled = new ArrayList<>();
    for (int i = 0; i < 2; i++) {
      stalled.add(begin(nextHops.direct()));
    }
    try (Transaction taken = begin(nextHops.courier())) {
      Sent sent = taken.send(new byte[0], Content.of("a: b\r\n".getBytes(StandardCharsets.UTF_8)));
      assertThat(sent).isInstanceOf(Sent.Answered.class);
      assertThat(sent.toString()).contains("250");
    }
    stalled.forEach(Transaction::close);
  }

  private static Transaction begin(NextHop nextHop) {
    Transaction transaction =
        nextHop.begin(ReversePath.of(Address.of("anna@city.example")), MailParameters.none());
    assertThat(transaction.mail().await().code()).isEqualTo(250);
    Recipient ben = Recipient.of(Address.of("ben@home.example"));
    assertThat(transaction.recipient(ben).await().code()).isEqualTo(250);
    return transaction;
  }

  private NextHops open(String... set) throws Exception {
    List<String> all = new ArrayList<>(List.of(set));
    all.add("next-hop.url=smtp://127.0.0.1:" + hop.getLocalPort());
    all.add("next-hop.tls=none");
    all.add("organisation.domains=city.example");
    Configuration configuration =
        switch (ConfigurationFile.load(Optional.empty(), all)) {
          case Loading.Loaded(var loaded, _) -> loaded;
          case Loading.Refused(var problems) -> throw new AssertionError(problems);
        };
    return NextHops.open(
        configuration, configuration.nextHop().orElseThrow(), InstantSource.system(), opened);
  }

  private void accept() {
    while (!hop.isClosed()) {
      try {
        Socket socket = hop.accept();
        Thread.ofVirtual().start(() -> serve(socket));
      } catch (IOException closed) {
        return;
      }
    }
  }

  private static void serve(Socket socket) {
    try (socket;
        BufferedReader in =
            new BufferedReader(
                new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8))) {
      say(socket, "220 hop.example");
      boolean content = false;
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        if (!content || line.equals(".")) {
          content = line.equals("DATA");
          say(socket, content ? "354 go on" : "250 ok");
        }
      }
    } catch (IOException gone) {
      throw new UncheckedIOException(gone);
    }
  }

  private static void say(Socket socket, String line) throws IOException {
    OutputStream out = socket.getOutputStream();
    out.write((line + "\r\n").getBytes(StandardCharsets.UTF_8));
  }
}
