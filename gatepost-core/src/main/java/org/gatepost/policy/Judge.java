package org.gatepost.policy;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.gatepost.audience.Audience.Reader;
import org.gatepost.inspect.Finding;
import org.gatepost.inspect.FindingKind;
import org.gatepost.inspect.Inspection;
import org.gatepost.inspect.Outgoing;
import org.gatepost.mail.Address;
import org.gatepost.mail.Addressee;

/**
 * Turns findings into one decision for each recipient. Pure and total: the same message, findings
 * and policy give the same verdict wherever it is asked. A detector that could not look decides for
 * everyone: {@link Disposition.Unable}.
 */
public final class Judge {
  private static final String OTHERWISE = "otherwise";
  private static final String UNABLE = "unable";
  private static final Comparator<Disposition> BY_STRICTNESS =
      Comparator.comparingInt(Disposition::strictness).thenComparingInt(Disposition::patience);

  private Judge() {}

  public static Verdict judge(Outgoing outgoing, List<Inspection> inspections, Policy policy) {
    List<Finding> found = new ArrayList<>();
    for (Inspection inspection : inspections) {
      switch (inspection) {
        case Inspection.Done(var findings) -> found.addAll(findings);
        case Inspection.Unable(var cause, _) -> {
          return unable(outgoing, cause, policy);
        }
      }
    }
    List<Grounds> rules = policy.rules().stream().map(rule -> Grounds.of(rule, found)).toList();
    List<Decision> decisions = new ArrayList<>();
    BitSet applied = new BitSet();
    for (Address recipient : outgoing.envelope().addresses()) {
      decisions.add(decide(new Case(outgoing, found, recipient), rules, policy, applied));
    }
    List<Finding> actedOn = new ArrayList<>();
    applied.stream()
        .mapToObj(rules::get)
        .flatMap(grounds -> grounds.reasons().stream())
        .filter(reason -> !actedOn.contains(reason))
        .forEach(actedOn::add);
    List<Set<Offer>> offered =
        applied.stream().mapToObj(i -> rules.get(i).rule().offers()).toList();
    return Verdict.of(
        outgoing.envelope().addresses(),
        policy.version(),
        decisions,
        actedOn,
        found.stream().filter(finding -> !actedOn.contains(finding)).toList(),
        offers(offered, actedOn));
  }

  private static List<Offer> offers(List<Set<Offer>> offered, List<Finding> actedOn) {
    boolean suggested = actedOn.stream().anyMatch(finding -> !finding.suggestions().isEmpty());
    return Offer.common(offered).stream()
        .filter(offer -> offer != Offer.CORRECT_ADDRESS || suggested)
        .toList();
  }

  /**
   * Rules about different mistakes add up: the strictest decides and all give their reasons, so
   * that a second mistake is not hidden by the first. Of several rules about the same findings the
   * first decides. A rule that lets a recipient go does so for the findings that it names, or, when
   * it names none, for everything behind it.
   */
  private static Decision decide(Case facts, List<Grounds> rules, Policy policy, BitSet applied) {
    Address recipient = facts.recipient();
    Addressee.Place place = place(facts.outgoing(), recipient);
    List<Grounds> against = new ArrayList<>();
    Set<FindingKind> dealtWith = EnumSet.noneOf(FindingKind.class);
    Optional<Grounds> exception = Optional.empty();
    for (int i = 0; i < rules.size(); i++) {
      Grounds grounds = rules.get(i);
      boolean isDealtWith = !grounds.kinds().isEmpty() && dealtWith.containsAll(grounds.kinds());
      if (isDealtWith || !facts.meets(grounds.rule().when()) || !grounds.concern(recipient)) {
        continue;
      }
      dealtWith.addAll(grounds.kinds());
      if (!(grounds.rule().then() instanceof Disposition.Deliver)) {
        applied.set(i);
        against.add(grounds);
      } else {
        exception = exception.or(() -> Optional.of(grounds));
        if (grounds.kinds().isEmpty()) {
          break;
        }
      }
    }
    if (against.isEmpty()) {
      return exception
          .map(grounds -> decision(facts, place, grounds.rule(), grounds.because(), false))
          .orElseGet(() -> otherwise(facts, place, policy));
    }
    Rule strictest = strictest(against);
    String because =
        against.stream()
            .map(Grounds::because)
            .filter(reason -> !reason.isEmpty())
            .distinct()
            .collect(Collectors.joining(" "));
    boolean split =
        against.stream().anyMatch(grounds -> grounds.rule().then() instanceof Disposition.Split);
    return decision(facts, place, strictest, because, split);
  }

  private static Decision decision(
      Case facts, Addressee.Place place, Rule rule, String because, boolean split) {
    return new Decision(facts.recipient(), place, rule.then(), rule.name(), because, split);
  }

  private static Decision otherwise(Case facts, Addressee.Place place, Policy policy) {
    boolean split = policy.otherwise() instanceof Disposition.Split;
    return new Decision(facts.recipient(), place, policy.otherwise(), OTHERWISE, "", split);
  }

  private static Rule strictest(List<Grounds> against) {
    Rule strictest = against.getFirst().rule();
    for (Grounds grounds : against) {
      if (BY_STRICTNESS.compare(grounds.rule().then(), strictest.then()) > 0) {
        strictest = grounds.rule();
      }
    }
    return strictest;
  }

  /** A rule with the findings that speak for it, worked out once for all recipients. */
  private record Grounds(
      Rule rule,
      Set<FindingKind> kinds,
      List<Finding> reasons,
      Set<Address> people,
      String because) {
    static Grounds of(Rule rule, List<Finding> found) {
      List<Finding> reasons = found.stream().filter(finding -> isAskedFor(rule, finding)).toList();
      Set<Address> people = new HashSet<>();
      reasons.forEach(finding -> finding.recipients().forEach(a -> people.add(a.person())));
      String because = reasons.stream().map(Finding::because).collect(Collectors.joining(" "));
      Set<FindingKind> kinds =
          rule.findings().stream().map(Condition.Found::kind).collect(Collectors.toSet());
      return new Grounds(rule, kinds, reasons, people, because);
    }

    boolean concern(Address recipient) {
      return switch (rule.concerns()) {
        case EVERYONE -> true;
        case CONCERNED -> people.contains(recipient.person());
      };
    }

    private static boolean isAskedFor(Rule rule, Finding finding) {
      return rule.findings().stream()
          .anyMatch(
              asked ->
                  asked.kind() == finding.kind() && finding.confidence() >= asked.confidence());
    }
  }

  /** The decision for a recipient of a message that could not be judged. */
  public static Decision unable(Address recipient, Addressee.Place place, String cause) {
    return new Decision(
        recipient,
        place,
        new Disposition.Unable(cause),
        UNABLE,
        "This message could not be checked.",
        false);
  }

  private static Verdict unable(Outgoing outgoing, String cause, Policy policy) {
    List<Decision> decisions =
        outgoing.envelope().addresses().stream()
            .map(recipient -> unable(recipient, place(outgoing, recipient), cause))
            .toList();
    return Verdict.of(
        outgoing.envelope().addresses(),
        policy.version(),
        decisions,
        List.of(),
        List.of(),
        List.of());
  }

  private static Addressee.Place place(Outgoing outgoing, Address recipient) {
    Optional<Reader> reader = outgoing.audience().find(recipient);
    return reader.map(Reader::place).orElse(Addressee.Place.ENVELOPE);
  }

  /** One message and one recipient, against which conditions are held. */
  private record Case(Outgoing outgoing, List<Finding> found, Address recipient) {
    boolean meets(Condition condition) {
      return switch (condition) {
        case Condition.Always _ -> true;
        case Condition.All(var parts) -> parts.stream().allMatch(this::meets);
        case Condition.Any(var parts) -> parts.stream().anyMatch(this::meets);
        case Condition.Not(var part) -> !meets(part);
        case Condition.Found(var kind, var confidence) ->
            found.stream()
                .anyMatch(finding -> finding.kind() == kind && finding.confidence() >= confidence);
        case Condition.VisibleAtLeast(int people) ->
            outgoing.audience().exposure().visible().size() >= people;
        case Condition.ExposedAtLeast(int people) ->
            outgoing.audience().exposure().exposed().size() >= people;
        case Condition.SenderIs(var addresses) ->
            outgoing.audience().sender().map(addresses::contains).orElse(false);
        case Condition.RecipientIs(var addresses) -> addresses.contains(recipient);
        case Condition.RecipientRelation(var relations) ->
            relations.contains(outgoing.audience().relation(recipient));
        case Condition.Authenticated(boolean expected) ->
            outgoing.submission().authenticated().isPresent() == expected;
      };
    }
  }
}
