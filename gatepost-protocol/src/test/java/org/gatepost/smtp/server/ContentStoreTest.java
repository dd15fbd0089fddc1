package org.gatepost.smtp.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.gatepost.mail.Content;
import org.gatepost.smtp.server.SmtpSettings.Storage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Content in memory and in files behaves alike and leaves nothing behind. */
class ContentStoreTest {
  @TempDir Path folder;

  private static byte[] octets(int count) {
    byte[] octets = new byte[count];
    for (int i = 0; i < count; i++) {
      octets[i] = (byte) (i * 31 + i / 251);
    }
    return octets;
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 4095, 4096, 4097, 10_000, 10_001, 50_000})
  void whatGoesInComesOut(int count) throws IOException {
    ContentStore store = new ContentStore(new Storage(folder, 10_000, 1_000_000, Long.MAX_VALUE));
    byte[] octets = octets(count);
    ContentSink sink = store.begin(0);
    for (int at = 0; at < count; at += 777) {
      sink.write(octets, at, Math.min(count, at + 777));
    }
    Content content = sink.finish();
    try (content) {
      assertThat(content.size()).isEqualTo(count);
      assertThat(content.open().readAllBytes()).isEqualTo(octets);
      ByteArrayOutputStream written = new ByteArrayOutputStream();
      content.writeTo(written);
      assertThat(written.toByteArray()).isEqualTo(octets);
      try (InputStream one = content.open();
          InputStream other = content.open(count / 3, count - count / 3)) {
        assertThat(other.readAllBytes())
            .isEqualTo(Arrays.copyOfRange(octets, count / 3, count - count / 3));
        one.skipNBytes(count / 2);
        assertThat(one.read()).isEqualTo(count == 0 ? -1 : octets[count / 2] & 0xff);
      }
      assertThatThrownBy(() -> content.open(0, count + 1))
          .isInstanceOf(IndexOutOfBoundsException.class);
      try (Stream<Path> files = Files.list(folder)) {
        assertThat(files).isEmpty();
      }
    }
    assertThatThrownBy(content::open).isInstanceOf(IOException.class);
    assertThat(store.open()).isZero();
    assertThat(store.inMemory()).isZero();
  }

  @Test
  void whatIsDiscardedIsFreed() throws IOException {
    ContentStore store = new ContentStore(new Storage(folder, 10_000, 1_000_000, Long.MAX_VALUE));
    for (int count : new int[] {100, 20_000}) {
      ContentSink sink = store.begin(count);
      sink.write(octets(count), 0, count);
      sink.discard();
      sink.discard();
    }
    assertThat(store.open()).isZero();
    assertThat(store.inMemory()).isZero();
  }

  @Test
  void aDeclaredSizeTakesNoMoreMemoryThanAllowed() {
    ContentStore store = new ContentStore(new Storage(folder, 10_000, 1_000_000, Long.MAX_VALUE));
    ContentSink sink = store.begin(Long.MAX_VALUE);
    assertThat(store.inMemory()).isEqualTo(10_000);
    sink.discard();
  }
}
