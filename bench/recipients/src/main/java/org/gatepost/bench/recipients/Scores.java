package org.gatepost.bench.recipients;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.gatepost.recipient.Mistake;
import org.gatepost.recipient.Trees;

/** What the model said of each case. */
record Scores(List<Judged> untouched, List<Judged> mistaken, List<Ranked> ranked, int users) {
  /**
   * A message that was judged.
   *
   * @param score of its worst recipient
   */
  record Judged(int user, Optional<Mistake> mistake, double score) {}

  /** A message whose recipients were ranked. */
  record Ranked(int user, boolean wrongFirst) {}

  static Scores of(List<Case> cases, Trees trees, int users) {
    List<Judged> untouched = new ArrayList<>();
    List<Judged> mistaken = new ArrayList<>();
    List<Ranked> ranked = new ArrayList<>();
    for (Case one : cases) {
      double[] scores = one.rows().stream().mapToDouble(trees::score).toArray();
      switch (one.test()) {
        case RANKING -> ranked.add(new Ranked(one.user(), first(one, scores)));
        case BUDGET -> {
          double worst = Arrays.stream(scores).max().orElseThrow();
          Judged judged = new Judged(one.user(), one.mistake(), worst);
          (one.mistake().isEmpty() ? untouched : mistaken).add(judged);
        }
      }
    }
    return new Scores(untouched, mistaken, ranked, users);
  }

  /** A tie does not count as found. */
  private static boolean first(Case one, double[] scores) {
    for (int i = 0; i < scores.length; i++) {
      if (i != one.wrong() && scores[i] >= scores[one.wrong()]) {
        return false;
      }
    }
    return true;
  }

  /** The score that this many of 1,000 untouched messages exceed. */
  double limit(double budget) {
    double[] sorted = untouched.stream().mapToDouble(Judged::score).sorted().toArray();
    if (sorted.length == 0) {
      throw new UnusableMailException(
          "No message of these senders can be judged: each needs more than 20 in the mail.");
    }
    return sorted[sorted.length - 1 - (int) (sorted.length * budget / 1000)];
  }

  /** Share of the messages with this mistake that exceed a limit. */
  double recall(Mistake mistake, double limit) {
    List<Judged> such =
        mistaken.stream().filter(one -> one.mistake().equals(Optional.of(mistake))).toList();
    return such.isEmpty()
        ? 0
        : (double) such.stream().filter(one -> one.score() > limit).count() / such.size();
  }
}
