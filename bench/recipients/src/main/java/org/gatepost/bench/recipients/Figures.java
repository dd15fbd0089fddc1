package org.gatepost.bench.recipients;

import java.util.Map;
import java.util.function.ToDoubleFunction;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The figures as JSON. Every share comes with its 95 % interval under {@code …_ci95}. */
final class Figures {
  private static final ObjectMapper JSON =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();
  private static final double PER_THOUSAND = 1000;

  private Figures() {}

  static String json(Summary summary) {
    Measures measures = summary.measures();
    Warnings program = summary.program();
    ObjectNode root = JSON.createObjectNode();
    put(root, "prec_at_1", measures.precisionAtOne(), 1);
    root.put("ranked_messages", measures.precisionAtOne().of());
    ObjectNode recall = root.putObject("recall_at_budget");
    ObjectNode recallInterval = root.putObject("recall_at_budget_ci95");
    measures
        .recall()
        .forEach(
            (budget, kinds) -> {
              String key = Integer.toString(budget);
              shares(recall.putObject(key), kinds, Share::value);
              intervals(recallInterval.putObject(key), kinds, 1);
            });
    ObjectNode warned = root.putObject("warned_per_1000_at_budget");
    ObjectNode warnedInterval = root.putObject("warned_per_1000_at_budget_ci95");
    measures
        .warned()
        .forEach(
            (budget, share) -> {
              String key = Integer.toString(budget);
              warned.put(key, PER_THOUSAND * share.value());
              interval(warnedInterval, key, share, PER_THOUSAND);
            });
    perThousand(root, "false_per_1000", program.wrongly());
    perThousand(root, "found_per_1000", program.said(Warnings.SURE));
    perThousand(root, "occasions_per_1000", program.occasions());
    Map<String, Share> held = program.rightly();
    shares(root.putObject("recall_as_shipped"), held, Share::value);
    intervals(root.putObject("recall_as_shipped_ci95"), held, 1);
    ObjectNode mistakes = root.putObject("messages_with_mistake");
    measures.mistakes().forEach((kind, count) -> mistakes.put(kind, count.longValue()));
    root.put("messages", measures.messages());
    root.put("users", summary.users());
    root.put("ms_per_message_p99", summary.timing().p99());
    root.put("ms_per_message_median", summary.timing().median());
    root.put("load_average", summary.timing().load());
    root.put("memory_octets_per_user", Math.round(summary.octetsPerSender()));
    root.put("share_of_newest_messages_to_strangers", summary.toStrangers());
    ObjectNode limits = root.putObject("limits");
    summary.limits().forEach((budget, limit) -> limits.put(Integer.toString(budget), limit));
    root.put("study_seconds", summary.seconds());
    return JSON.writeValueAsString(root) + "\n";
  }

  private static void perThousand(ObjectNode root, String key, Map<String, Share> shares) {
    shares(root.putObject(key), shares, share -> PER_THOUSAND * share.value());
    intervals(root.putObject(key + "_ci95"), shares, PER_THOUSAND);
  }

  private static void shares(
      ObjectNode node, Map<String, Share> shares, ToDoubleFunction<Share> value) {
    shares.forEach((key, share) -> node.put(key, value.applyAsDouble(share)));
  }

  private static void intervals(ObjectNode node, Map<String, Share> shares, double scale) {
    shares.forEach((key, share) -> interval(node, key, share, scale));
  }

  private static void put(ObjectNode node, String key, Share share, double scale) {
    node.put(key, scale * share.value());
    interval(node, key + "_ci95", share, scale);
  }

  private static void interval(ObjectNode node, String key, Share share, double scale) {
    node.putArray(key).add(scale * share.low()).add(scale * share.high());
  }
}
