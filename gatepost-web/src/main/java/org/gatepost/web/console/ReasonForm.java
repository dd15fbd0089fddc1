package org.gatepost.web.console;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;

/** The words of somebody who explains a decision. */
final class ReasonForm {
  static final int LONGEST = 2_000;

  private ReasonForm() {}

  static String typed(HttpServletRequest request) {
    String reason = request.getParameter("reason");
    return reason == null ? "" : reason.strip().replace("\r\n", "\n");
  }

  /** What is wrong with a reason that must be given; empty when nothing is. */
  static Optional<String> objection(String reason) {
    if (reason.isBlank()) {
      return Optional.of("Enter a reason");
    }
    return tooLong(reason);
  }

  static Optional<String> tooLong(String reason) {
    return reason.length() > LONGEST
        ? Optional.of("Reason must be " + Words.number(LONGEST) + " characters or fewer")
        : Optional.empty();
  }
}
