package org.gatepost.web.console;

import java.util.List;

/**
 * What would have left.
 *
 * @param all true when it is everybody's
 * @param notNewest true further down
 * @param older where the page below is; empty when this is the last
 */
public record OutboxPage(
    boolean all, String text, boolean notNewest, List<Row> rows, String older) {
  /** One message to one recipient. */
  public record Row(String path, String subject, String sender, String recipient, String at) {}

  public OutboxPage {
    rows = List.copyOf(rows);
  }
}
