package org.gatepost.web.console;

import java.util.List;
import java.util.Optional;
import org.gatepost.web.Assets;

/**
 * What stands around every page.
 *
 * @param zone whose time every page shows, such as {@code Europe/London}
 * @param person the name of who is signed in
 * @param rooms where they may go
 * @param trial true when nothing that is sent here really leaves
 * @param problems what to put right; the page's title then begins with {@code Error:}
 * @param formToken proves that a form came from a page of this session; empty on pages without one
 */
public record Frame(
    String title,
    String organisation,
    String zone,
    Optional<String> person,
    List<Room> rooms,
    boolean trial,
    List<Problem> problems,
    Optional<Note> note,
    Optional<String> formToken,
    Assets assets) {
  /** A link of the navigation. */
  public record Room(String name, String path, boolean current) {}

  public Frame {
    rooms = List.copyOf(rooms);
    problems = List.copyOf(problems);
  }

  public String documentTitle() {
    String shown = title + " – Gatepost";
    return problems.isEmpty() ? shown : "Error: " + shown;
  }

  /** What is wrong with a field; empty when nothing is. */
  public String problem(String field) {
    return problems.stream()
        .filter(problem -> problem.field().equals(field))
        .map(Problem::text)
        .findFirst()
        .orElse("");
  }

  public boolean hasProblem(String field) {
    return !problem(field).isEmpty();
  }
}
