package org.gatepost.recipient;

import java.util.Locale;

/** Ways in which a recipient is got wrong; what the model is taught and measured on. */
public enum Mistake {
  /** Another mailbox whose local part is like the right one's. */
  SIMILAR_LOCAL_PART,
  /** Another known person with the same given name. */
  SAME_FIRST_NAME,
  /** The right local part at another domain. */
  WRONG_DOMAIN,
  /** A slip of the finger that leads to an address never seen. */
  TYPO,
  /** Somebody else in the sender's address book whose address begins alike. */
  SWAPPED_PICK,
  /** A mailing list or group where a person was meant. */
  LIST;

  public String wireName() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
