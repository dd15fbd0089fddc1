package org.gatepost.store.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.gatepost.gate.Outbox;
import org.gatepost.mail.Address;
import org.gatepost.mail.Content;
import org.gatepost.mail.Envelope;
import org.gatepost.mail.ReversePath;
import org.gatepost.store.SharedStore;
import org.junit.jupiter.api.Test;

class JdbcOutboxTest {
  private static final Instant NOW = Instant.parse("2026-06-09T08:41:00Z");

  private final Outbox outbox = SharedStore.store().outbox();
  private final String mark = SharedStore.IDS.next().toString();

  private UUID keep(ReversePath from, List<Address> to, Instant at) {
    UUID id = SharedStore.IDS.next();
    outbox.keep(
        id,
        Envelope.of(from, to),
        Content.of("Subject: trial\r\n\r\nHello\r\n".getBytes(StandardCharsets.US_ASCII)),
        at);
    return id;
  }

  private Address address(String name) {
    return Address.of(name + "@" + mark + ".example");
  }

  @Test
  void aPersonFindsWhatTheySentAndTheNoticesToThemAndNothingElse() {
    Address anna = address("anna");
    Address bela = address("bela");
    UUID sent = keep(ReversePath.of(anna), List.of(bela), NOW);
    UUID notice = keep(ReversePath.none(), List.of(address("Anna+gatepost")), NOW.plusSeconds(1));
    keep(ReversePath.none(), List.of(bela), NOW.plusSeconds(2));
    keep(ReversePath.of(bela), List.of(anna), NOW.plusSeconds(3));
    assertThat(outbox.list(Optional.of(anna), Optional.empty(), Optional.empty(), 100))
        .extracting(Outbox.Kept::id)
        .containsExactly(notice, sent);
  }

  @Test
  void aPageNeverCutsAMessageSoThatPagingMissesNobody() {
    Address anna = address("anna");
    List<Address> families =
        IntStream.range(0, 12).mapToObj(i -> address("family%02d".formatted(i))).toList();
    keep(ReversePath.of(anna), families, NOW);
    keep(ReversePath.of(anna), families, NOW.plusSeconds(1));
    List<Outbox.Kept> first = outbox.list(Optional.of(anna), Optional.empty(), Optional.empty(), 5);
    assertThat(first).extracting(Outbox.Kept::recipient).isEqualTo(families);
    List<Outbox.Kept> second =
        outbox.list(Optional.of(anna), Optional.empty(), Optional.of(first.getLast().at()), 5);
    assertThat(second).hasSize(12);
    assertThat(second.getFirst().at()).isEqualTo(NOW);
  }
}
