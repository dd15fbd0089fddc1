package org.gatepost.app.config;

import java.util.Optional;

/**
 * One line of the table of keys.
 *
 * @param name dotted
 * @param standard what holds when nobody says anything
 * @param description one or two sentences for the reference and for editors
 */
record Key<T>(String name, ValueType<T> type, Optional<T> standard, String description) {
  static <T> Key<T> of(String name, ValueType<T> type, T standard, String description) {
    return new Key<>(name, type, Optional.of(standard), description);
  }

  static <T> Key<T> optional(String name, ValueType<T> type, String description) {
    return new Key<>(name, type, Optional.empty(), description);
  }

  /** The part before the last dot; empty at the top. */
  String section() {
    int dot = name.lastIndexOf('.');
    return dot < 0 ? "" : name.substring(0, dot);
  }

  /** The part behind the last dot. */
  String lastName() {
    return name.substring(name.lastIndexOf('.') + 1);
  }

  String shownStandard() {
    return standard.map(type::show).orElse("");
  }
}
