package org.gatepost.app.config;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;
import org.gatepost.app.Plain;

/** Words in messages: the nearest known name, and foreign text that is safe to show. */
final class Words {
  private static final int SHOWN = 60;

  private Words() {}

  /** Foreign text, short and without control characters. */
  static String clip(String text) {
    return clip(text, SHOWN);
  }

  static String clip(String text, int most) {
    String plain = Plain.line(text);
    return plain.length() <= most ? plain : plain.substring(0, most) + "…";
  }

  /** The known name that a wrong one was most likely meant to be, if any is near. */
  static Optional<String> nearest(String wrong, Collection<String> known) {
    if (wrong.length() > 2 * SHOWN) {
      return Optional.empty();
    }
    int near = Math.max(1, Math.min(3, wrong.length() / 3));
    return known.stream()
        .filter(name -> distance(wrong, name) <= near)
        .min(Comparator.comparingInt(name -> distance(wrong, name)));
  }

  /** Edits between two words; two letters that changed places are one edit. */
  static int distance(String one, String other) {
    int[][] cost = new int[one.length() + 1][other.length() + 1];
    for (int i = 0; i <= one.length(); i++) {
      cost[i][0] = i;
    }
    for (int j = 0; j <= other.length(); j++) {
      cost[0][j] = j;
    }
    for (int i = 1; i <= one.length(); i++) {
      for (int j = 1; j <= other.length(); j++) {
        int change = one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1;
        cost[i][j] =
            Math.min(Math.min(cost[i - 1][j] + 1, cost[i][j - 1] + 1), cost[i - 1][j - 1] + change);
        if (i > 1
            && j > 1
            && one.charAt(i - 1) == other.charAt(j - 2)
            && one.charAt(i - 2) == other.charAt(j - 1)) {
          cost[i][j] = Math.min(cost[i][j], cost[i - 2][j - 2] + 1);
        }
      }
    }
    return cost[one.length()][other.length()];
  }
}
