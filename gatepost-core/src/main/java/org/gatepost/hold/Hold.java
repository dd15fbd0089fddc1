package org.gatepost.hold;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.gatepost.inspect.Finding;
import org.gatepost.mail.Address;
import org.gatepost.mail.Envelope;
import org.gatepost.mail.Recipient;
import org.gatepost.policy.Offer;

/**
 * A held message, without its content.
 *
 * @param owner who may decide on it: the authenticated sender or a sender inside the organisation;
 *     empty when the sender cannot be trusted with notices, then only reviewers decide
 * @param envelope the recipients that are held
 * @param subject as the sender wrote it
 * @param messageId as the sender's program wrote it
 * @param content the stored octets
 * @param rule the rule that held it
 * @param split who of the envelope gets a copy of their own whatever is waited for, because a rule
 *     wants it so
 * @param dueAt when the hold ends by itself
 * @param replaces the held message of which this is the corrected version
 * @param resolution how it ended; present in every state but HELD
 */
public record Hold(
    UUID id,
    HoldState state,
    Awaiting awaiting,
    Optional<Address> owner,
    Envelope envelope,
    String subject,
    Optional<String> messageId,
    long size,
    UUID content,
    String rule,
    List<Finding> findings,
    List<Offer> offers,
    Set<Address> split,
    Instant heldAt,
    Instant dueAt,
    Optional<UUID> replaces,
    Optional<Resolution> resolution) {
  public Hold {
    findings = List.copyOf(findings);
    offers = List.copyOf(offers);
    split =
        envelope.addresses().stream()
            .filter(split::contains)
            .collect(Collectors.toUnmodifiableSet());
  }

  /** What the findings suggest: wrong address to the likely one; of several the first. */
  public Map<Address, Address> suggestions() {
    Map<Address, Address> suggestions = new LinkedHashMap<>();
    for (Finding finding : findings) {
      for (Finding.Suggestion suggestion : finding.suggestions()) {
        suggestions.putIfAbsent(suggestion.wrong(), suggestion.likely());
      }
    }
    return suggestions;
  }

  /** The same for other recipients. */
  public Hold withRecipients(List<Recipient> recipients) {
    return new Hold(
        id,
        state,
        awaiting,
        owner,
        envelope.to(recipients),
        subject,
        messageId,
        size,
        content,
        rule,
        findings,
        offers,
        split,
        heldAt,
        dueAt,
        replaces,
        resolution);
  }

  /**
   * How a hold ended.
   *
   * @param by the person, or {@code gatepost} for a timer
   * @param action the offer taken, {@code approve}, {@code approve-with-copies}, {@code
   *     approve-as-is}, {@code decline}, {@code undo-window} or {@code expire}
   * @param reason in the person's own words
   */
  public record Resolution(
      HoldState state, String by, String action, Optional<String> reason, Instant at) {
    public Resolution {
      if (!HoldState.HELD.mayBecome(state)) {
        throw new IllegalArgumentException("A hold cannot end as " + state);
      }
    }
  }
}
