package org.gatepost.bench.recipients;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The scores above which a message is warned of, so that 2, 5 or 10 of 1,000 untouched messages of
 * the development users are. Fixed once on those, and used unchanged on everybody else.
 */
final class Limits {
  static final List<Integer> BUDGETS = List.of(2, 5, 10);

  private Limits() {}

  static Map<Integer, Double> workedOut(Scores scores) {
    Map<Integer, Double> limits = new TreeMap<>();
    for (int budget : BUDGETS) {
      limits.put(budget, scores.limit(budget));
    }
    return limits;
  }

  static void write(Map<Integer, Double> limits, Path file) throws IOException {
    StringBuilder text =
        new StringBuilder("# Warnings in 1,000 untouched messages = score to exceed.\n");
    limits.forEach((budget, limit) -> text.append(budget).append('=').append(limit).append('\n'));
    Files.writeString(file, text.toString());
  }
}
