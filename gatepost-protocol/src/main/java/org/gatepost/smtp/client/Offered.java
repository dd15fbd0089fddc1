package org.gatepost.smtp.client;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.gatepost.delivery.NextHop.Capabilities;

/**
 * What one EHLO said (RFC 5321 section 4.1.1.1).
 *
 * @param mechanisms of AUTH, in upper case
 */
record Offered(
    Capabilities capabilities, boolean pipelining, boolean startTls, Set<String> mechanisms) {
  static Offered nothing() {
    return new Offered(Capabilities.none(), false, false, Set.of());
  }

  /** Reads the lines of the reply; the first is a greeting. */
  static Offered from(List<String> lines) {
    Set<String> keywords = new HashSet<>();
    Set<String> mechanisms = new HashSet<>();
    Optional<Long> size = Optional.empty();
    for (String line : lines.subList(1, lines.size())) {
      List<String> words = Arrays.asList(line.strip().toUpperCase(Locale.ROOT).split("[ =]+"));
      keywords.add(words.getFirst());
      if (words.getFirst().equals("AUTH")) {
        mechanisms.addAll(words.subList(1, words.size()));
      }
      if (words.getFirst().equals("SIZE")
          && words.size() == 2
          && words.get(1).matches("[0-9]{1,18}")) {
        size = Optional.of(Long.parseLong(words.get(1))).filter(octets -> octets > 0);
      }
    }
    return new Offered(
        new Capabilities(
            keywords.contains("8BITMIME"),
            keywords.contains("SMTPUTF8"),
            keywords.contains("DSN"),
            keywords.contains("CHUNKING"),
            keywords.contains("ENHANCEDSTATUSCODES"),
            size),
        keywords.contains("PIPELINING"),
        keywords.contains("STARTTLS"),
        Set.copyOf(mechanisms));
  }
}
