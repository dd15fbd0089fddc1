package org.gatepost.gate;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.gatepost.mail.Address;

/** Who looked at whose mail, when and why. Each look is durable before anything is shown. */
public interface AccessLog {
  /**
   * Writes a look down.
   *
   * @throws org.gatepost.delivery.StorageUnavailableException when it did not become durable; then
   *     nothing may be shown
   */
  void looked(Look look);

  /** Everybody who looked at one message, newest first. */
  List<Look> at(UUID subject, int most);

  /** What one person looked at, newest first. */
  List<Look> by(Address person, int most);

  /** All looks, newest first. */
  List<Look> all(int most);

  /** What was looked at. */
  enum Kind {
    HOLD,
    AUDIT,
    OUTBOX,
    /** An account whose password was made anew outside the console. */
    ACCOUNT;

    public String wireName() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * One look.
   *
   * @param by who looked; whose account it is when it was opened from outside the console
   * @param kind what the subject is
   * @param subject the id of the held, judged or kept message, or of the account
   * @param content true when body or attachments were shown
   * @param reason in the person's own words; empty when it was their own mail
   */
  record Look(
      UUID id, Instant at, Address by, Kind kind, UUID subject, boolean content, String reason) {}
}
