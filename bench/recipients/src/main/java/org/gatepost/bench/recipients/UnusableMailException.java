package org.gatepost.bench.recipients;

/** The mail, or the list of senders, cannot be measured on; the message says why. */
final class UnusableMailException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  UnusableMailException(String message) {
    super(message);
  }

  UnusableMailException(String message, Throwable cause) {
    super(message, cause);
  }
}
