package org.gatepost.app.config;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The entries of a map that may hold certain keys only; others are named as they are met. */
final class MapFields {
  private final Map<String, Node> values = new HashMap<>();
  private final Node.Mapping map;

  MapFields(String where, Node.Mapping map, List<String> known, Problems problems) {
    this.map = map;
    for (Node.Entry entry : map.entries()) {
      if (known.contains(entry.key())) {
        values.put(entry.key(), entry.value());
      } else {
        problems.add(
            entry.origin(),
            where
                + ": unknown key "
                + Words.clip(entry.key())
                + Words.nearest(entry.key(), known)
                    .map(name -> ", did you mean " + name + "?")
                    .orElse("; known here: " + String.join(", ", known)));
      }
    }
  }

  /** The value of a key; a key with nothing behind it counts as not there. */
  Optional<Node> find(String key) {
    return Optional.ofNullable(values.get(key)).filter(node -> !(node instanceof Node.Empty));
  }

  Origin origin() {
    return map.origin();
  }
}
