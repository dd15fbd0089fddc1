package org.gatepost.store.sql;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/** The SQL of one adapter: a file in which {@code -- name: x} begins the statement x. */
final class Statements {
  private static final String NAME = "-- name: ";

  private final Map<String, String> statements;
  private final Map<List<String>, String> together = new ConcurrentHashMap<>();
  private final String file;

  private Statements(String file, Map<String, String> statements) {
    this.file = file;
    this.statements = Map.copyOf(statements);
  }

  static Statements in(String file) {
    try (InputStream in = Statements.class.getResourceAsStream(file)) {
      if (in == null) {
        throw new IllegalStateException("Missing from the build: " + file);
      }
      return new Statements(file, read(new String(in.readAllBytes(), StandardCharsets.UTF_8)));
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  String get(String name) {
    String found = statements.get(name);
    if (found == null) {
      throw new IllegalStateException(file + " has no statement " + name);
    }
    return found;
  }

  /** Several statements to be sent as one. */
  String together(List<String> names) {
    return together.computeIfAbsent(
        List.copyOf(names), all -> all.stream().map(this::get).collect(Collectors.joining(";\n")));
  }

  private static Map<String, String> read(String text) {
    Map<String, String> found = new HashMap<>();
    String name = "";
    StringBuilder statement = new StringBuilder();
    for (String line : text.lines().toList()) {
      if (line.startsWith(NAME)) {
        found.put(name, statement.toString());
        name = line.substring(NAME.length()).strip();
        statement.setLength(0);
      } else if (!line.startsWith("--")) {
        statement.append(line).append('\n');
      }
    }
    found.put(name, statement.toString());
    return found;
  }
}
