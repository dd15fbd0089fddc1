package org.gatepost.policy;

import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.gatepost.inspect.Finding;
import org.gatepost.mail.Address;

/**
 * One decision for each recipient of an envelope.
 *
 * @param policy version of the policy that decided
 * @param decisions in the order of the envelope
 * @param findings what a rule acted on
 * @param furtherFindings the rest
 * @param offers ways out, best first
 */
public record Verdict(
    String policy,
    List<Decision> decisions,
    List<Finding> findings,
    List<Finding> furtherFindings,
    List<Offer> offers) {
  public Verdict {
    decisions = List.copyOf(decisions);
    findings = List.copyOf(findings);
    furtherFindings = List.copyOf(furtherFindings);
    offers = List.copyOf(offers);
    if (decisions.isEmpty()) {
      throw new IllegalArgumentException("A verdict decides on nobody.");
    }
  }

  /**
   * The verdict on an envelope.
   *
   * @throws IllegalArgumentException when a recipient has no decision, or somebody else has one
   */
  public static Verdict of(
      List<Address> recipients,
      String policy,
      List<Decision> decisions,
      List<Finding> findings,
      List<Finding> furtherFindings,
      List<Offer> offers) {
    Set<Address> decided = new HashSet<>();
    decisions.forEach(decision -> decided.add(decision.recipient()));
    if (decided.size() != decisions.size() || !decided.equals(new HashSet<>(recipients))) {
      throw new IllegalArgumentException("Decisions and recipients differ.");
    }
    return new Verdict(policy, decisions, findings, furtherFindings, offers);
  }

  /** The strictest disposition. */
  public Disposition strictest() {
    return decisions.stream()
        .map(Decision::disposition)
        .max(Comparator.comparingInt(Disposition::strictness))
        .orElseThrow();
  }

  public boolean isClean() {
    return strictest() instanceof Disposition.Deliver;
  }
}
