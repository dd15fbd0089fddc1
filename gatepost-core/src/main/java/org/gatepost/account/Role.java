package org.gatepost.account;

import java.util.Locale;

/** What somebody may do in the console. */
public enum Role {
  /** Sees and decides on their own mail. */
  SENDER,
  /** Decides on mail that waits for a second person. */
  REVIEWER,
  /** Sees others' mail, each look with a reason that is kept. */
  DATA_PROTECTION_OFFICER,
  MAILING_AUTHOR,
  /** Accounts and configuration; no content. */
  ADMINISTRATOR;

  public String wireName() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
