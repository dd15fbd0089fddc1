package org.gatepost.mail;

import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.UUID;

/**
 * The one source of ids and random octets. Ids are UUIDs of version 7 (RFC 9562 section 5.7): they
 * sort by the time at which they were made.
 */
public final class IdentitySource {
  private final InstantSource clock;
  private final SecureRandom random;

  public IdentitySource(InstantSource clock, SecureRandom random) {
    this.clock = clock;
    this.random = random;
  }

  public UUID next() {
    byte[] octets = octets(10);
    long high = (clock.millis() << 16) | 0x7000L | ((octets[0] & 0x0fL) << 8) | (octets[1] & 0xffL);
    long low = 0;
    for (int i = 2; i < 10; i++) {
      low = (low << 8) | (octets[i] & 0xffL);
    }
    return new UUID(high, (low & 0x3fffffffffffffffL) | 0x8000000000000000L);
  }

  /** Unpredictable octets, for tokens and keys. */
  public byte[] octets(int count) {
    byte[] octets = new byte[count];
    random.nextBytes(octets);
    return octets;
  }
}
