package org.gatepost.store.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.gatepost.delivery.Delivery;
import org.gatepost.delivery.Ledger;
import org.gatepost.delivery.StorageUnavailableException;
import org.gatepost.mail.Address;
import org.gatepost.mail.Content;
import org.gatepost.mail.Envelope;
import org.gatepost.mail.ReversePath;
import org.gatepost.store.SharedStore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Octets in sealed rows: exact, seekable, in bounded memory, and proof against tampering. */
class ContentsTest {
  private static final Instant NOW = Instant.parse("2026-06-01T10:00:00Z");

  private static UUID store(Content content) {
    UUID id = SharedStore.IDS.next();
    SharedStore.store()
        .ledger()
        .post(
            new Ledger.Posted(
                new Delivery.Order(
                    SharedStore.IDS.next(),
                    Delivery.Kind.NOTICE,
                    Envelope.of(ReversePath.none(), List.of(Address.of("hanna@city.example"))),
                    id),
                content),
            Optional.empty(),
            NOW);
    return id;
  }

  private static Content open(UUID id) {
    return SharedStore.store().ledger().open(id);
  }

  private static byte[] pattern(int size) {
    byte[] octets = new byte[size];
    for (int i = 0; i < size; i++) {
      octets[i] = (byte) (i * 31 + i / 251);
    }
    return octets;
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 4095, 4096, 4097, 131_071, 131_072, 131_073, 1_000_000})
  void everyOctetComesBack(int size) throws Exception {
    byte[] octets = pattern(size);
    try (Content stored = open(store(Content.of(octets)));
        InputStream in = stored.open()) {
      assertThat(stored.size()).isEqualTo(size);
      assertThat(in.readAllBytes()).isEqualTo(octets);
    }
  }

  @Test
  void anyStretchOpensAlone() throws Exception {
    byte[] octets = pattern(700_000);
    try (Content stored = open(store(Content.of(octets)))) {
      for (int[] stretch :
          new int[][] {{0, 0}, {0, 1}, {4000, 5000}, {131_000, 132_000}, {699_999, 700_000}}) {
        try (InputStream in = stored.open(stretch[0], stretch[1])) {
          assertThat(in.readAllBytes())
              .isEqualTo(Arrays.copyOfRange(octets, stretch[0], stretch[1]));
        }
      }
    }
  }

  @Test
  void severalReadersReadAtOnce() throws Exception {
    byte[] octets = pattern(300_000);
    try (Content stored = open(store(Content.of(octets)));
        InputStream first = stored.open();
        InputStream second = stored.open(1000, 300_000)) {
      assertThat(first.readNBytes(10)).isEqualTo(Arrays.copyOf(octets, 10));
      assertThat(second.readNBytes(10)).isEqualTo(Arrays.copyOfRange(octets, 1000, 1010));
      assertThat(first.readAllBytes()).isEqualTo(Arrays.copyOfRange(octets, 10, 300_000));
    }
  }

  @Test
  void octetsThatCannotBeReadLeaveNothingBehind() {
    UUID id = SharedStore.IDS.next();
    Content broken =
        new Content() {
          @Override
          public long size() {
            return 300_000;
          }

          @Override
          public InputStream open(long start, long end) throws IOException {
            throw new IOException("The disk is gone.");
          }

          @Override
          public void writeTo(OutputStream out) throws IOException {
            out.write(pattern(200_000));
            throw new IOException("The disk is gone.");
          }

          @Override
          public void close() {}
        };
    Ledger.Posted posted =
        new Ledger.Posted(
            new Delivery.Order(
                SharedStore.IDS.next(),
                Delivery.Kind.NOTICE,
                Envelope.of(ReversePath.none(), List.of(Address.of("hanna@city.example"))),
                id),
            broken);

    assertThatThrownBy(() -> SharedStore.store().ledger().post(posted, Optional.empty(), NOW))
        .isInstanceOf(StorageUnavailableException.class);
    assertThatThrownBy(() -> open(id)).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void exchangedRowsDoNotOpen() throws Exception {
    UUID mine = store(Content.of(pattern(500_000)));
    UUID other = store(Content.of(pattern(500_000)));
    execute(
        "UPDATE content_chunk SET octets = (SELECT octets FROM content_chunk WHERE content = ?"
            + " AND ordinal = 1) WHERE content = ? AND ordinal = 1",
        other,
        mine);

    try (Content stored = open(mine);
        InputStream in = stored.open()) {
      assertThatThrownBy(in::readAllBytes).isInstanceOf(IOException.class);
    }
  }

  @Test
  void wholeContentsDoNotChangePlaces() throws Exception {
    UUID mine = store(Content.of(pattern(1000)));
    UUID other = store(Content.of(pattern(1000)));
    execute(
        "UPDATE content_chunk SET octets = (SELECT octets FROM content_chunk WHERE content = ?)"
            + " WHERE content = ?",
        other,
        mine);

    try (Content stored = open(mine);
        InputStream in = stored.open()) {
      assertThatThrownBy(in::readAllBytes).isInstanceOf(IOException.class);
    }
  }

  @Test
  void aCutEndIsNotTakenForTheEnd() throws Exception {
    UUID mine = store(Content.of(pattern(500_000)));
    execute("UPDATE content SET sealed_size = 131072 WHERE id IN (?, ?)", mine, mine);

    try (Content stored = open(mine)) {
      assertThatThrownBy(
              () -> {
                try (InputStream in = stored.open()) {
                  in.readAllBytes();
                }
              })
          .isInstanceOf(IOException.class);
    }
  }

  private static void execute(String statement, UUID first, UUID second) throws Exception {
    try (Connection connection = SharedStore.connect();
        PreparedStatement prepared = connection.prepareStatement(statement)) {
      prepared.setObject(1, first);
      prepared.setObject(2, second);
      prepared.executeUpdate();
    }
  }
}
