package org.gatepost.web.console;

import java.util.List;

/**
 * Somebody's own held mail.
 *
 * @param full true when there is more than the page shows
 */
public record HomePage(List<Row> rows, boolean full) {
  /** One held message. */
  public record Row(
      String path, String subject, String heldAt, String people, Tag state, String waits) {}

  public HomePage {
    rows = List.copyOf(rows);
  }
}
