package org.gatepost.inspect;

import org.gatepost.mail.Address;

/**
 * What senders have answered when they were asked about recipients, as far as it concerns one
 * message. Whoever cannot say throws: a question without an answer is no yes.
 */
public interface Answers {
  /**
   * True when the sender of this message was asked already whether they mean this person, and sent
   * it.
   *
   * @param person by person
   */
  boolean isMeant(Address person, FindingKind kind);

  /**
   * True when somebody here took the address that was offered in place of this one. Such an address
   * always stops, and is never suggested.
   *
   * @param person by person
   */
  boolean isMistake(Address person);

  /** Nobody was ever asked. */
  static Answers none() {
    return new Answers() {
      @Override
      public boolean isMeant(Address person, FindingKind kind) {
        return false;
      }

      @Override
      public boolean isMistake(Address person) {
        return false;
      }
    };
  }

  /**
   * Kinds of doubt of which one answer is enough. The others say something about this message, or
   * about what the address has done, that a sender's confidence in the address does not answer.
   */
  static boolean isAskedOnce(FindingKind kind) {
    return switch (kind) {
      case LOOKALIKE_RECIPIENT, FIRST_CONTACT, ODD_ONE_OUT, NAME_MISMATCH, THREAD_NEWCOMER -> true;
      case OPEN_AUDIENCE,
          PUBLIC_LIST,
          CASE_STRANGER,
          UNANSWERED_ADDRESS,
          BODY_ADDRESS,
          BCC_IN_DATA,
          HOLD_LINK ->
          false;
    };
  }
}
