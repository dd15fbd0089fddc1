package org.gatepost.store.sql;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jdbi.v3.core.argument.Argument;

/** Rows of one table that a batch adds to, one for each key; written by one statement. */
final class Rows<K, V> {
  private final Map<K, V> rows = new LinkedHashMap<>();

  /** The value of a key, made when it is the first time. */
  V row(K key, Function<K, V> first) {
    return rows.computeIfAbsent(key, first);
  }

  /** Puts a value in, or together with the one that is there. */
  void add(K key, V value, BiFunction<V, V, V> sum) {
    rows.merge(key, value, sum);
  }

  Optional<V> find(K key) {
    return Optional.ofNullable(rows.get(key));
  }

  void forEach(BiConsumer<K, V> visitor) {
    rows.forEach(visitor);
  }

  boolean isEmpty() {
    return rows.isEmpty();
  }

  Argument longs(BiFunction<K, V, Long> column) {
    return column("bigint", column);
  }

  Argument integers(BiFunction<K, V, Integer> column) {
    return column("integer", column);
  }

  Argument doubles(BiFunction<K, V, Double> column) {
    return column("float8", column);
  }

  Argument truths(BiFunction<K, V, Boolean> column) {
    return column("boolean", column);
  }

  Argument texts(BiFunction<K, V, String> column) {
    return column("text", (key, value) -> Sql.storable(column.apply(key, value)));
  }

  Argument instants(BiFunction<K, V, Optional<Instant>> column) {
    return column(
        "timestamptz",
        (key, value) -> column.apply(key, value).map(Instant::toString).orElse(null));
  }

  private Argument column(String type, BiFunction<K, V, ?> column) {
    List<Object> elements = new ArrayList<>(rows.size());
    rows.forEach((key, value) -> elements.add(column.apply(key, value)));
    return Sql.array(type, elements.toArray());
  }
}
