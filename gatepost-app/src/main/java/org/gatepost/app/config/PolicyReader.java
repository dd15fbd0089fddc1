package org.gatepost.app.config;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.gatepost.app.config.Node.Scalar;
import org.gatepost.app.config.Node.Scalar.Kind;
import org.gatepost.policy.Condition;
import org.gatepost.policy.Condition.Addresses;
import org.gatepost.policy.Disposition;
import org.gatepost.policy.Offer;
import org.gatepost.policy.Policy;
import org.gatepost.policy.Rule;

/**
 * Reads {@code policy}. An organisation's own rules stand before the default ones; a rule with the
 * name of a default one takes its place.
 */
final class PolicyReader {
  static final List<String> KEYS = List.of("rules", "otherwise", "defaults", "groups");
  static final List<String> RULE_KEYS = List.of("name", "when", "concerns", "then", "offers");
  static final String NAME_PATTERN = "^[a-z0-9][a-z0-9-]{0,63}$";

  private static final Set<String> RESERVED = Set.of("otherwise", "unable");

  private final Problems problems;

  PolicyReader(Problems problems) {
    this.problems = problems;
  }

  Policy read(Optional<Node> node) {
    return switch (node.orElse(new Node.Empty(new Origin.Default()))) {
      case Node.Empty _ -> policy(Policy.defaultRules(), Disposition.deliver());
      case Node.Mapping map -> read(new MapFields(Keys.POLICY, map, KEYS, problems));
      case Node.Scalar other -> wrong(other);
      case Node.Sequence other -> wrong(other);
    };
  }

  private Policy wrong(Node node) {
    problems.add(
        node.origin(),
        "policy: expected the keys " + String.join(", ", KEYS) + ", found " + node.what());
    return policy(Policy.defaultRules(), Disposition.deliver());
  }

  private static Policy policy(List<Rule> rules, Disposition otherwise) {
    return new Policy(PolicyVersion.of(rules, otherwise), rules, otherwise);
  }

  private Policy read(MapFields fields) {
    Map<String, Addresses> groups = new HashMap<>();
    fields.find("groups").ifPresent(node -> groups(node, groups));
    Optional<Disposition> otherwise =
        fields
            .find("otherwise")
            .flatMap(node -> new DispositionReader(problems).read("policy.otherwise", node));
    boolean defaults =
        fields
            .find("defaults")
            .flatMap(node -> Types.TRUTH.read("policy.defaults", node, problems))
            .orElse(true);
    List<Rule> own = fields.find("rules").map(node -> rules(node, groups)).orElse(List.of());
    return policy(
        joined(own, defaults ? Policy.defaultRules() : List.of()),
        otherwise.orElse(Disposition.deliver()));
  }

  private void groups(Node node, Map<String, Addresses> groups) {
    if (!(node instanceof Node.Mapping map)) {
      ValueType.wrong("policy.groups", node, "names with lists of addresses", problems);
      return;
    }
    // A group of groups could hold itself; here it cannot even be written.
    AddressesReader members = new AddressesReader(Map.of(), problems);
    for (Node.Entry entry : map.entries()) {
      String where = "policy.groups." + Words.clip(entry.key());
      if (!entry.key().matches(NAME_PATTERN)) {
        problems.add(entry.origin(), where + ": a name has lower-case letters, digits and hyphens");
      }
      members.read(where, entry.value()).ifPresent(read -> groups.put(entry.key(), read));
      groups.putIfAbsent(entry.key(), new Addresses(Set.of(), Set.of(), Set.of()));
    }
  }

  private List<Rule> rules(Node node, Map<String, Addresses> groups) {
    if (!(node instanceof Node.Sequence(_, var items))) {
      ValueType.wrong("policy.rules", node, "a list of rules", problems);
      return List.of();
    }
    AddressesReader addresses = new AddressesReader(groups, problems);
    ConditionReader conditions = new ConditionReader(addresses, problems);
    Map<String, Rule> rules = new LinkedHashMap<>();
    for (int i = 0; i < items.size(); i++) {
      Node item = items.get(i);
      rule("policy.rules[" + (i + 1) + "]", item, conditions)
          .ifPresent(
              rule -> {
                if (rules.putIfAbsent(rule.name(), rule) != null) {
                  problems.add(item.origin(), "policy.rules: two rules are named " + rule.name());
                }
              });
    }
    return List.copyOf(rules.values());
  }

  private Optional<Rule> rule(String place, Node node, ConditionReader conditions) {
    if (!(node instanceof Node.Mapping map)) {
      return ValueType.wrong(place, node, "a rule with name, when and then", problems);
    }
    MapFields fields = new MapFields(place, map, RULE_KEYS, problems);
    Optional<String> name = required(place, fields, "name").flatMap(value -> name(place, value));
    String where = name.map(known -> "rule " + known).orElse(place);
    Optional<Condition> when =
        required(where, fields, "when").flatMap(value -> conditions.read(where + ".when", value));
    Optional<Disposition> then =
        required(where, fields, "then")
            .flatMap(value -> new DispositionReader(problems).read(where + ".then", value));
    Rule.Scope concerns =
        fields
            .find("concerns")
            .flatMap(
                value -> Types.oneOf(Rule.Scope.class).read(where + ".concerns", value, problems))
            .orElse(Rule.Scope.EVERYONE);
    if (name.isEmpty() || when.isEmpty() || then.isEmpty()) {
      return Optional.empty();
    }
    Rule bare = new Rule(name.get(), when.get(), concerns, then.get(), Set.of());
    if (concerns == Rule.Scope.CONCERNED && bare.findings().isEmpty()) {
      problems.add(
          map.origin(),
          where + ": concerns: concerned needs a finding in when, which names the recipients");
    }
    Set<Offer> offers =
        fields
            .find("offers")
            .map(value -> offers(where + ".offers", value))
            .orElseGet(() -> usualOffers(bare));
    return Optional.of(new Rule(bare.name(), bare.when(), bare.concerns(), bare.then(), offers));
  }

  private Optional<Node> required(String where, MapFields fields, String key) {
    Optional<Node> value = fields.find(key);
    if (value.isEmpty()) {
      problems.add(fields.origin(), where + ": " + key + " is missing");
    }
    return value;
  }

  private Optional<String> name(String place, Node node) {
    if (node instanceof Scalar(_, var kind, var text)
        && kind == Kind.TEXT
        && text.matches(NAME_PATTERN)) {
      if (!RESERVED.contains(text)) {
        return Optional.of(text);
      }
      problems.add(node.origin(), place + ".name: " + text + " has a meaning of its own");
      return Optional.empty();
    }
    return ValueType.wrong(
        place + ".name", node, "lower-case letters, digits and hyphens", problems);
  }

  private Set<Offer> offers(String where, Node node) {
    return Types.listOf(Types.oneOf(Offer.class), "a list of offers")
        .read(where, node, problems)
        .<Set<Offer>>map(LinkedHashSet::new)
        .orElse(Set.of());
  }

  /** Offers when a rule names none: those of the default rule that looks for the same finding. */
  private static Set<Offer> usualOffers(Rule rule) {
    if (!(rule.then() instanceof Disposition.Hold)) {
      return Set.of();
    }
    return Policy.defaultRules().stream()
        .filter(known -> known.then() instanceof Disposition.Hold)
        .filter(
            known ->
                known.findings().stream()
                    .anyMatch(
                        asked ->
                            rule.findings().stream().anyMatch(own -> own.kind() == asked.kind())))
        .findFirst()
        .map(Rule::offers)
        .orElseGet(
            () ->
                new LinkedHashSet<>(
                    List.of(Offer.CHANGE_RECIPIENTS, Offer.CANCEL, Offer.SEND_WITH_REASON)));
  }

  private static List<Rule> joined(List<Rule> own, List<Rule> defaults) {
    Map<String, Rule> replaced = new HashMap<>();
    defaults.forEach(rule -> replaced.put(rule.name(), rule));
    own.forEach(rule -> replaced.replace(rule.name(), rule));
    List<Rule> rules =
        new ArrayList<>(own.stream().filter(rule -> !replaced.containsKey(rule.name())).toList());
    Stream<Rule> rest = defaults.stream().map(rule -> replaced.getOrDefault(rule.name(), rule));
    rules.addAll(rest.toList());
    return rules;
  }
}
