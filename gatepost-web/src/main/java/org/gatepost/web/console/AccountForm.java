package org.gatepost.web.console;

import java.util.List;

/** The form for a new account. */
public record AccountForm(String login, String name, List<Choice> roles) {
  /** A role that can be given. */
  public record Choice(String value, String name, String meaning, boolean chosen) {}

  public AccountForm {
    roles = List.copyOf(roles);
  }
}
