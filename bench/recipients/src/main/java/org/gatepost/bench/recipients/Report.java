package org.gatepost.bench.recipients;

import static java.util.Locale.ROOT;

import java.util.Map;

/** The figures as a table. */
final class Report {
  private final StringBuilder text = new StringBuilder();

  private Report() {}

  static String table(Summary summary) {
    Report report = new Report();
    report.ranking(summary);
    report.recall(summary);
    report.wrongly(summary.program());
    report.times(summary);
    return report.text.toString();
  }

  private void ranking(Summary summary) {
    Share first = summary.measures().precisionAtOne();
    line(
        String.format(
            ROOT,
            "Wrong recipient ranked first: %s, %d messages with a mistake put in, %d users; %.1f %%"
                + " of the newest messages went to somebody never written to and are left out"
                + " there.",
            share(first),
            first.of(),
            summary.users(),
            100 * summary.toStrangers()));
    line("");
  }

  private void recall(Summary summary) {
    Measures measures = summary.measures();
    StringBuilder budgets = new StringBuilder();
    summary.limits().keySet().forEach(budget -> budgets.append(" | ").append(budget));
    line(
        String.format(
            ROOT,
            "| mistakes found, when this many of 1,000 untouched messages are warned of%s | the"
                + " program as it ships | messages |",
            budgets));
    line(String.format(ROOT, "|---%s|--:|--:|", "|--:".repeat(summary.limits().size())));
    Map<String, Share> held = summary.program().rightly();
    held.forEach(
        (kind, share) -> {
          StringBuilder cells = new StringBuilder();
          for (Map<String, Share> recall : measures.recall().values()) {
            cells.append(" | ").append(share(recall.getOrDefault(kind, share)));
          }
          line(String.format(ROOT, "| %s%s | %s | %d |", kind, cells, share(share), share.of()));
        });
    StringBuilder warned = new StringBuilder();
    measures.warned().values().forEach(one -> warned.append(" | ").append(perThousand(one)));
    line(
        String.format(
            ROOT,
            "| really warned of, of 1,000%s | %s | %d |",
            warned,
            perThousand(all(summary.program())),
            measures.messages()));
    line("");
  }

  private static Share all(Warnings program) {
    return program.wrongly().entrySet().stream()
        .filter(entry -> entry.getKey().equals(Measures.ALL))
        .map(Map.Entry::getValue)
        .findFirst()
        .orElseThrow();
  }

  private void wrongly(Warnings program) {
    line(
        "| finding, on 1,000 untouched messages | held for it | found, 0.9 or surer | messages with"
            + " anything to look at |");
    line("|---|--:|--:|--:|");
    Map<String, Share> said = program.said(Warnings.SURE);
    Map<String, Share> occasions = program.occasions();
    program
        .wrongly()
        .forEach(
            (kind, share) ->
                line(
                    String.format(
                        ROOT,
                        "| `%s` | %s | %s | %s |",
                        kind,
                        perThousand(share),
                        said.containsKey(kind) ? perThousand(said.getOrDefault(kind, share)) : "",
                        occasions.containsKey(kind)
                            ? count(occasions.getOrDefault(kind, share))
                            : "")));
    line("");
  }

  private void times(Summary summary) {
    Timing timing = summary.timing();
    line(
        String.format(
            ROOT,
            "Judging the recipients of one message: %.2f ms in the middle, %.2f ms at p99 (%d"
                + " messages, history in memory, load average %.1f). Memory: %.0f kB for each"
                + " person who wrote. Mail gone through in %.0f s.",
            timing.median(),
            timing.p99(),
            timing.messages(),
            timing.load(),
            summary.octetsPerSender() / 1000,
            summary.seconds()));
  }

  private void line(String line) {
    text.append(line).append('\n');
  }

  private static String count(Share share) {
    return String.format(ROOT, "%.0f of %d", share.value() * share.of(), share.of());
  }

  private static String perThousand(Share share) {
    return String.format(
        ROOT, "%.1f (%.1f–%.1f)", 1000 * share.value(), 1000 * share.low(), 1000 * share.high());
  }

  private static String share(Share share) {
    return String.format(ROOT, "%.3f (%.3f–%.3f)", share.value(), share.low(), share.high());
  }
}
