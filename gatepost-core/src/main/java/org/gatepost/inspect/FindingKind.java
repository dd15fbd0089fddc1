package org.gatepost.inspect;

import java.util.Locale;
import java.util.Optional;

/**
 * The kinds of mistake that Gatepost looks for. The wire names are stable: policies, reports and
 * other programs rely on them.
 */
public enum FindingKind {
  OPEN_AUDIENCE,
  /** A recipient is a mailing list that everybody can read, or leads to one. */
  PUBLIC_LIST,
  /** A new or rare recipient is nearly somebody known. */
  LOOKALIKE_RECIPIENT,
  /** A recipient never written to before, beside another sign. */
  FIRST_CONTACT,
  /** A recipient does not belong with the others. */
  ODD_ONE_OUT,
  /** The text greets or names somebody else. */
  NAME_MISMATCH,
  /** A recipient had no part in the conversation so far. */
  THREAD_NEWCOMER,
  /** A recipient has no part in the case that the message bears. */
  CASE_STRANGER,
  /** A recipient outside was written to before and never wrote to anyone here. */
  UNANSWERED_ADDRESS,
  /** An address in the text leads where its writer hardly means it to. */
  BODY_ADDRESS,
  /** A Bcc field left in the data: it shows those people to every reader. */
  BCC_IN_DATA,
  /** A link that opens held mail would leave the organisation. */
  HOLD_LINK;

  /** The stable name, such as {@code open-audience}. */
  public String wireName() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  public static Optional<FindingKind> parse(String wireName) {
    for (FindingKind kind : values()) {
      if (kind.wireName().equals(wireName)) {
        return Optional.of(kind);
      }
    }
    return Optional.empty();
  }

  @Override
  public String toString() {
    return wireName();
  }
}
