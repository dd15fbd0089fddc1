package org.gatepost.web.console;

/** There is no such thing, or it is not for this person to see: both look the same from outside. */
final class Missing extends RuntimeException {
  private static final long serialVersionUID = 1L;

  Missing() {
    super("not found", null, false, false);
  }
}
