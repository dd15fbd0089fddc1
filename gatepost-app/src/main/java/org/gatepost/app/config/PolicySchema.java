package org.gatepost.app.config;

import java.util.List;
import java.util.stream.Stream;
import org.gatepost.inspect.FindingKind;
import org.gatepost.policy.Offer;
import org.gatepost.policy.Rule;
import tools.jackson.core.JsonGenerator;

/** The policy's part of the JSON Schema. */
final class PolicySchema {
  private PolicySchema() {}

  /** Writes the definitions into the object that is open. */
  static void definitions(JsonGenerator json) {
    json.writeObjectPropertyStart("policy");
    object(json, PolicyReader.KEYS, List.of());
    json.writeObjectPropertyStart("rules");
    json.writeStringProperty(
        "description",
        "An organisation's own rules, before the default ones. Of several about the same finding"
            + " the first that applies decides; of others the strictest. A rule with the name of a"
            + " default one takes its place.");
    arrayOf(json, "#/$defs/rule");
    json.writeEndObject();
    json.writeObjectPropertyStart("otherwise");
    json.writeStringProperty("description", "What happens when no rule applies: deliver.");
    json.writeStringProperty("$ref", "#/$defs/disposition");
    json.writeEndObject();
    json.writeObjectPropertyStart("defaults");
    json.writeStringProperty("description", "Whether the default rules hold as well.");
    json.writeStringProperty("type", "boolean");
    json.writeBooleanProperty("default", true);
    json.writeEndObject();
    json.writeObjectPropertyStart("groups");
    json.writeStringProperty("description", "Names for lists of addresses and domains.");
    json.writeStringProperty("type", "object");
    json.writeObjectPropertyStart("propertyNames");
    json.writeStringProperty("pattern", PolicyReader.NAME_PATTERN);
    json.writeEndObject();
    json.writeObjectPropertyStart("additionalProperties");
    json.writeStringProperty("$ref", "#/$defs/addresses");
    json.writeEndObject();
    json.writeEndObject();
    json.writeEndObject(); // properties
    json.writeEndObject();
    rule(json);
    condition(json);
    disposition(json);
    addresses(json);
    finding(json);
  }

  /** Opens "properties"; the caller writes them and closes both objects. */
  private static void object(JsonGenerator json, List<String> known, List<String> required) {
    json.writeStringProperty("type", "object");
    json.writeBooleanProperty("additionalProperties", false);
    if (!required.isEmpty()) {
      json.writeArrayPropertyStart("required");
      required.forEach(json::writeString);
      json.writeEndArray();
    }
    if (known.isEmpty()) {
      throw new IllegalArgumentException("An object without keys.");
    }
    json.writeObjectPropertyStart("properties");
  }

  private static void arrayOf(JsonGenerator json, String reference) {
    json.writeStringProperty("type", "array");
    json.writeObjectPropertyStart("items");
    json.writeStringProperty("$ref", reference);
    json.writeEndObject();
  }

  private static void rule(JsonGenerator json) {
    json.writeObjectPropertyStart("rule");
    object(json, PolicyReader.RULE_KEYS, List.of("name", "when", "then"));
    json.writeObjectPropertyStart("name");
    json.writeStringProperty("description", "Stable; shown as the reason.");
    json.writeStringProperty("type", "string");
    json.writeStringProperty("pattern", PolicyReader.NAME_PATTERN);
    json.writeEndObject();
    reference(json, "when", "condition");
    reference(json, "then", "disposition");
    json.writeObjectPropertyStart("concerns");
    json.writeStringProperty(
        "description",
        "Whom the rule decides on: everyone who gets the message, or only the recipients whom the"
            + " findings name.");
    Types.oneOf(Rule.Scope.class).schema(json);
    json.writeStringProperty("default", "everyone");
    json.writeEndObject();
    json.writeObjectPropertyStart("offers");
    json.writeStringProperty("description", "What the sender of a held message may do.");
    Types.listOf(Types.oneOf(Offer.class), "offers").schema(json);
    json.writeEndObject();
    json.writeEndObject();
    json.writeEndObject();
  }

  private static void reference(JsonGenerator json, String name, String definition) {
    json.writeObjectPropertyStart(name);
    json.writeStringProperty("$ref", "#/$defs/" + definition);
    json.writeEndObject();
  }

  private static void condition(JsonGenerator json) {
    json.writeObjectPropertyStart("condition");
    json.writeNumberProperty("minProperties", 1);
    object(json, ConditionKey.names(), List.of());
    for (ConditionKey key : ConditionKey.values()) {
      json.writeObjectPropertyStart(key.wireName());
      json.writeStringProperty("description", key.description());
      condition(json, key);
      json.writeEndObject();
    }
    json.writeEndObject();
    json.writeEndObject();
  }

  private static void condition(JsonGenerator json, ConditionKey key) {
    switch (key) {
      case FINDING -> json.writeStringProperty("$ref", "#/$defs/finding");
      case VISIBLE, EXPOSED -> {
        object(json, List.of("at-least"), List.of("at-least"));
        json.writeObjectPropertyStart("at-least");
        Types.count(1, 1_000_000).schema(json);
        json.writeEndObject();
        json.writeEndObject();
      }
      case SENDER, RECIPIENT -> json.writeStringProperty("$ref", "#/$defs/addresses");
      case RECIPIENTS -> words(json, List.of("outside", "partner", "inside"));
      case AUTHENTICATED -> json.writeStringProperty("type", "boolean");
      case ALL, ANY -> {
        arrayOf(json, "#/$defs/condition");
        json.writeNumberProperty("minItems", 1);
      }
      case NOT -> json.writeStringProperty("$ref", "#/$defs/condition");
      case ALWAYS -> json.writeBooleanProperty("const", true);
    }
  }

  private static void words(JsonGenerator json, List<String> words) {
    json.writeArrayPropertyStart("enum");
    words.forEach(json::writeString);
    json.writeEndArray();
  }

  private static void disposition(JsonGenerator json) {
    json.writeObjectPropertyStart("disposition");
    json.writeArrayPropertyStart("anyOf");
    json.writeStartObject();
    words(json, DispositionReader.WORDS);
    json.writeEndObject();
    json.writeStartObject();
    object(json, List.of("hold"), List.of("hold"));
    json.writeObjectPropertyStart("hold");
    object(json, List.of("for", "approval"), List.of());
    json.writeObjectPropertyStart("for");
    json.writeStringProperty("description", "An undo window: it is sent when the time is over.");
    json.writeStringProperty("type", "string");
    json.writeStringProperty("pattern", Durations.PATTERN);
    json.writeEndObject();
    json.writeObjectPropertyStart("approval");
    json.writeStringProperty("description", "Who decides; it is never sent when nobody does.");
    Types.oneOf(DispositionReader.Approval.class).schema(json);
    json.writeEndObject();
    json.writeEndObject();
    json.writeNumberProperty("minProperties", 1);
    json.writeNumberProperty("maxProperties", 1);
    json.writeEndObject();
    json.writeEndObject();
    json.writeEndObject();
    json.writeStartObject();
    object(json, List.of("refuse"), List.of("refuse"));
    json.writeObjectPropertyStart("refuse");
    json.writeStringProperty("description", "The text of the SMTP answer.");
    json.writeStringProperty("type", "string");
    json.writeStringProperty("pattern", "^[ -~]{1,400}$");
    json.writeEndObject();
    json.writeEndObject();
    json.writeEndObject();
    json.writeEndArray();
    json.writeEndObject();
  }

  private static void addresses(JsonGenerator json) {
    json.writeObjectPropertyStart("addresses");
    json.writeStringProperty("description", "Addresses, domains, or group:name.");
    json.writeArrayPropertyStart("anyOf");
    json.writeStartObject();
    json.writeStringProperty("type", "string");
    json.writeEndObject();
    json.writeStartObject();
    Types.listOf(Types.TEXT, "addresses").schema(json);
    json.writeNumberProperty("minItems", 1);
    json.writeEndObject();
    json.writeEndArray();
    json.writeEndObject();
  }

  private static void finding(JsonGenerator json) {
    List<String> kinds = Stream.of(FindingKind.values()).map(FindingKind::wireName).toList();
    json.writeObjectPropertyStart("finding");
    json.writeArrayPropertyStart("anyOf");
    json.writeStartObject();
    words(json, kinds);
    json.writeEndObject();
    json.writeStartObject();
    object(json, List.of("kind", "confidence"), List.of("kind"));
    json.writeObjectPropertyStart("kind");
    words(json, kinds);
    json.writeEndObject();
    json.writeObjectPropertyStart("confidence");
    json.writeStringProperty("type", "number");
    json.writeNumberProperty("minimum", 0);
    json.writeNumberProperty("maximum", 1);
    json.writeNumberProperty("default", 0.9);
    json.writeEndObject();
    json.writeEndObject();
    json.writeEndObject();
    json.writeEndArray();
    json.writeEndObject();
  }
}
