package org.gatepost.delivery;

/**
 * The database cannot be reached or did not commit. Nothing that was asked for may be taken as
 * done; whoever waits for a promise is told to come back.
 */
public final class StorageUnavailableException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public StorageUnavailableException(String message, Throwable cause) {
    super(message, cause);
  }
}
