package org.gatepost.policy;

import java.util.Locale;
import java.util.Optional;

/** A way out that the sender of a held message is offered. */
public enum Offer {
  /** A message of their own for each recipient. */
  SPLIT,
  /** A real mailing in place of a message with many addresses. */
  MAILING,
  /** Take the Bcc field out; those people still get the message. */
  DROP_BCC,
  /** Correct or remove recipients; the result is judged again. */
  CHANGE_RECIPIENTS,
  CANCEL,
  /** Send it as it is; the reason is kept. */
  SEND_WITH_REASON;

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
