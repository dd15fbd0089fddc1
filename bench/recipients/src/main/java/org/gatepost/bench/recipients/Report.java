package org.gatepost.bench.recipients;

import java.util.Locale;
import java.util.Map;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The figures as a table and as JSON. */
final class Report {
  private static final ObjectMapper JSON =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

  private Report() {}

  static String table(Summary summary) {
    Measures measures = summary.measures();
    StringBuilder text = new StringBuilder();
    text.append(
            String.format(
                Locale.ROOT,
                "Wrong recipient ranked first: %s, %d messages with a mistake put in, %d users;"
                    + " %.1f %% of the newest messages went to somebody never written to and are"
                    + " left out there.",
                share(measures.precisionAtOne()),
                measures.precisionAtOne().of(),
                summary.users(),
                100 * summary.withStrangers()))
        .append('\n');
    text.append('\n');
    text.append("| mistakes found, when this many of 1,000 untouched messages are warned of |");
    summary.limits().keySet().forEach(budget -> text.append(' ').append(budget).append(" |"));
    text.append("\n|---|").append("--:|".repeat(summary.limits().size())).append('\n');
    row(text, "messages with a mistake", measures.recall(), Measures.ALL, true);
    for (String kind : measures.recall().values().iterator().next().keySet()) {
      row(text, kind, measures.recall(), kind, false);
    }
    text.append("| really warned of, of 1,000 |");
    measures
        .warned()
        .values()
        .forEach(
            share ->
                text.append(
                    String.format(
                        Locale.ROOT,
                        " %.1f (%.1f–%.1f) |",
                        1000 * share.value(),
                        1000 * share.low(),
                        1000 * share.high())));
    text.append("\n\n");
    text.append("| warnings on 1,000 untouched messages, by what weighed most |");
    summary.limits().keySet().forEach(budget -> text.append(' ').append(budget).append(" |"));
    text.append("\n|---|").append("--:|".repeat(summary.limits().size())).append('\n');
    for (DetectorOf detector : DetectorOf.values()) {
      text.append("| ").append(detector.kind()).append(" |");
      for (Map<String, Share> shares : measures.warnedFor().values()) {
        Share share = shares.get(detector.kind());
        text.append(
            String.format(Locale.ROOT, " %.1f |", share == null ? 0 : 1000 * share.value()));
      }
      text.append('\n');
    }
    text.append('\n');
    text.append(
            String.format(
                Locale.ROOT,
                "Judging the recipients of one message: %.2f ms in the middle, %.2f ms at p99 (%d"
                    + " messages, history in memory). Mail studied in %.0f s, model trained on %d"
                    + " rows in %.0f s.",
                summary.timing().median(),
                summary.timing().p99(),
                summary.timing().messages(),
                summary.studySeconds(),
                summary.lessons(),
                summary.trainingSeconds()))
        .append('\n');
    return text.toString();
  }

  private static void row(
      StringBuilder text,
      String name,
      Map<Integer, Map<String, Share>> recall,
      String key,
      boolean counts) {
    text.append("| ").append(name).append(" |");
    for (Map<String, Share> shares : recall.values()) {
      Share share = shares.get(key);
      if (share == null) {
        throw new IllegalStateException("Nobody counted " + key + ".");
      }
      text.append(' ').append(counts ? Long.toString(share.of()) : share(share)).append(" |");
    }
    text.append('\n');
  }

  private static String share(Share share) {
    return String.format(Locale.ROOT, "%.3f (%.3f–%.3f)", share.value(), share.low(), share.high());
  }

  static String json(Summary summary) {
    Measures measures = summary.measures();
    ObjectNode root = JSON.createObjectNode();
    root.put("prec_at_1", measures.precisionAtOne().value());
    interval(root.putArray("prec_at_1_ci95"), measures.precisionAtOne());
    ObjectNode recall = root.putObject("recall_at_budget");
    ObjectNode recallInterval = root.putObject("recall_at_budget_ci95");
    measures
        .recall()
        .forEach(
            (budget, kinds) -> {
              ObjectNode values = recall.putObject(Integer.toString(budget));
              ObjectNode intervals = recallInterval.putObject(Integer.toString(budget));
              kinds.forEach(
                  (kind, share) -> {
                    values.put(kind, share.value());
                    interval(intervals.putArray(kind), share);
                  });
            });
    ObjectNode wrongly = root.putObject("false_per_1000");
    ObjectNode wronglyInterval = root.putObject("false_per_1000_ci95");
    measures
        .warned()
        .forEach(
            (budget, all) -> {
              String key = Integer.toString(budget);
              ObjectNode values = wrongly.putObject(key);
              measures
                  .warnedFor()
                  .getOrDefault(budget, Map.of())
                  .forEach((kind, share) -> values.put(kind, 1000 * share.value()));
              values.put(Measures.ALL, 1000 * all.value());
              wronglyInterval.putArray(key).add(1000 * all.low()).add(1000 * all.high());
            });
    root.put("messages", measures.warned().values().iterator().next().of());
    root.put("users", summary.users());
    root.put("ms_per_message_p99", summary.timing().p99());
    root.put("ms_per_message_median", summary.timing().median());
    root.put("share_of_newest_messages_to_strangers", summary.withStrangers());
    ObjectNode limits = root.putObject("limits");
    summary.limits().forEach((budget, limit) -> limits.put(Integer.toString(budget), limit));
    root.put("study_seconds", summary.studySeconds());
    root.put("training_seconds", summary.trainingSeconds());
    return JSON.writeValueAsString(root) + "\n";
  }

  private static void interval(ArrayNode array, Share share) {
    array.add(share.low()).add(share.high());
  }
}
