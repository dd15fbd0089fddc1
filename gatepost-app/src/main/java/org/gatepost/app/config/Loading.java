package org.gatepost.app.config;

import java.util.List;

/** How reading the configuration ended. */
public sealed interface Loading {
  /** It can be used. */
  record Loaded(Configuration configuration, Settings settings) implements Loading {}

  /**
   * It cannot.
   *
   * @param problems everything that is wrong with it
   */
  record Refused(List<Problem> problems) implements Loading {
    public Refused {
      problems = List.copyOf(problems);
    }
  }
}
