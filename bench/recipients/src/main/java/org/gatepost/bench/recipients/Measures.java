package org.gatepost.bench.recipients;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.gatepost.bench.recipients.Scores.Judged;
import org.gatepost.recipient.Mistake;

/**
 * The figures.
 *
 * @param precisionAtOne how often the wrong recipient came first
 * @param recall by budget, then by kind of mistake and {@code all}
 * @param warned share of untouched messages that were warned of, by budget
 * @param warnedFor the same by the detector whose sign weighed most, by budget
 */
record Measures(
    Share precisionAtOne,
    Map<Integer, Map<String, Share>> recall,
    Map<Integer, Share> warned,
    Map<Integer, Map<String, Share>> warnedFor) {

  static final String ALL = "all";

  static Measures of(Scores scores, Map<Integer, Double> limits) {
    Share.Counter first = new Share.Counter(scores.users());
    scores.ranked().forEach(one -> first.count(one.user(), one.wrongFirst()));
    Map<Integer, Map<String, Share>> recall = new TreeMap<>();
    Map<Integer, Share> warned = new TreeMap<>();
    Map<Integer, Map<String, Share>> warnedFor = new TreeMap<>();
    limits.forEach(
        (budget, limit) -> {
          recall.put(budget, recall(scores, limit));
          Share.Counter counter = new Share.Counter(scores.users());
          scores.untouched().forEach(one -> counter.count(one.user(), one.score() > limit));
          warned.put(budget, counter.share());
          warnedFor.put(budget, byDetector(scores, limit));
        });
    return new Measures(first.share(), recall, warned, warnedFor);
  }

  private static Map<String, Share> recall(Scores scores, double limit) {
    Map<String, Share.Counter> counters = new LinkedHashMap<>();
    for (Mistake mistake : Mistake.values()) {
      counters.put(mistake.wireName(), new Share.Counter(scores.users()));
    }
    counters.put(ALL, new Share.Counter(scores.users()));
    for (Judged one : scores.mistaken()) {
      boolean found = one.score() > limit;
      one.mistake().ifPresent(kind -> count(counters, kind.wireName(), one.user(), found));
      count(counters, ALL, one.user(), found);
    }
    return shares(counters);
  }

  private static Map<String, Share> byDetector(Scores scores, double limit) {
    Map<String, Share.Counter> counters = new TreeMap<>();
    for (DetectorOf detector : DetectorOf.values()) {
      counters.put(detector.kind(), new Share.Counter(scores.users()));
    }
    for (Judged one : scores.untouched()) {
      String detector =
          one.score() > limit
              ? one.reason().map(DetectorOf::of).orElse(DetectorOf.FIRST_CONTACT).kind()
              : "";
      counters.forEach((kind, counter) -> counter.count(one.user(), kind.equals(detector)));
    }
    return shares(counters);
  }

  private static void count(
      Map<String, Share.Counter> counters, String key, int user, boolean hit) {
    Share.Counter counter = counters.get(key);
    if (counter == null) {
      throw new IllegalStateException("Nobody counts " + key + ".");
    }
    counter.count(user, hit);
  }

  private static Map<String, Share> shares(Map<String, Share.Counter> counters) {
    Map<String, Share> shares = new LinkedHashMap<>();
    counters.forEach((key, counter) -> shares.put(key, counter.share()));
    return shares;
  }
}
