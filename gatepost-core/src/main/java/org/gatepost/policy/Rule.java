package org.gatepost.policy;

import java.util.List;
import java.util.Set;

/**
 * One line of a policy.
 *
 * @param name stable; shown as the reason
 * @param concerns whom it decides on when the condition holds
 * @param offers what the sender of a held message may do
 */
public record Rule(
    String name, Condition when, Scope concerns, Disposition then, Set<Offer> offers) {
  /** Whom a rule decides on. */
  public enum Scope {
    /** Everyone who gets the message: what is wrong is wrong in every copy. */
    EVERYONE,
    /** Only the recipients whom the findings name; the others get it now. */
    CONCERNED
  }

  public Rule {
    offers = java.util.Collections.unmodifiableSet(new java.util.LinkedHashSet<>(offers));
  }

  /** The kinds of finding that the condition asks for. */
  public List<Condition.Found> findings() {
    return found(when);
  }

  private static List<Condition.Found> found(Condition condition) {
    return switch (condition) {
      case Condition.Found found -> List.of(found);
      case Condition.All(var parts) -> parts.stream().flatMap(p -> found(p).stream()).toList();
      case Condition.Any(var parts) -> parts.stream().flatMap(p -> found(p).stream()).toList();
      case Condition.Not _,
          Condition.Always _,
          Condition.VisibleAtLeast _,
          Condition.ExposedAtLeast _,
          Condition.SenderIs _,
          Condition.RecipientIs _,
          Condition.RecipientRelation _,
          Condition.Authenticated _ ->
          List.of();
    };
  }
}
