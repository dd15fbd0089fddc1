package org.gatepost.app.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import tools.jackson.core.JsonGenerator;

/** Any number of single values. */
record ListType<T>(ScalarType<T> item, String word) implements ValueType<List<T>> {
  private static final int MOST = 100_000;

  @Override
  public Optional<List<T>> read(String key, Node node, Problems problems) {
    return switch (node) {
      case Node.Sequence(_, var items) when items.size() <= MOST -> {
        List<T> values = new ArrayList<>();
        for (Node each : items) {
          item.read(key, each, problems).ifPresent(values::add);
        }
        yield values.size() == items.size() ? Optional.of(List.copyOf(values)) : Optional.empty();
      }
      case Node.Sequence tooLong -> {
        problems.add(tooLong.origin(), key + ": more than " + MOST + " entries");
        yield Optional.empty();
      }
      case Node.Scalar _, Node.Mapping _, Node.Empty _ ->
          ValueType.wrong(key, node, word + " in square brackets or a line each", problems);
    };
  }

  @Override
  public String show(List<T> values) {
    return values.stream().map(item::show).collect(Collectors.joining(", ", "[", "]"));
  }

  @Override
  public void schema(JsonGenerator json) {
    json.writeStringProperty("type", "array");
    json.writeObjectPropertyStart("items");
    item.schema(json);
    json.writeEndObject();
  }

  @Override
  public boolean isList() {
    return true;
  }

  @Override
  public void json(JsonGenerator json, List<T> values) {
    json.writeStartArray();
    values.forEach(value -> item.json(json, value));
    json.writeEndArray();
  }
}
