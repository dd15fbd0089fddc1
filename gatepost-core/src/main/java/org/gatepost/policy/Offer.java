package org.gatepost.policy;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** A way out that the sender of a held message is offered. */
public enum Offer {
  /** A message of their own for each recipient. */
  SPLIT,
  /** A real mailing in place of a message with many addresses. */
  MAILING,
  /** Take the Bcc field out; those people still get the message. */
  DROP_BCC,
  /**
   * Put the addresses that were most likely meant in place of the doubted ones, in header, envelope
   * and text; the result is judged again. Offered when a finding suggests one.
   */
  CORRECT_ADDRESS,
  /** Correct or remove recipients; the result is judged again. */
  CHANGE_RECIPIENTS,
  CANCEL,
  /** Send it as it is; the reason is kept. */
  SEND_WITH_REASON;

  /**
   * What may be offered when several rules hold a message: what each of them offers, and besides
   * what one of them offers and none can object to, because nothing leaves by it that was not
   * judged again.
   */
  static List<Offer> common(List<Set<Offer>> offered) {
    Set<Offer> common = new LinkedHashSet<>();
    for (Set<Offer> offers : offered) {
      for (Offer offer : offers) {
        if (offer.isHarmless() || offered.stream().allMatch(other -> other.contains(offer))) {
          common.add(offer);
        }
      }
    }
    return List.copyOf(common);
  }

  private boolean isHarmless() {
    return switch (this) {
      case SPLIT, SEND_WITH_REASON -> false;
      case MAILING, DROP_BCC, CORRECT_ADDRESS, CHANGE_RECIPIENTS, CANCEL -> true;
    };
  }

  /** The stable name, such as {@code send-with-reason}. */
  public String wireName() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  public static Optional<Offer> parse(String wireName) {
    for (Offer offer : values()) {
      if (offer.wireName().equals(wireName)) {
        return Optional.of(offer);
      }
    }
    return Optional.empty();
  }
}
