package org.gatepost.web.console;

import java.util.UUID;

/** Ids in the address of a page. */
final class Ids {
  private static final int LENGTH = 36;

  private Ids() {}

  /**
   * Reads an id.
   *
   * @throws Missing when it is none
   */
  static UUID parse(String text) {
    if (text.length() != LENGTH) {
      throw new Missing();
    }
    try {
      return UUID.fromString(text);
    } catch (IllegalArgumentException notAnId) {
      throw new Missing();
    }
  }
}
