package org.gatepost.app.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ConfigurationSchemaTest {
  private final JsonNode schema = new JsonMapper().readTree(ConfigurationSchema.text());

  @Test
  void everyKeyStandsInTheSchemaWithItsDescription() {
    assertThat(schema.get("$schema").asString())
        .isEqualTo("https://json-schema.org/draft/2020-12/schema");
    for (Key<?> key : Keys.all()) {
      JsonNode node = schema;
      for (String step : List.of(key.name().split("\\."))) {
        JsonNode map = node.has("anyOf") ? node.get("anyOf").get(1) : node;
        assertThat(map.get("additionalProperties").asBoolean()).as(key.name()).isFalse();
        node = map.get("properties").get(step);
        assertThat(node).as(key.name()).isNotNull();
      }
      assertThat(node.get("description").asString()).isEqualTo(key.description());
    }
  }

  @Test
  void theNextHopMayBeTextOrAMap() {
    JsonNode nextHop = schema.get("properties").get("next-hop").get("anyOf");
    assertThat(nextHop.get(0).get("type").asString()).isEqualTo("string");
    assertThat(nextHop.get(1).get("type").asString()).isEqualTo("object");
  }

  @Test
  void theWordsOfThePolicyStandInTheSchema() {
    JsonNode definitions = schema.get("$defs");
    assertThat(definitions.get("policy").get("properties").propertyNames())
        .containsExactlyInAnyOrderElementsOf(PolicyReader.KEYS);
    assertThat(definitions.get("rule").get("properties").propertyNames())
        .containsExactlyInAnyOrderElementsOf(PolicyReader.RULE_KEYS);
    assertThat(definitions.get("condition").get("properties").propertyNames())
        .containsExactlyInAnyOrderElementsOf(ConditionKey.names());
  }

  @Test
  void everyReferenceLeadsSomewhere() {
    List<String> references = references(schema).distinct().toList();
    assertThat(references).hasSizeGreaterThan(4);
    assertThat(references)
        .allMatch(reference -> !schema.at(reference.substring(1)).isMissingNode());
  }

  private static Stream<String> references(JsonNode node) {
    Stream<String> own =
        node.isObject() && node.has("$ref")
            ? Stream.of(node.get("$ref").asString())
            : Stream.empty();
    return Stream.concat(own, node.valueStream().flatMap(ConfigurationSchemaTest::references));
  }
}
