package org.gatepost.app.config;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.gatepost.app.config.Node.Scalar;
import org.gatepost.app.config.Node.Scalar.Kind;

/** Holds a YAML tree against the table of keys, and {@code --set} options on top of it. */
final class SettingsReader {
  private static final String SHORT_FOR_URL = "next-hop";

  private final Settings settings = new Settings();
  private final Problems problems;

  SettingsReader(Problems problems) {
    this.problems = problems;
  }

  Settings settings() {
    return settings;
  }

  /** Reads the root of a file. */
  void file(Node root) {
    switch (root) {
      case Node.Empty _ -> {}
      case Node.Mapping(_, var entries) -> entries.forEach(entry -> entry("", entry));
      case Node.Scalar _, Node.Sequence _ ->
          problems.add(root.origin(), "expected keys such as organisation, found " + root.what());
    }
  }

  private void entry(String section, Node.Entry entry) {
    String name = section.isEmpty() ? entry.key() : section + "." + entry.key();
    Optional<Key<?>> key = Keys.find(name);
    if (key.isPresent()) {
      value(key.get(), entry.value());
    } else if (name.equals(Keys.POLICY)) {
      settings.putPolicy(entry.value());
    } else if (Keys.isSection(name)) {
      section(name, entry.value());
    } else {
      problems.add(entry.origin(), unknown(section, entry.key()));
    }
  }

  private void section(String name, Node node) {
    switch (node) {
      case Node.Empty _ -> {}
      case Node.Mapping(_, var entries) -> entries.forEach(entry -> entry(name, entry));
      case Node.Scalar scalar when name.equals(SHORT_FOR_URL) -> value(NextHopKeys.URL, scalar);
      case Node.Scalar _, Node.Sequence _ ->
          problems.add(
              node.origin(),
              name
                  + ": expected the keys "
                  + String.join(", ", Keys.children(name))
                  + " below it, found "
                  + node.what());
    }
  }

  private <T> void value(Key<T> key, Node node) {
    if (node instanceof Node.Empty) {
      return;
    }
    key.type()
        .read(key.name(), node, problems)
        .ifPresent(value -> settings.put(key, value, node.origin()));
  }

  /** Reads {@code key=value} from the command line. */
  void set(String option) {
    int equals = option.indexOf('=');
    String name = equals < 0 ? option.strip() : option.substring(0, equals).strip();
    Origin origin = new Origin.OnCommandLine(Words.clip(name));
    if (equals < 0) {
      problems.add(origin, "expected key=value");
      return;
    }
    String text = option.substring(equals + 1).strip();
    Optional<Key<?>> key =
        name.equals(SHORT_FOR_URL) ? Optional.of(NextHopKeys.URL) : Keys.find(name);
    if (key.isPresent()) {
      value(key.get(), given(key.get(), text, origin));
    } else if (name.equals(Keys.POLICY) || name.startsWith(Keys.POLICY + ".")) {
      setPolicy(name, text, origin);
    } else if (Keys.isSection(name)) {
      problems.add(
          origin, name + ": name one key below it: " + String.join(", ", Keys.children(name)));
    } else {
      int dot = name.lastIndexOf('.');
      String section = dot < 0 ? "" : name.substring(0, dot);
      problems.add(
          origin, unknown(Keys.isSection(section) ? section : "", name, name.substring(dot + 1)));
    }
  }

  private static Node given(Key<?> key, String text, Origin origin) {
    if (!key.type().isList()) {
      return text.isEmpty() ? new Node.Empty(origin) : new Scalar(origin, Kind.TEXT, text);
    }
    List<Node> items =
        Stream.of(text.split(","))
            .map(String::strip)
            .filter(item -> !item.isEmpty())
            .map(item -> (Node) new Scalar(origin, Kind.TEXT, item))
            .toList();
    return new Node.Sequence(origin, items);
  }

  /** A part of the policy is given as YAML in one line: {@code policy.rules=[{name: …}]}. */
  private void setPolicy(String name, String text, Origin origin) {
    YamlTree.read(text, _ -> origin, problems)
        .ifPresent(
            node -> {
              if (name.equals(Keys.POLICY)) {
                settings.putPolicy(node);
              } else {
                String below = name.substring(Keys.POLICY.length() + 1);
                settings.putPolicy(overlay(settings.policy(), below, node, origin));
              }
            });
  }

  private static Node overlay(Optional<Node> policy, String key, Node value, Origin origin) {
    Stream<Node.Entry> others =
        policy
            .filter(Node.Mapping.class::isInstance)
            .map(node -> ((Node.Mapping) node).entries().stream())
            .orElse(Stream.of())
            .filter(entry -> !entry.key().equals(key));
    return new Node.Mapping(
        origin, Stream.concat(others, Stream.of(new Node.Entry(origin, key, value))).toList());
  }

  private static String unknown(String section, String key) {
    return unknown(section, section.isEmpty() ? key : section + "." + key, key);
  }

  /**
   * The sentence for a key that nobody knows: the nearest one here, or one of that name elsewhere.
   */
  private static String unknown(String section, String whole, String key) {
    String start = section.isEmpty() ? "" : section + ".";
    String sentence = Words.clip(whole) + ": unknown key";
    if (key.matches("(?i)(.*[-_.])?(password|secret)")) {
      return sentence + "; secrets stand in a file (…-file) or an environment variable (…-env)";
    }
    List<String> here = Keys.children(section);
    return Words.nearest(key, here)
        .map(start::concat)
        .or(() -> elsewhere(key))
        .or(() -> Words.nearest(whole, Keys.all().stream().map(Key::name).toList()))
        .map(name -> sentence + ", did you mean " + name + "?")
        .orElseGet(() -> sentence + "; known here: " + String.join(", ", here));
  }

  private static Optional<String> elsewhere(String key) {
    return Keys.all().stream()
        .filter(known -> known.lastName().equals(key))
        .map(Key::name)
        .findFirst();
  }
}
