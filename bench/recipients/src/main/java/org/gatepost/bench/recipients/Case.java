package org.gatepost.bench.recipients;

import java.util.List;
import java.util.Optional;
import org.gatepost.recipient.Mistake;

/**
 * One message of a user as it was judged.
 *
 * @param user index of the sender among the users
 * @param test what it is for
 * @param mistake what was put in; nothing for the message as it was
 * @param wrong which recipient is the mistake, -1 for none
 * @param rows signs of each recipient
 */
record Case(int user, Test test, Optional<Mistake> mistake, int wrong, List<float[]> rows) {
  enum Test {
    /** Warnings at a budget, on the newer half. */
    BUDGET,
    /** The published protocol: rank the recipients of one of the newest messages. */
    RANKING
  }
}
