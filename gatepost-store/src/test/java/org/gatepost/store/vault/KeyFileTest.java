package org.gatepost.store.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.UUID;
import org.gatepost.mail.IdentitySource;
import org.gatepost.store.StoreUnusableException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeyFileTest {
  private static final IdentitySource IDS =
      new IdentitySource(InstantSource.system(), new SecureRandom());

  @TempDir private Path folder;
  private Path file;

  @BeforeEach
  void makeOne() {
    file = folder.resolve("keys/content.keys");
    KeyFile.makeIfMissing(file, IDS);
  }

  @Test
  void onlyItsOwnerReadsIt() throws Exception {
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("keys"))))
        .isEqualTo("rwx------");
  }

  @Test
  void itIsNeverWrittenAgain() throws Exception {
    String before = Files.readString(file);
    KeyFile.makeIfMissing(file, IDS);
    assertThat(Files.readString(file)).isEqualTo(before);
  }

  @Test
  void whatIsSealedOpensWithTheSameFileOnly() {
    UUID row = IDS.next();
    byte[] sealed = KeyFile.read(file).seal(row, "reason", "They asked for it.");
    Path other = folder.resolve("other.keys");
    KeyFile.makeIfMissing(other, IDS);

    assertThat(KeyFile.read(file).openText(row, "reason", sealed)).isEqualTo("They asked for it.");
    assertThat(new String(sealed, StandardCharsets.ISO_8859_1)).doesNotContain("asked");
    assertThatThrownBy(() -> KeyFile.read(other).openText(row, "reason", sealed))
        .isInstanceOf(SealBrokenException.class);
  }

  @Test
  void whatIsSealedOpensInItsOwnPlaceOnly() {
    UUID row = IDS.next();
    Vault vault = KeyFile.read(file);
    byte[] sealed = vault.seal(row, "reason", "They asked for it.");

    assertThatThrownBy(() -> vault.openText(IDS.next(), "reason", sealed))
        .isInstanceOf(SealBrokenException.class);
    assertThatThrownBy(() -> vault.openText(row, "subject", sealed))
        .isInstanceOf(SealBrokenException.class);
  }

  @Test
  void theTokenKeyStaysTheSame() {
    assertThat(KeyFile.read(file).tokenKey()).hasSize(64).isEqualTo(KeyFile.read(file).tokenKey());
  }

  @Test
  void aFileThatOthersReadIsRefused() throws Exception {
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));

    assertThatThrownBy(() -> KeyFile.read(file))
        .isInstanceOf(StoreUnusableException.class)
        .hasMessageContaining("chmod 600");
  }

  @Test
  void anythingElseIsRefused() throws Exception {
    for (String text :
        new String[] {"", "hello\n", "gatepost-keys-1\ncontent !\ntexts !\ntokens !\n"}) {
      Files.writeString(file, text);
      assertThatThrownBy(() -> KeyFile.read(file)).isInstanceOf(StoreUnusableException.class);
    }
    Files.delete(file);
    assertThatThrownBy(() -> KeyFile.read(file)).hasMessageContaining("missing");
  }
}
