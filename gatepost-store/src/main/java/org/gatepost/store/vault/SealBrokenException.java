package org.gatepost.store.vault;

/** Stored octets were not sealed with these keys for this place: wrong key file, or tampering. */
public final class SealBrokenException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  SealBrokenException(Throwable cause) {
    super("Stored data does not open with the keys in use.", cause);
  }
}
