package org.gatepost.web.console;

import java.util.List;

/**
 * Everyone who would get a held message, to be corrected or removed.
 *
 * @param base where the forms go
 * @param query part of an address that is looked for
 * @param outsideOnly true when only people outside the organisation are shown
 * @param ticked true when everyone shown is ticked to be removed
 * @param total how many there are
 * @param outside how many of them are outside the organisation
 * @param matching how many match what is looked for; more than there are rows when cut off
 */
public record RecipientsPage(
    String base,
    String subject,
    String query,
    boolean outsideOnly,
    boolean ticked,
    int total,
    int outside,
    int matching,
    List<Row> rows) {
  /**
   * One person.
   *
   * @param problem what is wrong with what was typed; empty when nothing is
   */
  public record Row(
      int number,
      String address,
      boolean outside,
      boolean remove,
      String corrected,
      String problem) {
    public String field() {
      return "correct-" + number;
    }
  }

  public RecipientsPage {
    rows = List.copyOf(rows);
  }
}
