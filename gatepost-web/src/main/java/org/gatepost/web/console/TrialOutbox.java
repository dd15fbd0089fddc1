package org.gatepost.web.console;

import org.gatepost.account.Role;
import org.gatepost.web.SignedIn;

/** Who may look into the trial outbox. */
final class TrialOutbox {
  private TrialOutbox() {}

  static boolean isOpenTo(SignedIn person, ConsoleSettings settings) {
    return settings.trial() && (person.is(Role.SENDER) || seesAll(person, settings));
  }

  /**
   * An administrator sees no content, with this one exception: somebody who tries Gatepost out
   * signs in as the administrator and wants to see what would leave. Nothing leaves in trial mode,
   * and only while the console itself is on loopback, so that it is the machine's own user who
   * looks. The page says so.
   */
  static boolean seesAll(SignedIn person, ConsoleSettings settings) {
    return settings.trial()
        && person.is(Role.ADMINISTRATOR)
        && settings.server().isLoopback()
        && settings.server().proxies().isEmpty();
  }
}
