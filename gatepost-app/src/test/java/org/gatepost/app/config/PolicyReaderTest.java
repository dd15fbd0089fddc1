package org.gatepost.app.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.gatepost.audience.Audience.Relation;
import org.gatepost.inspect.FindingKind;
import org.gatepost.mail.Address;
import org.gatepost.policy.Condition;
import org.gatepost.policy.Disposition;
import org.gatepost.policy.Disposition.Until;
import org.gatepost.policy.Offer;
import org.gatepost.policy.Policy;
import org.gatepost.policy.Rule;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class PolicyReaderTest {
  @TempDir private Path folder;

  @Test
  void withoutAPolicyTheDefaultRulesHold() throws IOException {
    assertThat(policy("").rules()).isEqualTo(Policy.defaultRules());
    assertThat(policy("policy:\n").rules()).isEqualTo(Policy.defaultRules());
    assertThat(policy("policy: {defaults: false}\n").rules()).isEmpty();
    assertThat(policy("").otherwise()).isEqualTo(Disposition.deliver());
  }

  static Stream<Arguments> conditions() {
    return Stream.of(
        Arguments.of("{always: true}", new Condition.Always()),
        Arguments.of(
            "{finding: open-audience}", new Condition.Found(FindingKind.OPEN_AUDIENCE, 0.9)),
        Arguments.of(
            "{finding: {kind: bcc-in-data, confidence: 0.5}}",
            new Condition.Found(FindingKind.BCC_IN_DATA, 0.5)),
        Arguments.of("{visible: {at-least: 10}}", new Condition.VisibleAtLeast(10)),
        Arguments.of("{exposed: {at-least: 3}}", new Condition.ExposedAtLeast(3)),
        Arguments.of(
            "{recipients: outside}",
            new Condition.RecipientRelation(Set.of(Relation.OUTSIDE, Relation.PARTNER))),
        Arguments.of(
            "{recipients: partner}", new Condition.RecipientRelation(Set.of(Relation.PARTNER))),
        Arguments.of(
            "{recipients: inside}", new Condition.RecipientRelation(Set.of(Relation.INSIDE))),
        Arguments.of("{authenticated: false}", new Condition.Authenticated(false)),
        Arguments.of("{not: {always: true}}", new Condition.Not(new Condition.Always())),
        Arguments.of(
            "{visible: {at-least: 10}, authenticated: true}",
            new Condition.All(
                List.of(new Condition.VisibleAtLeast(10), new Condition.Authenticated(true)))),
        Arguments.of(
            "{any: [{always: true}, {all: [{authenticated: true}]}]}",
            new Condition.Any(
                List.of(
                    new Condition.Always(),
                    new Condition.All(List.of(new Condition.Authenticated(true)))))));
  }

  @ParameterizedTest
  @MethodSource("conditions")
  void aConditionIsReadIntoItsTree(String when, Condition condition) throws IOException {
    assertThat(rule("{name: r, when: %s, then: hold}".formatted(when)).when()).isEqualTo(condition);
  }

  @Test
  void addressesDomainsAndGroupsAreOpened() throws IOException {
    Policy policy =
        policy(
            """
            policy:
              groups:
                press: [press@city.example, "@media.example"]
              rules:
                - name: r
                  when: {sender: ["group:press", Anna+x@city.example, other.example]}
                  then: deliver
            """);
    Condition.SenderIs sender = (Condition.SenderIs) policy.rules().getFirst().when();
    for (String one :
        List.of(
            "press@city.example", "x@news.media.example", "anna@city.example", "y@other.example")) {
      assertThat(sender.addresses().contains(Address.of(one))).as(one).isTrue();
    }
    assertThat(sender.addresses().contains(Address.of("bert@city.example"))).isFalse();
    assertThat(sender.addresses().groups()).containsExactly("press");
  }

  static Stream<Arguments> dispositions() {
    return Stream.of(
        Arguments.of("deliver", new Disposition.Deliver()),
        Arguments.of("split", new Disposition.Split()),
        Arguments.of("hold", new Disposition.Hold(new Until.SenderDecides())),
        Arguments.of("{hold: {approval: sender}}", new Disposition.Hold(new Until.SenderDecides())),
        Arguments.of(
            "{hold: {approval: reviewer}}", new Disposition.Hold(new Until.ReviewerDecides())),
        Arguments.of(
            "{hold: {for: 60s}}",
            new Disposition.Hold(new Until.TimeIsOver(Duration.ofSeconds(60)))),
        Arguments.of("refuse", new Disposition.Refuse(DispositionReader.REFUSAL)),
        Arguments.of("{refuse: Not today.}", new Disposition.Refuse("Not today.")));
  }

  @ParameterizedTest
  @MethodSource("dispositions")
  void whatHappensIsRead(String then, Disposition disposition) throws IOException {
    assertThat(rule("{name: r, when: {always: true}, then: %s}".formatted(then)).then())
        .isEqualTo(disposition);
  }

  @Test
  void ownRulesStandFirstAndOneOfADefaultNameTakesItsPlace() throws IOException {
    Policy policy =
        policy(
            """
            policy:
              rules:
                - {name: open-audience, when: {finding: open-audience, visible: {at-least: 50}}, then: hold}
                - {name: mine, when: {always: true}, then: {hold: {for: 60s}}}
            """);
    assertThat(policy.rules())
        .extracting(Rule::name)
        .containsExactly(
            "mine",
            "hold-link",
            "open-audience",
            "bcc-in-data",
            "public-list",
            "body-address",
            "lookalike-recipient",
            "name-mismatch",
            "odd-one-out",
            "thread-newcomer",
            "first-contact",
            "case-stranger",
            "unanswered-address");
    assertThat(policy.rules().get(2).when().toString()).contains("people=50");
  }

  @Test
  void offersThatAreNotNamedAreThoseOfTheSameFinding() throws IOException {
    assertThat(rule("{name: r, when: {finding: open-audience}, then: hold}").offers())
        .isEqualTo(defaultRule("open-audience").offers());
    assertThat(rule("{name: r, when: {always: true}, then: hold}").offers())
        .containsExactly(Offer.CHANGE_RECIPIENTS, Offer.CANCEL, Offer.SEND_WITH_REASON);
    assertThat(rule("{name: r, when: {always: true}, then: hold, offers: [cancel]}").offers())
        .containsExactly(Offer.CANCEL);
    assertThat(rule("{name: r, when: {always: true}, then: deliver}").offers()).isEmpty();
  }

  @Test
  void theVersionNamesTheMeaningAndNotTheSpelling() throws IOException {
    String one = "{name: r, when: {always: true}, then: {hold: {for: 60s}}}";
    String same = "{then: {hold: {for: 1m}}, name: r, when: {always: true}} # the same";
    assertThat(version(one)).matches("sha256:[0-9a-f]{64}").isEqualTo(version(same));
    assertThat(
            Stream.of(
                    one,
                    "{name: q, when: {always: true}, then: {hold: {for: 60s}}}",
                    "{name: r, when: {authenticated: true}, then: {hold: {for: 60s}}}",
                    "{name: r, when: {always: true}, then: {hold: {for: 61s}}}",
                    "{name: r, when: {always: true}, then: {hold: {for: 60s}}, offers: [cancel]}",
                    "{name: r, when: {sender: a@b.example}, then: hold}",
                    "{name: r, when: {recipient: a@b.example}, then: hold}",
                    "{name: r, when: {sender: b.example}, then: hold}",
                    "{name: r, when: {finding: open-audience}, then: hold, concerns: concerned}",
                    "{name: r, when: {finding: open-audience}, then: hold}")
                .map(this::versionOf))
        .doesNotHaveDuplicates();
  }

  static Stream<Arguments> badPolicies() {
    return Stream.of(
        Arguments.of("[]", "policy: expected the keys rules, otherwise, defaults, groups"),
        Arguments.of("{rulez: []}", "policy: unknown key rulez, did you mean rules?"),
        Arguments.of("{rules: {}}", "policy.rules: expected a list of rules"),
        Arguments.of("{rules: [x]}", "policy.rules[1]: expected a rule with name, when and then"),
        Arguments.of("{rules: [{name: a}]}", "rule a: when is missing"),
        Arguments.of(
            "{rules: [{when: {always: true}, then: hold}]}", "policy.rules[1]: name is missing"),
        Arguments.of(
            "{rules: [{name: A b, when: {always: true}, then: hold}]}",
            "policy.rules[1].name: expected lower-case letters"),
        Arguments.of(
            "{rules: [{name: otherwise, when: {always: true}, then: hold}]}",
            "otherwise has a meaning of its own"),
        Arguments.of(
            "{rules: [{name: a, wen: {}, when: {always: true}, then: hold}]}",
            "unknown key wen, did you mean when?"),
        Arguments.of(
            "{rules: [{name: a, when: {always: true}, then: hold}, {name: a, when: {always: true},"
                + " then: hold}]}",
            "two rules are named a"),
        Arguments.of("{rules: [{name: a, when: {}, then: hold}]}", "says nothing"),
        Arguments.of(
            "{rules: [{name: a, when: hold, then: hold}]}", "rule a.when: expected conditions"),
        Arguments.of("{rules: [{name: a, when: {always: false}, then: hold}]}", "can only be true"),
        Arguments.of(
            "{rules: [{name: a, when: {visable: {at-least: 1}}, then: hold}]}",
            "did you mean visible?"),
        Arguments.of(
            "{rules: [{name: a, when: {visible: 10}, then: hold}]}",
            "rule a.when.visible: expected {at-least: 10}"),
        Arguments.of(
            "{rules: [{name: a, when: {visible: {at-least: 0}}, then: hold}]}",
            "expected a whole number"),
        Arguments.of(
            "{rules: [{name: a, when: {finding: training-overdue}, then: hold}]}",
            "training-overdue is not built yet"),
        Arguments.of(
            "{rules: [{name: a, when: {finding: 5}, then: hold}]}", "expected a kind of finding"),
        Arguments.of(
            "{rules: [{name: a, when: {finding: {kind: open-audience, confidence: 2}}, then:"
                + " hold}]}",
            "expected a number from 0 to 1"),
        Arguments.of(
            "{rules: [{name: a, when: {finding: {confidence: 0.5}}, then: hold}]}", "needs a kind"),
        Arguments.of(
            "{rules: [{name: a, when: {sender: \"group:pres\"}, then: hold}], groups: {press:"
                + " [a@b.example]}}",
            "no group pres in policy.groups, did you mean press?"),
        Arguments.of(
            "{rules: [{name: a, when: {sender: []}, then: hold}]}",
            "expected at least one address"),
        Arguments.of(
            "{rules: [{name: a, when: {sender: \"a b\"}, then: hold}]}",
            "expected an address, a domain, or group:name"),
        Arguments.of(
            "{rules: [{name: a, when: {recipients: everybody}, then: hold}]}",
            "expected outside, partner or inside"),
        Arguments.of(
            "{rules: [{name: a, when: {any: []}, then: hold}]}", "expected a list of conditions"),
        Arguments.of(
            "{rules: [{name: a, when: {always: true}, then: seal}]}", "seal is not built yet"),
        Arguments.of("{rules: [{name: a, when: {always: true}, then: {seal: {}}}]}", "rule a.then"),
        Arguments.of(
            "{rules: [{name: a, when: {always: true}, then: drop}]}",
            "expected deliver, split, hold, refuse"),
        Arguments.of(
            "{rules: [{name: a, when: {always: true}, then: {hold: {for: 60}}}]}",
            "expected a duration"),
        Arguments.of(
            "{rules: [{name: a, when: {always: true}, then: {hold: {for: 60s, approval:"
                + " sender}}}]}",
            "either for or approval"),
        Arguments.of(
            "{rules: [{name: a, when: {always: true}, then: {hold: {approval: boss}}}]}",
            "expected sender or reviewer"),
        Arguments.of(
            "{rules: [{name: a, when: {always: true}, then: {refuse: \"Nö\"}}]}", "plain ASCII"),
        Arguments.of(
            "{rules: [{name: a, when: {always: true}, then: hold, offers: [splt]}]}",
            "expected split or mailing"),
        Arguments.of(
            "{rules: [{name: a, when: {always: true}, then: hold, concerns: concerned}]}",
            "needs a finding in when"),
        Arguments.of("{otherwise: maybe}", "policy.otherwise: expected deliver"),
        Arguments.of("{defaults: \"no\"}", "policy.defaults: expected true or false"),
        Arguments.of("{groups: []}", "policy.groups: expected names with lists"),
        Arguments.of("{groups: {a: [\"group:b\"], b: [x@y.example]}}", "there is no group b"),
        Arguments.of("{groups: {A: [x@y.example]}}", "a name has lower-case letters"));
  }

  @ParameterizedTest
  @MethodSource("badPolicies")
  void aBadPolicyIsNamed(String policy, String sentence) throws IOException {
    assertThat(load("policy: " + policy + "\n"))
        .isInstanceOfSatisfying(
            Loading.Refused.class,
            refused ->
                assertThat(refused.problems())
                    .anyMatch(problem -> problem.text().contains(sentence))
                    .allMatch(problem -> problem.origin() instanceof Origin.InFile));
  }

  private static Rule defaultRule(String name) {
    return Policy.defaultRules().stream()
        .filter(rule -> rule.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private String versionOf(String rule) {
    try {
      return version(rule);
    } catch (IOException impossible) {
      throw new AssertionError(impossible);
    }
  }

  private String version(String rule) throws IOException {
    return policy("policy:\n  rules:\n    - " + rule + "\n").version();
  }

  private Rule rule(String rule) throws IOException {
    return policy("policy: {defaults: false, rules: [" + rule + "]}\n").rules().getFirst();
  }

  private Policy policy(String yaml) throws IOException {
    return switch (load(yaml)) {
      case Loading.Loaded(var configuration, _) -> configuration.policy();
      case Loading.Refused(var problems) -> throw new AssertionError(problems);
    };
  }

  private Loading load(String yaml) throws IOException {
    Path file = Files.writeString(folder.resolve("gatepost.yaml"), yaml);
    return ConfigurationFile.load(Optional.of(file), List.of());
  }
}
