package org.gatepost.account;

/**
 * What a server keeps of a password for SCRAM-SHA-256 (RFC 5802 section 3, RFC 7677): enough to
 * check it, not enough to be it. Two verifiers are never compared as a whole; their keys are, in
 * constant time.
 *
 * @param iterations of PBKDF2
 */
@SuppressWarnings("ArrayRecordComponent")
public record ScramVerifier(byte[] salt, int iterations, byte[] storedKey, byte[] serverKey) {

  public ScramVerifier {
    salt = salt.clone();
    storedKey = storedKey.clone();
    serverKey = serverKey.clone();
  }
}
