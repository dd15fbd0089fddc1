package org.gatepost.policy;

import java.util.List;
import java.util.Set;
import org.gatepost.audience.Audience.Relation;
import org.gatepost.inspect.FindingKind;
import org.gatepost.mail.Address;
import org.gatepost.mail.Domain;

/** When a rule applies to a recipient: a tree over what is known of the message. */
public sealed interface Condition {
  record Always() implements Condition {}

  record All(List<Condition> parts) implements Condition {
    public All {
      parts = List.copyOf(parts);
    }
  }

  record Any(List<Condition> parts) implements Condition {
    public Any {
      parts = List.copyOf(parts);
    }
  }

  record Not(Condition part) implements Condition {}

  /** There is a finding of that kind of at least that confidence. */
  record Found(FindingKind kind, double confidence) implements Condition {}

  /** So many distinct outside people are visible in the headers. */
  record VisibleAtLeast(int people) implements Condition {}

  /** So many visible people do not know every other one. */
  record ExposedAtLeast(int people) implements Condition {}

  /** The sender is one of these. */
  record SenderIs(Addresses addresses) implements Condition {}

  /** The recipient that is being decided on is one of these. */
  record RecipientIs(Addresses addresses) implements Condition {}

  /** The recipient that is being decided on is inside, a partner, or outside. */
  record RecipientRelation(Set<Relation> relations) implements Condition {
    public RecipientRelation {
      relations = Set.copyOf(relations);
    }
  }

  /** The client proved who it is, or did not. */
  record Authenticated(boolean expected) implements Condition {}

  /**
   * A set of addresses.
   *
   * @param exact single mailboxes, by person
   * @param domains whole domains with their sub-domains
   * @param groups names of groups in the configuration, already opened into the other two
   */
  record Addresses(Set<Address> exact, Set<Domain> domains, Set<String> groups) {
    public Addresses {
      exact =
          exact.stream()
              .map(Address::person)
              .collect(java.util.stream.Collectors.toUnmodifiableSet());
      domains = Set.copyOf(domains);
      groups = Set.copyOf(groups);
    }

    public boolean contains(Address address) {
      return exact.contains(address.person())
          || domains.stream().anyMatch(address.domain()::isWithin);
    }
  }
}
