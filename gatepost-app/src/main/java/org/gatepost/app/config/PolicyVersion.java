package org.gatepost.app.config;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.gatepost.policy.Condition;
import org.gatepost.policy.Disposition;
import org.gatepost.policy.Disposition.Until;
import org.gatepost.policy.Rule;

/**
 * Names a policy by what it does: the SHA-256 of one canonical text. Two files that mean the same
 * have one version, whatever their comments, order of keys, or spelling of durations.
 */
final class PolicyVersion {
  private PolicyVersion() {}

  static String of(List<Rule> rules, Disposition otherwise) {
    String canonical =
        Stream.concat(
                rules.stream().map(PolicyVersion::rule),
                Stream.of("otherwise " + disposition(otherwise)))
            .collect(Collectors.joining("\n"));
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(canonical.getBytes(StandardCharsets.UTF_8));
      return "sha256:" + HexFormat.of().formatHex(hash);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("Every JDK has SHA-256.", impossible);
    }
  }

  private static String rule(Rule rule) {
    return call(
        "rule",
        Stream.of(
            quote(rule.name()),
            condition(rule.when()),
            rule.concerns().name(),
            disposition(rule.then()),
            rule.offers().stream().map(Enum::name).collect(Collectors.joining(" "))));
  }

  private static String condition(Condition condition) {
    return switch (condition) {
      case Condition.Always _ -> "always";
      case Condition.All(var parts) -> call("all", parts.stream().map(PolicyVersion::condition));
      case Condition.Any(var parts) -> call("any", parts.stream().map(PolicyVersion::condition));
      case Condition.Not(var part) -> call("not", Stream.of(condition(part)));
      case Condition.Found(var kind, var confidence) ->
          call("found", Stream.of(kind.wireName(), Double.toString(confidence)));
      case Condition.VisibleAtLeast(int people) -> "visible " + people;
      case Condition.ExposedAtLeast(int people) -> "exposed " + people;
      case Condition.SenderIs(var addresses) -> call("sender", addresses(addresses));
      case Condition.RecipientIs(var addresses) -> call("recipient", addresses(addresses));
      case Condition.RecipientRelation(var relations) ->
          call("relation", relations.stream().map(Enum::name).sorted());
      case Condition.Authenticated(boolean expected) -> "authenticated " + expected;
    };
  }

  private static String disposition(Disposition disposition) {
    return switch (disposition) {
      case Disposition.Deliver _ -> "deliver";
      case Disposition.Split _ -> "split";
      case Disposition.Seal _ -> "seal";
      case Disposition.Hold(Until.SenderDecides _) -> "hold sender";
      case Disposition.Hold(Until.ReviewerDecides _) -> "hold reviewer";
      case Disposition.Hold(Until.TimeIsOver(var window)) -> "hold " + window.toMillis();
      case Disposition.Refuse(var text) -> call("refuse", Stream.of(quote(text)));
      case Disposition.Unable(var cause) -> call("unable", Stream.of(quote(cause)));
    };
  }

  private static Stream<String> addresses(Condition.Addresses addresses) {
    return Stream.concat(
        addresses.exact().stream().map(address -> quote(address.toString())).sorted(),
        addresses.domains().stream().map(domain -> quote("@" + domain)).sorted());
  }

  private static String call(String name, Stream<String> parts) {
    return parts.collect(Collectors.joining(", ", name + "(", ")"));
  }

  private static String quote(String text) {
    return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + '"';
  }
}
