package org.gatepost.web.console;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.gatepost.account.Role;
import org.gatepost.mail.Address;
import org.gatepost.web.SignedIn;

/**
 * Why a data-protection officer looks at others' mail. Holds for this sign-in and half an hour,
 * then the reason is asked for again; it is kept with every single look.
 *
 * @param id names the search in the log of looks
 */
record OfficersReason(UUID id, Address officer, String words, Instant until) {
  static final Duration LASTS = Duration.ofMinutes(30);
  private static final String KEY = OfficersReason.class.getName();

  void keep(HttpServletRequest request) {
    request.getSession().setAttribute(KEY, this);
  }

  static void forget(HttpServletRequest request) {
    HttpSession session = request.getSession(false);
    if (session != null) {
      session.removeAttribute(KEY);
    }
  }

  /** The reason that holds now, for this person, as long as they are an officer. */
  static Optional<OfficersReason> now(HttpServletRequest request, SignedIn person, Instant now) {
    HttpSession session = request.getSession(false);
    return session != null
            && session.getAttribute(KEY) instanceof OfficersReason reason
            && person.is(Role.DATA_PROTECTION_OFFICER)
            && reason.officer().equals(person.login())
            && now.isBefore(reason.until())
        ? Optional.of(reason)
        : Optional.empty();
  }
}
