package org.gatepost.bench.recipients;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.gatepost.bench.recipients.Scores.Judged;
import org.gatepost.recipient.Mistake;

/**
 * How well the model does.
 *
 * @param precisionAtOne how often the wrong recipient came first
 * @param recall by budget, then by kind of mistake and {@code all}
 * @param warned share of untouched messages that were warned of, by budget
 */
record Measures(
    Share precisionAtOne, Map<Integer, Map<String, Share>> recall, Map<Integer, Share> warned) {

  static final String ALL = "all";

  static Measures of(Scores scores, Map<Integer, Double> limits) {
    Share.Counter first = new Share.Counter(scores.users());
    scores.ranked().forEach(one -> first.count(one.user(), one.wrongFirst()));
    Map<Integer, Map<String, Share>> recall = new TreeMap<>();
    Map<Integer, Share> warned = new TreeMap<>();
    limits.forEach(
        (budget, limit) -> {
          recall.put(budget, recall(scores, limit));
          Share.Counter counter = new Share.Counter(scores.users());
          scores.untouched().forEach(one -> counter.count(one.user(), one.score() > limit));
          warned.put(budget, counter.share());
        });
    return new Measures(first.share(), recall, warned);
  }

  /** How many messages with a mistake there were, by kind. */
  Map<String, Long> mistakes() {
    Map<String, Long> counts = new LinkedHashMap<>();
    recall.values().iterator().next().forEach((kind, share) -> counts.put(kind, share.of()));
    return counts;
  }

  long messages() {
    return warned.values().iterator().next().of();
  }

  private static Map<String, Share> recall(Scores scores, double limit) {
    Map<String, Share> shares = new LinkedHashMap<>();
    Share.Counter all = new Share.Counter(scores.users());
    for (Mistake mistake : Mistake.values()) {
      Share.Counter counter = new Share.Counter(scores.users());
      for (Judged one : scores.mistaken()) {
        if (one.mistake().filter(mistake::equals).isPresent()) {
          boolean found = one.score() > limit;
          counter.count(one.user(), found);
          all.count(one.user(), found);
        }
      }
      shares.put(mistake.wireName(), counter.share());
    }
    shares.put(ALL, all.share());
    return shares;
  }
}
