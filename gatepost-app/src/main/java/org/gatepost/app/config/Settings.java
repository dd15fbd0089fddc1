package org.gatepost.app.config;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The value of every key, and where it comes from. */
public final class Settings {
  /** One value. */
  private record Setting<T>(T value, Origin origin) {}

  private final Map<Key<?>, Setting<?>> given = new LinkedHashMap<>();
  private Optional<Node> policy = Optional.empty();

  Settings() {}

  <T> void put(Key<T> key, T value, Origin origin) {
    given.put(key, new Setting<>(value, origin));
  }

  void putPolicy(Node node) {
    policy = Optional.of(node);
  }

  Optional<Node> policy() {
    return policy;
  }

  <T> Optional<T> find(Key<T> key) {
    return setting(key).map(Setting::value).or(key::standard);
  }

  /** The value of a key that has a default. */
  <T> T get(Key<T> key) {
    return find(key).orElseThrow(() -> new IllegalStateException(key.name() + " has no default"));
  }

  Origin origin(Key<?> key) {
    Setting<?> setting = given.get(key);
    return setting == null ? new Origin.Default() : setting.origin();
  }

  boolean isGiven(Key<?> key) {
    return given.containsKey(key);
  }

  /** The value as text; empty when there is none. */
  <T> String show(Key<T> key) {
    return find(key).map(key.type()::show).orElse("");
  }

  /** Only {@link #put} fills the map, so that key and setting are of one type. */
  @SuppressWarnings("unchecked")
  private <T> Optional<Setting<T>> setting(Key<T> key) {
    return Optional.ofNullable((Setting<T>) given.get(key));
  }
}
