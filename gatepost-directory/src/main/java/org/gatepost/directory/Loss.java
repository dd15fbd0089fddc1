package org.gatepost.directory;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.gatepost.audience.Directory.Entry;
import org.gatepost.audience.Directory.Kind;

/**
 * Whether a source has lost so much between two readings that it is more likely broken than true: a
 * filter that no longer fits, a right that was taken away.
 */
final class Loss {
  /** Of fewer than this, half may go on any day. */
  private static final int FEW = 10;

  private Loss() {}

  /** What is suspicious, as a part of a sentence. */
  static Optional<String> between(List<Entry> before, List<Entry> now) {
    if (now.isEmpty() && !before.isEmpty()) {
      return Optional.of("it is empty, and held " + before.size() + " addresses before");
    }
    for (Kind kind : Kind.values()) {
      long had = count(before, kind);
      long has = count(now, kind);
      if (had >= FEW && has * 2 < had) {
        return Optional.of(
            "it holds " + has + " addresses of the kind " + word(kind) + ", and had " + had);
      }
    }
    return Optional.empty();
  }

  private static long count(List<Entry> entries, Kind kind) {
    return entries.stream().filter(entry -> entry.kind() == kind).count();
  }

  private static String word(Kind kind) {
    return kind.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
