package org.gatepost.smtp.server;

import java.time.Duration;

/**
 * How AUTH is guarded.
 *
 * @param failuresPerClient within the window, from one address (IPv6: one /64)
 * @param failuresPerLogin within the window, from wherever
 * @param iterations of PBKDF2 that real verifiers have, so that the made-up ones of unknown logins
 *     look the same
 * @param secret from which the salts of unknown logins are made; the same after a restart
 */
@SuppressWarnings("ArrayRecordComponent")
public record AuthenticationSettings(
    int failuresPerClient, int failuresPerLogin, Duration window, int iterations, byte[] secret) {
  public AuthenticationSettings {
    secret = secret.clone();
  }

  public static AuthenticationSettings defaults(int iterations, byte[] secret) {
    return new AuthenticationSettings(20, 100, Duration.ofMinutes(10), iterations, secret);
  }
}
