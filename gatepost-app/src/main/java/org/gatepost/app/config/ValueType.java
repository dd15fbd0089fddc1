package org.gatepost.app.config;

import java.util.Optional;
import tools.jackson.core.JsonGenerator;

/** What a key takes: how it is read, shown, described, and put into the JSON Schema. */
interface ValueType<T> {
  /** Reads a value; what is wrong is added to the problems, and nothing comes back. */
  Optional<T> read(String key, Node node, Problems problems);

  /** The value as it would be written in the file. */
  String show(T value);

  /** For the reference: "a duration", "a list of domains". */
  String word();

  /** Writes the members of the schema into the object that is open. */
  void schema(JsonGenerator json);

  /** Writes a value as JSON would hold it. */
  void json(JsonGenerator json, T value);

  /** True when {@code --set} splits the text at commas. */
  default boolean isList() {
    return false;
  }

  /** Says that a key has the wrong kind of value. */
  static <T> Optional<T> wrong(String key, Node node, String wanted, Problems problems) {
    problems.add(node.origin(), key + ": expected " + wanted + ", found " + node.what());
    return Optional.empty();
  }
}
