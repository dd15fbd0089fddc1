package org.gatepost.app.replay;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What a replay found.
 *
 * @param all every message of the organisation
 * @param rules by the rule that would have stopped them
 * @param senders the most often stopped first
 * @param weeks in order
 * @param unable messages that could not be judged
 * @param notOurs messages that somebody else wrote
 * @param unaddressed messages that name no recipient
 * @param ignored files in folders and archives that are no mail
 */
public record ReplayReport(
    Line all,
    Optional<Instant> first,
    Optional<Instant> last,
    List<Line> rules,
    List<Line> senders,
    List<Line> weeks,
    long unable,
    long notOurs,
    long unaddressed,
    long ignored,
    Troubles troubles) {
  /**
   * A count.
   *
   * @param stopped how many of the messages would have been stopped or changed
   */
  public record Line(String name, long messages, long stopped) {
    /** Stopped messages in a thousand. */
    double per1000() {
      return messages == 0 ? 0 : Math.round(stopped * 10_000.0 / messages) / 10.0;
    }
  }

  public ReplayReport {
    rules = List.copyOf(rules);
    senders = List.copyOf(senders);
    weeks = List.copyOf(weeks);
  }

  /** Files that could not be read to their end. */
  public long unreadableFiles() {
    return troubles.files();
  }

  /** Messages that were read, whoever wrote them. */
  public long messagesRead() {
    return all.messages() + notOurs + unaddressed;
  }
}
