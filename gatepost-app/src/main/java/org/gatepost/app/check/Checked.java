package org.gatepost.app.check;

import java.util.List;
import org.gatepost.policy.Decision;
import org.gatepost.policy.Verdict;

/** How the check of one file ended. */
public sealed interface Checked {
  /**
   * There is a verdict.
   *
   * @param message the Message-ID, or the file's name when it has none
   */
  record Judged(String message, Verdict verdict) implements Checked {}

  /**
   * A message that could not be judged: beyond a limit, or not readable to its end.
   *
   * @param policy the version of the policy that would have decided
   * @param decisions unable for every recipient, as far as they are known
   */
  record Unjudged(String message, String policy, List<Decision> decisions, String because)
      implements Checked {
    public Unjudged {
      decisions = List.copyOf(decisions);
    }
  }

  /** The octets are no message. */
  record NotAMessage(String because) implements Checked {}

  /** The call leads to no message with an envelope: there is no such file, or nobody is named. */
  record WrongUse(String because) implements Checked {}
}
