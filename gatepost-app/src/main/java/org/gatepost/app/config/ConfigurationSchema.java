package org.gatepost.app.config;

import java.util.List;
import java.util.Optional;
import org.gatepost.app.Json;
import tools.jackson.core.JsonGenerator;

/**
 * The JSON Schema (2020-12) of {@code gatepost.yaml}, made from the table of keys, so that editors
 * complete and check it. What two keys say together is checked by {@code gatepost config check}
 * alone.
 */
public final class ConfigurationSchema {
  private static final String NEXT_HOP = "next-hop";

  private ConfigurationSchema() {}

  public static String text() {
    return Json.indented(
        json -> {
          json.writeStartObject();
          json.writeStringProperty("$schema", "https://json-schema.org/draft/2020-12/schema");
          json.writeStringProperty("title", "gatepost.yaml");
          members(json, "");
          json.writeObjectPropertyStart("$defs");
          PolicySchema.definitions(json);
          json.writeEndObject();
          json.writeEndObject();
        });
  }

  private static void members(JsonGenerator json, String section) {
    json.writeStringProperty("type", "object");
    json.writeBooleanProperty("additionalProperties", false);
    json.writeObjectPropertyStart("properties");
    for (String child : Keys.children(section)) {
      json.writeObjectPropertyStart(child);
      property(json, section.isEmpty() ? child : section + "." + child);
      json.writeEndObject();
    }
    json.writeEndObject();
  }

  private static void property(JsonGenerator json, String name) {
    Optional<Key<?>> key = Keys.find(name);
    if (key.isPresent()) {
      key(json, key.get());
    } else if (name.equals(Keys.POLICY)) {
      json.writeStringProperty("$ref", "#/$defs/policy");
    } else if (name.equals(NEXT_HOP)) {
      json.writeArrayPropertyStart("anyOf");
      json.writeStartObject();
      key(json, NextHopKeys.URL);
      json.writeEndObject();
      json.writeStartObject();
      members(json, name);
      json.writeEndObject();
      json.writeEndArray();
    } else {
      members(json, name);
    }
  }

  private static <T> void key(JsonGenerator json, Key<T> key) {
    json.writeStringProperty("description", key.description());
    key.type().schema(json);
    key.standard()
        .filter(value -> !value.equals(List.of()))
        .ifPresent(
            value -> {
              json.writeName("default");
              key.type().json(json, value);
            });
  }
}
