package org.gatepost.store;

/**
 * The store cannot be opened at all, and trying again will not help: somebody has to mend
 * something. The message is one or two plain sentences for the operator.
 */
public final class StoreUnusableException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public StoreUnusableException(String message) {
    super(message);
  }

  public StoreUnusableException(String message, Throwable cause) {
    super(message, cause);
  }
}
