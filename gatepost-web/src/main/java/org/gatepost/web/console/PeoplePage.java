package org.gatepost.web.console;

import java.util.List;

/**
 * Everyone whom a finding concerns.
 *
 * @param back where the reader came from
 */
public record PeoplePage(
    String back, String subject, String total, List<String> people, Paging paging) {
  public PeoplePage {
    people = List.copyOf(people);
  }
}
