package org.gatepost.web.console;

import java.time.InstantSource;
import java.util.UUID;
import org.gatepost.gate.AccessLog;
import org.gatepost.mail.IdentitySource;
import org.gatepost.web.SignedIn;

/** Writes each look down before anything is shown. */
final class LookBook {
  private final AccessLog log;
  private final IdentitySource identities;
  private final InstantSource clock;

  LookBook(AccessLog log, IdentitySource identities, InstantSource clock) {
    this.log = log;
    this.identities = identities;
    this.clock = clock;
  }

  /**
   * Returns when the look is durable.
   *
   * @param reason empty for one's own mail
   * @throws org.gatepost.delivery.StorageUnavailableException then nothing may be shown
   */
  void note(SignedIn person, AccessLog.Kind kind, UUID subject, boolean content, String reason) {
    log.looked(
        new AccessLog.Look(
            identities.next(), clock.instant(), person.login(), kind, subject, content, reason));
  }
}
