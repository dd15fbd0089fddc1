package org.gatepost.app.replay;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.gatepost.app.Plain;

/** What could not be read; the first of it by name, the rest counted. */
final class Troubles {
  private static final int NAMED = 20;

  /** One of them, in one line. */
  record Trouble(String name, String because) {}

  private final List<Trouble> named = new ArrayList<>();
  private long files;
  private long messages;
  private long unable;

  /** A file or folder that could not be read to its end. */
  void add(String name, IOException because) {
    files++;
    note(name, String.valueOf(because.getMessage()));
  }

  /** A single message that will never be one. */
  void message(String name, String because) {
    messages++;
    note(name, because);
  }

  /** A message beyond a limit; whose it is may not be known. */
  void unable(String name, String because) {
    unable++;
    note(name, because);
  }

  private void note(String name, String because) {
    if (named.size() < NAMED) {
      named.add(new Trouble(Plain.line(name), Plain.line(because)));
    }
  }

  List<Trouble> named() {
    return List.copyOf(named);
  }

  long files() {
    return files;
  }

  long messages() {
    return messages;
  }

  long unable() {
    return unable;
  }
}
