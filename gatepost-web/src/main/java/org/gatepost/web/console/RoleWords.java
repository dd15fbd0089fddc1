package org.gatepost.web.console;

import org.gatepost.account.Role;

/** Roles as people call them. */
final class RoleWords {
  private RoleWords() {}

  static String name(Role role) {
    return switch (role) {
      case SENDER -> "Sender";
      case REVIEWER -> "Reviewer";
      case DATA_PROTECTION_OFFICER -> "Data-protection officer";
      case MAILING_AUTHOR -> "Mailing author";
      case ADMINISTRATOR -> "Administrator";
    };
  }

  static String meaning(Role role) {
    return switch (role) {
      case SENDER -> "Sees and decides on their own mail";
      case REVIEWER -> "Decides on others' mail that waits for a second person";
      case DATA_PROTECTION_OFFICER -> "Sees others' mail, with a reason that is kept each time";
      case MAILING_AUTHOR -> "Will write mailings; there are no pages for it yet";
      case ADMINISTRATOR -> "Looks after accounts; sees no mail";
    };
  }
}
