package org.gatepost.web.console;

import java.util.List;
import java.util.Optional;

/** Everybody who may use the console. */
public record AccountsPage(List<Row> rows, Optional<Secret> secret) {
  /** One account. */
  public record Row(String path, String login, String name, String roles, Tag state) {}

  public AccountsPage {
    rows = List.copyOf(rows);
  }
}
