package org.gatepost.web.console;

import java.util.List;

/**
 * One judged message: who, when, what was decided and why, and what became of it. No content.
 *
 * @param hold the held message's page; empty when there is none or the reader may not see it
 * @param reply the last answer of the mail server or ours
 */
public record JudgedPage(
    String back,
    String at,
    String sender,
    String signedIn,
    String client,
    String messageId,
    String size,
    Tag verdict,
    Tag outcome,
    String outcomeWords,
    String reply,
    String hold,
    String policy,
    String trace,
    List<Reason> reasons,
    List<Line> recipients,
    int total,
    Paging paging) {
  /** One finding. */
  public record Reason(String kind, String because, String people) {}

  /** One recipient's decision. */
  public record Line(String address, String place, Tag decision, String rule) {}

  public JudgedPage {
    reasons = List.copyOf(reasons);
    recipients = List.copyOf(recipients);
  }
}
