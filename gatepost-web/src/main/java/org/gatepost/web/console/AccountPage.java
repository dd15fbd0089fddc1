package org.gatepost.web.console;

import java.util.List;
import java.util.Optional;

/**
 * Somebody's own account.
 *
 * @param label what was typed before the form came back
 */
public record AccountPage(
    String login,
    String name,
    List<String> roles,
    List<AppPassword> appPasswords,
    Optional<Secret> secret,
    String label) {
  /** A mail program's password, without the password. */
  public record AppPassword(String id, String label, String createdAt, String lastUsed) {}

  public AccountPage {
    roles = List.copyOf(roles);
    appPasswords = List.copyOf(appPasswords);
  }
}
