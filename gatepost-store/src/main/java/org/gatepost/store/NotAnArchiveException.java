package org.gatepost.store;

/**
 * What was to be restored is no archive of Gatepost's, or a damaged one. The message is a plain
 * sentence for the operator.
 */
public final class NotAnArchiveException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public NotAnArchiveException(String message) {
    super(message);
  }

  public NotAnArchiveException(String message, Throwable cause) {
    super(message, cause);
  }
}
