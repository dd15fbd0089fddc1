package org.gatepost.bench.recipients;

import java.util.Locale;
import org.gatepost.recipient.Mistake;

/** Recall against budget, one line for each kind of mistake, as an SVG. */
final class Picture {
  private static final int MOST = 20;
  private static final int LEFT = 60;
  private static final int TOP = 20;
  private static final int WIDTH = 480;
  private static final int HEIGHT = 300;
  private static final String[] COLOURS = {
    "#1d70b8", "#d4351c", "#00703c", "#4c2c92", "#f47738", "#505a5f"
  };

  private Picture() {}

  static String of(Scores scores) {
    StringBuilder svg =
        new StringBuilder(
            """
            <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 760 380" font-family="sans-serif" font-size="13" role="img">
            <title>Share of mistakes found, by warnings on 1,000 untouched messages</title>
            <rect width="760" height="380" fill="#fff"/>
            """);
    for (int tenth = 0; tenth <= 10; tenth += 2) {
      double y = y(tenth / 10.0);
      svg.append(
              String.format(
                  Locale.ROOT,
                  "<path d=\"M%d %.1fH%d\" stroke=\"#b1b4b6\"/>",
                  LEFT,
                  y,
                  LEFT + WIDTH))
          .append('\n');
      svg.append(
              String.format(
                  Locale.ROOT,
                  "<text x=\"%d\" y=\"%.1f\" text-anchor=\"end\">%.1f</text>",
                  LEFT - 8,
                  y + 4,
                  tenth / 10.0))
          .append('\n');
    }
    for (int budget = 0; budget <= MOST; budget += 5) {
      svg.append(
              String.format(
                  Locale.ROOT,
                  "<text x=\"%.1f\" y=\"%d\" text-anchor=\"middle\">%d</text>",
                  x(budget),
                  TOP + HEIGHT + 20,
                  budget))
          .append('\n');
    }
    svg.append(
            String.format(
                Locale.ROOT,
                "<text x=\"%d\" y=\"%d\" text-anchor=\"middle\">warnings on 1,000 untouched"
                    + " messages</text>",
                LEFT + WIDTH / 2,
                TOP + HEIGHT + 44))
        .append('\n');
    int line = 0;
    for (Mistake mistake : Mistake.values()) {
      StringBuilder path = new StringBuilder();
      double end = 0;
      for (int budget = 1; budget <= MOST; budget++) {
        end = scores.recall(mistake, scores.limit(budget));
        path.append(
            String.format(Locale.ROOT, "%s%.1f %.1f", budget == 1 ? "M" : "L", x(budget), y(end)));
      }
      String colour = COLOURS[line];
      svg.append(
              String.format(
                  Locale.ROOT,
                  "<path d=\"%s\" fill=\"none\" stroke=\"%s\" stroke-width=\"2\"/>",
                  path,
                  colour))
          .append('\n');
      double legend = TOP + 20 + 24.0 * line;
      line++;
      svg.append(
              String.format(
                  Locale.ROOT,
                  "<rect x=\"560\" y=\"%.1f\" width=\"18\" height=\"4\" fill=\"%s\"/>",
                  legend,
                  colour))
          .append('\n');
      svg.append(
              String.format(
                  Locale.ROOT,
                  "<text x=\"586\" y=\"%.1f\">%s</text>",
                  legend + 6,
                  mistake.wireName()))
          .append('\n');
    }
    return svg.append("</svg>\n").toString();
  }

  private static double x(double budget) {
    return LEFT + WIDTH * budget / MOST;
  }

  private static double y(double share) {
    return TOP + HEIGHT * (1 - share);
  }
}
