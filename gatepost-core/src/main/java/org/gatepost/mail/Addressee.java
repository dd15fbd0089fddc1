package org.gatepost.mail;

import java.util.Locale;

/**
 * Somebody whom the headers name as a reader.
 *
 * @param place the field that names them
 * @param mailbox who it is
 */
public record Addressee(Place place, NamedAddress mailbox) {
  /** Where a recipient is named. */
  public enum Place {
    TO,
    CC,
    /** A Bcc field that is in the data and so is seen by every reader (RFC 5322 section 3.6.3). */
    BCC,
    /** In the envelope alone: nobody sees it. */
    ENVELOPE;

    /** The name that the JSON verdict uses. */
    public String wireName() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  public Address address() {
    return mailbox.address();
  }
}
