package org.gatepost.bench.judging;

import java.nio.file.Path;
import org.gatepost.correspondence.Correspondence;

/** A memory that is filled and then asked. */
interface MemoryUnderTest extends AutoCloseable {
  /** By the word on the command line. */
  static MemoryUnderTest of(String name, Path data) {
    return switch (name) {
      case "in-memory" -> new InMemory();
      case "stored" -> new Stored(data);
      default -> throw new IllegalArgumentException("No such memory: " + name);
    };
  }

  /** Takes a history in, unless it has one. */
  void fill(Town town);

  Correspondence correspondence();

  /** Puts out of reach what was kept at hand; {@link #correspondence()} is another afterwards. */
  void chill();

  @Override
  void close();
}
