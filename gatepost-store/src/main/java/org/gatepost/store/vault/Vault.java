package org.gatepost.store.vault;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.StreamingAead;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.UUID;

/**
 * Seals and opens with the keys of a {@link KeyFile}. Content goes through a streaming AEAD in
 * segments, so that any stretch of it opens alone and no message need fit into memory; short texts
 * go through an AEAD. Both are bound to the id of what they belong to and a purpose: a sealed text
 * in another row, or for another purpose, does not open.
 */
public final class Vault {
  private static final byte[] CONTENT = "content".getBytes(StandardCharsets.US_ASCII);

  private final StreamingAead streaming;
  private final Aead aead;
  private final byte[] tokenKey;

  Vault(StreamingAead streaming, Aead aead, byte[] tokenKey) {
    this.streaming = streaming;
    this.aead = aead;
    this.tokenKey = tokenKey.clone();
  }

  /** A key for tokens in links; the same for as long as the key file is. */
  public byte[] tokenKey() {
    return tokenKey.clone();
  }

  /** Numbers in place of texts; the same for as long as the key file is, others for each use. */
  public Pseudonyms pseudonyms(String use) {
    return Pseudonyms.derived(tokenKey, use);
  }

  /** Seals what is written to the stream; it ends when the stream is closed. */
  public OutputStream sealing(UUID content, OutputStream sealed) throws IOException {
    try {
      return streaming.newEncryptingStream(sealed, binding(content, CONTENT));
    } catch (GeneralSecurityException broken) {
      throw new IOException("Content cannot be sealed.", broken);
    }
  }

  /** The octets in clear, from any place. Reading what was tampered with fails. */
  public SeekableByteChannel opening(UUID content, SeekableByteChannel sealed) throws IOException {
    try {
      return streaming.newSeekableDecryptingChannel(sealed, binding(content, CONTENT));
    } catch (GeneralSecurityException broken) {
      throw new IOException("Content cannot be opened.", broken);
    }
  }

  /**
   * Seals something short.
   *
   * @param owner the id of the row that it belongs to
   * @param purpose tells the sealed columns of one row apart
   */
  public byte[] seal(UUID owner, String purpose, byte[] clear) {
    try {
      return aead.encrypt(clear, binding(owner, purpose.getBytes(StandardCharsets.US_ASCII)));
    } catch (GeneralSecurityException broken) {
      throw new IllegalStateException("A text cannot be sealed.", broken);
    }
  }

  public byte[] seal(UUID owner, String purpose, String clear) {
    return seal(owner, purpose, clear.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * Opens what {@link #seal} made of the same owner and purpose.
   *
   * @throws SealBrokenException when it is something else
   */
  public byte[] open(UUID owner, String purpose, byte[] sealed) {
    try {
      return aead.decrypt(sealed, binding(owner, purpose.getBytes(StandardCharsets.US_ASCII)));
    } catch (GeneralSecurityException broken) {
      throw new SealBrokenException(broken);
    }
  }

  public String openText(UUID owner, String purpose, byte[] sealed) {
    return new String(open(owner, purpose, sealed), StandardCharsets.UTF_8);
  }

  private static byte[] binding(UUID owner, byte[] purpose) {
    return ByteBuffer.allocate(16 + purpose.length)
        .putLong(owner.getMostSignificantBits())
        .putLong(owner.getLeastSignificantBits())
        .put(purpose)
        .array();
  }
}
