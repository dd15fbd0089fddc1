package org.gatepost.app.config;

import java.util.List;

/** A piece of YAML, with the place where it stands. */
public sealed interface Node {
  Origin origin();

  /** What it is, for messages: "text", "a list", … */
  String what();

  /** Nothing behind the colon. */
  record Empty(Origin origin) implements Node {
    @Override
    public String what() {
      return "nothing";
    }
  }

  /**
   * A single value.
   *
   * @param kind how YAML understands it
   */
  record Scalar(Origin origin, Kind kind, String text) implements Node {
    /** How YAML 1.2 understands an unquoted word. */
    public enum Kind {
      TEXT("text"),
      NUMBER("the number"),
      BOOLEAN("the truth value");

      private final String word;

      Kind(String word) {
        this.word = word;
      }
    }

    @Override
    public String what() {
      return kind == Kind.TEXT ? "the text '" + Words.clip(text) + "'" : kind.word + " " + text;
    }
  }

  /** A list. */
  record Sequence(Origin origin, List<Node> items) implements Node {
    public Sequence {
      items = List.copyOf(items);
    }

    @Override
    public String what() {
      return "a list";
    }
  }

  /** A map; no key stands twice. */
  record Mapping(Origin origin, List<Entry> entries) implements Node {
    public Mapping {
      entries = List.copyOf(entries);
    }

    @Override
    public String what() {
      return "a map of keys";
    }
  }

  /**
   * One line of a map.
   *
   * @param origin of the key
   */
  record Entry(Origin origin, String key, Node value) {}
}
