package org.gatepost.app.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.gatepost.app.config.Node.Scalar;
import org.gatepost.app.config.Node.Scalar.Kind;
import org.gatepost.audience.Audience.Relation;
import org.gatepost.inspect.FindingKind;
import org.gatepost.policy.Condition;

/** Reads a rule's {@code when} into a tree of conditions. */
final class ConditionReader {
  private static final double CONFIDENCE = 0.9;
  private static final int MOST_PEOPLE = 1_000_000;

  /** Kinds that the reference names and no detector of this version reports. */
  private static final Set<String> PLANNED =
      Set.of(
          "lookalike-recipient",
          "first-contact",
          "odd-one-out",
          "name-mismatch",
          "thread-newcomer",
          "case-stranger",
          "unanswered-address",
          "personal-data",
          "hidden-data",
          "protective-marking",
          "attachment-stranger",
          "unreadable-attachment",
          "sensitive-unsealed",
          "tone",
          "reply-all-storm",
          "training-overdue",
          "template-required",
          "outside-ticket",
          "missing-attachment");

  private final AddressesReader addresses;
  private final Problems problems;

  ConditionReader(AddressesReader addresses, Problems problems) {
    this.addresses = addresses;
    this.problems = problems;
  }

  /** Reads a condition; nothing comes back when something is wrong with it. */
  Optional<Condition> read(String where, Node node) {
    if (!(node instanceof Node.Mapping map)) {
      return ValueType.wrong(where, node, "conditions such as {finding: open-audience}", problems);
    }
    new MapFields(where, map, ConditionKey.names(), problems);
    List<Optional<Condition>> parts = new ArrayList<>();
    for (Node.Entry entry : map.entries()) {
      ConditionKey.find(entry.key())
          .ifPresent(key -> parts.add(one(where + "." + key.wireName(), key, entry.value())));
    }
    if (map.entries().isEmpty()) {
      problems.add(
          map.origin(), where + ": says nothing; write always: true to mean every message");
    }
    return whole(parts, map.entries().size()).map(ConditionReader::all);
  }

  private static Condition all(List<Condition> parts) {
    return parts.size() == 1 ? parts.getFirst() : new Condition.All(parts);
  }

  private static <T> Optional<List<T>> whole(List<Optional<T>> parts, int wanted) {
    List<T> present = parts.stream().flatMap(Optional::stream).toList();
    return present.size() == wanted && wanted > 0 ? Optional.of(present) : Optional.empty();
  }

  private Optional<Condition> one(String where, ConditionKey key, Node node) {
    return switch (key) {
      case ALL -> several(where, node, Condition.All::new);
      case ANY -> several(where, node, Condition.Any::new);
      case NOT -> read(where, node).map(Condition.Not::new);
      case FINDING -> finding(where, node);
      case VISIBLE -> atLeast(where, node).map(Condition.VisibleAtLeast::new);
      case EXPOSED -> atLeast(where, node).map(Condition.ExposedAtLeast::new);
      case SENDER -> addresses.read(where, node).map(Condition.SenderIs::new);
      case RECIPIENT -> addresses.read(where, node).map(Condition.RecipientIs::new);
      case RECIPIENTS -> relations(where, node);
      case AUTHENTICATED ->
          Types.TRUTH.read(where, node, problems).map(Condition.Authenticated::new);
      case ALWAYS -> always(where, node);
    };
  }

  private Optional<Condition> several(
      String where, Node node, Function<List<Condition>, Condition> join) {
    if (!(node instanceof Node.Sequence(_, var items)) || items.isEmpty()) {
      return ValueType.wrong(where, node, "a list of conditions", problems);
    }
    List<Optional<Condition>> parts = items.stream().map(item -> read(where, item)).toList();
    return whole(parts, items.size()).map(join);
  }

  private Optional<Condition> finding(String where, Node node) {
    if (node instanceof Node.Mapping map) {
      MapFields fields = new MapFields(where, map, List.of("kind", "confidence"), problems);
      Optional<Double> confidence =
          fields
              .find("confidence")
              .map(value -> confidence(where, value))
              .orElse(Optional.of(CONFIDENCE));
      Optional<FindingKind> kind = fields.find("kind").flatMap(value -> kind(where, value));
      if (fields.find("kind").isEmpty()) {
        problems.add(map.origin(), where + ": needs a kind");
      }
      return kind.flatMap(is -> confidence.map(least -> new Condition.Found(is, least)));
    }
    return kind(where, node).map(kind -> new Condition.Found(kind, CONFIDENCE));
  }

  private Optional<FindingKind> kind(String where, Node node) {
    List<String> known = Stream.of(FindingKind.values()).map(FindingKind::wireName).toList();
    if (!(node instanceof Scalar scalar) || scalar.kind() != Kind.TEXT) {
      return ValueType.wrong(
          where, node, "a kind of finding such as " + known.getFirst(), problems);
    }
    Optional<FindingKind> kind = FindingKind.parse(scalar.text());
    if (kind.isEmpty()) {
      problems.add(
          scalar.origin(),
          PLANNED.contains(scalar.text())
              ? where
                  + ": "
                  + scalar.text()
                  + " is not built yet; this version finds "
                  + String.join(", ", known)
              : where
                  + ": "
                  + Words.clip(scalar.text())
                  + " is no kind of finding"
                  + Words.nearest(scalar.text(), known)
                      .map(name -> ", did you mean " + name + "?")
                      .orElse("; known: " + String.join(", ", known)));
    }
    return kind;
  }

  private Optional<Double> confidence(String where, Node node) {
    if (node instanceof Scalar(_, var kind, var text)
        && kind == Kind.NUMBER
        && text.matches("0(\\.[0-9]{1,9})?|1(\\.0{1,9})?")) {
      return Optional.of(Double.valueOf(text));
    }
    return ValueType.wrong(where + ".confidence", node, "a number from 0 to 1", problems);
  }

  private Optional<Integer> atLeast(String where, Node node) {
    if (!(node instanceof Node.Mapping map)) {
      return ValueType.wrong(where, node, "{at-least: 10}", problems);
    }
    Optional<Node> count =
        new MapFields(where, map, List.of("at-least"), problems).find("at-least");
    if (count.isEmpty()) {
      return ValueType.wrong(where, node, "{at-least: 10}", problems);
    }
    return Types.count(1, MOST_PEOPLE).read(where + ".at-least", count.get(), problems);
  }

  private Optional<Condition> relations(String where, Node node) {
    return switch (node) {
      case Scalar(_, _, var text) when text.equals("outside") ->
          Optional.of(new Condition.RecipientRelation(Set.of(Relation.OUTSIDE, Relation.PARTNER)));
      case Scalar(_, _, var text) when text.equals("partner") ->
          Optional.of(new Condition.RecipientRelation(Set.of(Relation.PARTNER)));
      case Scalar(_, _, var text) when text.equals("inside") ->
          Optional.of(new Condition.RecipientRelation(Set.of(Relation.INSIDE)));
      case Scalar _, Node.Sequence _, Node.Mapping _, Node.Empty _ ->
          ValueType.wrong(where, node, "outside, partner or inside", problems);
    };
  }

  private Optional<Condition> always(String where, Node node) {
    Optional<Boolean> truth = Types.TRUTH.read(where, node, problems);
    if (truth.isPresent() && !truth.get()) {
      problems.add(node.origin(), where + ": can only be true; a rule for no message is left out");
      return Optional.empty();
    }
    return truth.map(_ -> new Condition.Always());
  }
}
