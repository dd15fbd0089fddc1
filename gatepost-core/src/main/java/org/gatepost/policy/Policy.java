package org.gatepost.policy;

import java.util.List;
import java.util.Set;
import org.gatepost.audience.Audience.Relation;
import org.gatepost.inspect.FindingKind;

/**
 * Rules in order. Of several about the same findings the first that applies decides; rules about
 * different things add up, and the strictest decides.
 *
 * @param version names this very policy, such as {@code sha256:…}
 * @param otherwise what happens when no rule applies
 */
public record Policy(String version, List<Rule> rules, Disposition otherwise) {
  /** How many visible people make an open audience, unless a rule says otherwise. */
  public static final int OPEN_AUDIENCE_PEOPLE = 10;

  public Policy {
    rules = List.copyOf(rules);
  }

  /** The rules that hold without any configuration. */
  public static List<Rule> defaultRules() {
    return List.of(
        new Rule(
            "hold-link",
            new Condition.All(
                List.of(
                    new Condition.Found(FindingKind.HOLD_LINK, 0.9),
                    new Condition.RecipientRelation(Set.of(Relation.OUTSIDE, Relation.PARTNER)))),
            Rule.Scope.EVERYONE,
            new Disposition.Refuse("This message holds a link that opens held mail."),
            Set.of()),
        new Rule(
            "open-audience",
            new Condition.All(
                List.of(
                    new Condition.Found(FindingKind.OPEN_AUDIENCE, 0.9),
                    new Condition.VisibleAtLeast(OPEN_AUDIENCE_PEOPLE))),
            Rule.Scope.EVERYONE,
            Disposition.holdForSender(),
            ordered(
                Offer.SPLIT,
                Offer.MAILING,
                Offer.CHANGE_RECIPIENTS,
                Offer.CANCEL,
                Offer.SEND_WITH_REASON)),
        new Rule(
            "bcc-in-data",
            new Condition.Found(FindingKind.BCC_IN_DATA, 0.9),
            Rule.Scope.EVERYONE,
            Disposition.holdForSender(),
            ordered(Offer.DROP_BCC, Offer.SPLIT, Offer.CANCEL, Offer.SEND_WITH_REASON)),
        wrongAddress("public-list", FindingKind.PUBLIC_LIST),
        wrongAddress("body-address", FindingKind.BODY_ADDRESS),
        wrongAddress("lookalike-recipient", FindingKind.LOOKALIKE_RECIPIENT),
        wrongAddress("name-mismatch", FindingKind.NAME_MISMATCH),
        wrongAddress("odd-one-out", FindingKind.ODD_ONE_OUT),
        wrongAddress("thread-newcomer", FindingKind.THREAD_NEWCOMER),
        wrongAddress("first-contact", FindingKind.FIRST_CONTACT),
        wrongAddress(
            "case-stranger",
            new Condition.All(
                List.of(
                    new Condition.Found(FindingKind.CASE_STRANGER, 0.9),
                    new Condition.Any(
                        List.of(
                            new Condition.Found(FindingKind.LOOKALIKE_RECIPIENT, 0.5),
                            new Condition.Found(FindingKind.NAME_MISMATCH, 0.5),
                            new Condition.Found(FindingKind.ODD_ONE_OUT, 0.5),
                            new Condition.Found(FindingKind.FIRST_CONTACT, 0.7),
                            new Condition.Found(FindingKind.UNANSWERED_ADDRESS, 0.9)))))),
        wrongAddress(
            "unanswered-address",
            new Condition.All(
                List.of(
                    new Condition.Found(FindingKind.UNANSWERED_ADDRESS, 0.9),
                    new Condition.Found(FindingKind.LOOKALIKE_RECIPIENT, 0.5)))));
  }

  private static Rule wrongAddress(String name, FindingKind kind) {
    return wrongAddress(name, new Condition.Found(kind, 0.9));
  }

  /** What is wrong with an address is wrong in every copy that shows it. */
  private static Rule wrongAddress(String name, Condition when) {
    return new Rule(
        name,
        when,
        Rule.Scope.EVERYONE,
        Disposition.holdForSender(),
        ordered(
            Offer.CORRECT_ADDRESS, Offer.CHANGE_RECIPIENTS, Offer.CANCEL, Offer.SEND_WITH_REASON));
  }

  private static Set<Offer> ordered(Offer... offers) {
    return new java.util.LinkedHashSet<>(List.of(offers));
  }
}
