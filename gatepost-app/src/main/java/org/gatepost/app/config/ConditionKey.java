package org.gatepost.app.config;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What may stand in a rule's {@code when}. Several keys in one map must all hold. */
enum ConditionKey {
  FINDING(
      "A detector reported this kind of finding, such as open-audience, with a confidence of at"
          + " least 0.9; or a map with kind and confidence."),
  VISIBLE("At least so many distinct outside people are visible in the headers: {at-least: 10}."),
  EXPOSED("At least so many visible people do not know every other one: {at-least: 3}."),
  SENDER(
      "The sender is one of these: an address, a domain with its sub-domains (city.example or"
          + " \"@city.example\"), or a group of policy.groups (\"group:press\")."),
  RECIPIENT("The recipient that is being decided on is one of these; written as for sender."),
  RECIPIENTS(
      "The recipient that is being decided on is outside (partners are outside too), a partner, or"
          + " inside."),
  AUTHENTICATED("The client signed in, or did not."),
  ALL("Every one of these conditions holds."),
  ANY("At least one of these conditions holds."),
  NOT("This condition does not hold."),
  ALWAYS("Holds for every message: always: true.");

  private final String description;

  ConditionKey(String description) {
    this.description = description;
  }

  String wireName() {
    return Types.wireName(this);
  }

  String description() {
    return description;
  }

  static List<String> names() {
    return Stream.of(values()).map(ConditionKey::wireName).toList();
  }

  static Optional<ConditionKey> find(String name) {
    return Stream.of(values()).filter(key -> key.wireName().equals(name)).findFirst();
  }
}
