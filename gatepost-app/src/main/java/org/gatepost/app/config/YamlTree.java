package org.gatepost.app.config;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.gatepost.app.config.Node.Scalar.Kind;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.dataformat.yaml.YAMLFactory;
import tools.jackson.dataformat.yaml.YAMLParser;

/**
 * Reads YAML 1.2 into a tree in which every node knows its place. Aliases and a second document are
 * refused; a key that stands twice is named with both places.
 */
final class YamlTree {
  private static final int DEEPEST = 40;

  private final YAMLParser parser;
  private final Function<TokenStreamLocation, Origin> places;
  private final Problems problems;

  private YamlTree(
      YAMLParser parser, Function<TokenStreamLocation, Origin> places, Problems problems) {
    this.parser = parser;
    this.places = places;
    this.problems = problems;
  }

  /** Reads one document; empty when it cannot be read, which is then among the problems. */
  static Optional<Node> read(
      String text, Function<TokenStreamLocation, Origin> places, Problems problems) {
    try (YAMLParser parser =
        (YAMLParser) new YAMLFactory().createParser(ObjectReadContext.empty(), text)) {
      return Optional.of(new YamlTree(parser, places, problems).document());
    } catch (JacksonException unreadable) {
      problems.add(places.apply(unreadable.getLocation()), reason(unreadable));
      return Optional.empty();
    } catch (TooDeepException tooDeep) {
      problems.add(tooDeep.origin, "nested more than " + DEEPEST + " levels deep");
      return Optional.empty();
    }
  }

  private static String reason(JacksonException unreadable) {
    // The first words, then quotations of the file in indented lines, then what is wrong.
    String message =
        unreadable
            .getOriginalMessage()
            .lines()
            .filter(line -> !line.startsWith(" "))
            .collect(Collectors.joining(", "));
    String hint =
        message.contains("cannot start any token")
            ? "; put text that begins with such a character in quotes"
            : "";
    return "not readable as YAML: " + Words.clip(message, 200) + hint;
  }

  private Node document() {
    JsonToken token = parser.nextToken();
    if (token == null) {
      return new Node.Empty(here());
    }
    Node root = node(token, 0);
    if (parser.nextToken() != null) {
      problems.add(here(), "a second YAML document; only one is read");
    }
    return root;
  }

  private Node node(JsonToken token, int depth) {
    Origin origin = here();
    if (depth > DEEPEST) {
      throw new TooDeepException(origin);
    }
    if (parser.isCurrentAlias()) {
      problems.add(origin, "YAML aliases (*" + Words.clip(parser.getString()) + ") are not read");
      return new Node.Empty(origin);
    }
    return switch (token) {
      case START_OBJECT -> mapping(origin, depth);
      case START_ARRAY -> sequence(origin, depth);
      case VALUE_NULL -> new Node.Empty(origin);
      case VALUE_TRUE -> new Node.Scalar(origin, Kind.BOOLEAN, "true");
      case VALUE_FALSE -> new Node.Scalar(origin, Kind.BOOLEAN, "false");
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT ->
          new Node.Scalar(origin, Kind.NUMBER, parser.getString());
      case VALUE_STRING -> new Node.Scalar(origin, Kind.TEXT, parser.getString());
      case VALUE_EMBEDDED_OBJECT, END_OBJECT, END_ARRAY, PROPERTY_NAME, NOT_AVAILABLE -> {
        problems.add(origin, "this YAML is not understood here");
        yield new Node.Empty(origin);
      }
    };
  }

  private Node mapping(Origin origin, int depth) {
    List<Node.Entry> entries = new ArrayList<>();
    Map<String, Origin> seen = new HashMap<>();
    while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
      Origin place = here();
      String key = parser.currentName();
      Node value = node(parser.nextToken(), depth + 1);
      Origin first = seen.putIfAbsent(key, place);
      if (first == null) {
        entries.add(new Node.Entry(place, key, value));
      } else {
        problems.add(place, Words.clip(key) + ": stands here twice, first at " + first);
      }
    }
    return new Node.Mapping(origin, entries);
  }

  private Node sequence(Origin origin, int depth) {
    List<Node> items = new ArrayList<>();
    for (JsonToken token = parser.nextToken();
        token != JsonToken.END_ARRAY;
        token = parser.nextToken()) {
      items.add(node(token, depth + 1));
    }
    return new Node.Sequence(origin, items);
  }

  private Origin here() {
    return places.apply(parser.currentTokenLocation());
  }

  /** Ends the reading of hostile nesting. */
  private static final class TooDeepException extends RuntimeException {
    private static final long serialVersionUID = 1;
    private final transient Origin origin;

    TooDeepException(Origin origin) {
      super("nested too deep", null, false, false);
      this.origin = origin;
    }
  }
}
