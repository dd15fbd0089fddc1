package org.gatepost.web.console;

import java.util.List;
import java.util.Optional;

/**
 * One account, as an administrator sees it.
 *
 * @param self true for the reader's own
 */
public record AccountEditPage(
    String base,
    String login,
    String name,
    Tag state,
    boolean active,
    boolean self,
    List<AccountForm.Choice> roles,
    Optional<Secret> secret) {
  public AccountEditPage {
    roles = List.copyOf(roles);
  }
}
