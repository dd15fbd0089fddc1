package org.gatepost.web.console;

import java.util.List;

/**
 * What waits for a second person, oldest first.
 *
 * @param full true when there is more than the page shows
 */
public record ApprovalsPage(List<Row> rows, boolean full) {
  /**
   * One held message.
   *
   * @param path empty for the reader's own: somebody else must decide
   */
  public record Row(
      String path, String subject, String sender, String people, String heldAt, String dueAt) {}

  public ApprovalsPage {
    rows = List.copyOf(rows);
  }
}
