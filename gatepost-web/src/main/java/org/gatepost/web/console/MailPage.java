package org.gatepost.web.console;

import java.util.List;
import java.util.Optional;

/**
 * Judged mail.
 *
 * @param path where the search form goes
 * @param others true when it is everybody's
 * @param mayAskForOthers true for a data-protection officer
 * @param reason why an officer looks, and until when they may
 * @param older where the page below is; empty when this is the last
 */
public record MailPage(
    String path,
    boolean others,
    boolean mayAskForOthers,
    Optional<String> reason,
    MailSearch search,
    List<Row> rows,
    String older) {
  /** One judged message. */
  public record Row(String path, String at, String sender, String to, Tag verdict, Tag outcome) {}

  public MailPage {
    rows = List.copyOf(rows);
  }

  /** What a verdict is called. */
  public String word(String verdict) {
    return JudgedWords.verdictWord(verdict);
  }
}
