package org.gatepost.bench.recipients;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.gatepost.recipient.Mistake;
import org.gatepost.recipient.Sign;
import org.gatepost.recipient.Trees;

/** What the model said of each case. */
record Scores(List<Judged> untouched, List<Judged> mistaken, List<Ranked> ranked, int users) {
  /**
   * A message that was judged.
   *
   * @param score of its worst recipient
   * @param reason the sign that weighed most against that recipient
   */
  record Judged(int user, Optional<Mistake> mistake, double score, Optional<Sign> reason) {}

  /** A message whose recipients were ranked. */
  record Ranked(int user, int message, boolean wrongFirst) {}

  static Scores of(List<Case> cases, Trees trees, int users) {
    List<Judged> untouched = new ArrayList<>();
    List<Judged> mistaken = new ArrayList<>();
    List<Ranked> ranked = new ArrayList<>();
    for (Case one : cases) {
      double[] scores = one.rows().stream().mapToDouble(trees::score).toArray();
      switch (one.test()) {
        case RANKING -> ranked.add(new Ranked(one.user(), one.message(), first(one, scores)));
        case BUDGET -> {
          int worst = worst(scores);
          Judged judged =
              new Judged(
                  one.user(),
                  one.mistake(),
                  scores[worst],
                  trees.reasons(one.rows().get(worst), 1).stream().findFirst());
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

  private static int worst(double[] scores) {
    int worst = 0;
    for (int i = 1; i < scores.length; i++) {
      worst = scores[i] > scores[worst] ? i : worst;
    }
    return worst;
  }

  /** The score that this many of 1,000 untouched messages exceed. */
  double limit(double budget) {
    double[] sorted = untouched.stream().mapToDouble(Judged::score).sorted().toArray();
    if (sorted.length == 0) {
      throw new IllegalStateException("There is no message to judge.");
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
