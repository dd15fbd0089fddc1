package org.gatepost.app.config;

import java.util.ArrayList;
import java.util.List;
import org.gatepost.app.Plain;
import org.gatepost.policy.Policy;
import org.gatepost.policy.Rule;

/** What {@code config show} prints: every key, its value, and where the value comes from. */
public final class ConfigurationListing {
  private static final int WIDTH = 60;

  private ConfigurationListing() {}

  /** A line for each key, then the rules that hold in their order. */
  public static List<String> of(Loading.Loaded loaded) {
    Settings settings = loaded.settings();
    List<String> lines = new ArrayList<>();
    for (Key<?> key : Keys.all()) {
      String value = settings.show(key);
      lines.add(
          line(key.name() + ":" + (value.isEmpty() ? "" : " " + value), origin(settings, key)));
    }
    Policy policy = loaded.configuration().policy();
    String from = settings.policy().map(node -> node.origin().toString()).orElse("default");
    lines.add(line("policy:", from));
    lines.add("  version: " + policy.version());
    lines.add("  rules, in this order:");
    for (Rule rule : policy.rules()) {
      lines.add(line("    " + rule.name() + ": " + rule.then().wireName(), ruleOrigin(rule)));
    }
    lines.add("  otherwise: " + policy.otherwise().wireName());
    return lines;
  }

  private static String origin(Settings settings, Key<?> key) {
    Origin origin = settings.origin(key);
    return origin instanceof Origin.Default && key.standard().isEmpty()
        ? "not set"
        : origin.toString();
  }

  private static String ruleOrigin(Rule rule) {
    return Policy.defaultRules().contains(rule) ? "default" : "own";
  }

  private static String line(String text, String origin) {
    String plain = Plain.line(text);
    return plain + " ".repeat(Math.max(2, WIDTH - plain.length())) + "# " + Plain.line(origin);
  }
}
