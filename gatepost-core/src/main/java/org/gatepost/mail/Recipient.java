package org.gatepost.mail;

import java.util.Optional;

/**
 * One {@code RCPT TO} with the delivery status wishes that came with it (RFC 3461), carried on
 * unread.
 *
 * @param address where the message goes
 * @param notifyOn the value of {@code NOTIFY=}, such as {@code SUCCESS,FAILURE}
 * @param originalRecipient the value of {@code ORCPT=}, still in xtext
 */
public record Recipient(
    Address address, Optional<String> notifyOn, Optional<String> originalRecipient) {
  public static Recipient of(Address address) {
    return new Recipient(address, Optional.empty(), Optional.empty());
  }

  /**
   * True when the sender asked to hear of failures: by default, and unless NOTIFY leaves it out.
   */
  public boolean wantsFailureNotice() {
    return notifyOn
        .map(value -> value.toUpperCase(java.util.Locale.ROOT).contains("FAILURE"))
        .orElse(true);
  }
}
